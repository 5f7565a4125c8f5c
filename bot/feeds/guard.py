"""The address guard: which addresses and ports may be connected to, asked of the very address connected."""

from __future__ import annotations

import errno
import ipaddress
import socket
import time
from collections.abc import Collection
from functools import lru_cache
from typing import Any, Final

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
AddressInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[Any, ...]]

PORTS: Final = (80, 443)
# In the text of the error, because happy eyeballs may fold several errors into one and lose the class.
MARK: Final = "address guard"
PRIVATE: Final = "is a private address"
FLOOD: Final = "it sends without end"
_HEAD: Final = 2**20  # bytes of one answer before its head is whole; a head may have 32 KiB a line
_FLOOD: Final = 12 * 2**20  # bytes of one answer, of which a body is two thirds at most
_WINDOW: Final = 30.0  # seconds

_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_IPV4_COMPATIBLE = ipaddress.IPv6Network("::/96")
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
# Refused even where private addresses are open: the metadata services of Azure, Alibaba and Amazon, which
# look public or ordinary by the registries' books, the retired 6to4 relays, and what older Pythons take for
# public: addresses for protocols, and those for documentation since RFC 9637.
_NEVER = tuple(
    map(
        ipaddress.ip_network,
        ("168.63.129.16", "100.100.100.200", "fd00:ec2::254", "192.88.99.0/24", "192.0.0.0/24", "3fff::/20"),
    )
)


class ForbiddenAddress(OSError):
    """Raised where a socket would be made for an address that the guard refuses."""

    def __init__(self, reason: str) -> None:
        super().__init__(errno.EACCES, f"{MARK}: {reason}")


def refusal(address: str, port: int, *, allow_private: bool, ports: Collection[int] = PORTS) -> str | None:
    """Say why this address and port must not be connected to; None where they may.

    `address` is a literal, as the resolver gave it. With `allow_private` every port is open, as are private,
    shared and loopback addresses; link-local ones (cloud metadata), multicast and reserved ones never are.
    """
    try:
        given = ipaddress.ip_address(address)
    except ValueError:
        return f"{address} is no IP address"
    if not allow_private and port not in ports:
        return f"port {port} is not one of {', '.join(map(str, ports))}"
    meant = _meanings(given)
    if any(_is_never(one) or not (_is_public(one) or _is_own(one)) for one in meant):
        return f"{address} is not a public address"
    if not allow_private and not all(map(_is_public, meant)):
        return f"{address} {PRIVATE}"
    return None


def guarded_socket(info: AddressInfo, *, allow_private: bool, ports: Collection[int] = PORTS) -> Metered:
    """Make a socket for aiohttp's TCPConnector, or raise ForbiddenAddress.

    It sees the address after every resolution, so names, literals, redirects and rebinding all pass here.
    """
    family, kind, protocol, _, (address, port, *_) = info
    reason = refusal(str(address), int(port), allow_private=allow_private, ports=ports)
    if reason is not None:
        raise ForbiddenAddress(reason)
    return Metered(family, kind, protocol)


class Metered(socket.socket):
    """A socket that fails when it is sent more, in half a minute and for one request, than anybody reads.

    What endless interim answers or chunk extensions hold is dropped where no limit of ours sees it, at a full
    core's cost: 12 MiB of interim answers take two seconds of it.
    """

    __slots__ = ("_limit", "_since", "_taken")

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._begin()

    def _begin(self) -> None:
        self._since, self._taken, self._limit = time.monotonic(), 0, _HEAD

    def takes_body(self) -> None:
        """Take more from now on: the head is whole, and others bound what follows."""
        self._limit = _FLOOD

    def send(self, data: Any, flags: int = 0, /) -> int:
        self._begin()  # a connection serves many requests, and each answer is counted by itself
        return super().send(data, flags)

    def sendmsg(self, *arguments: Any) -> int:
        self._begin()
        return super().sendmsg(*arguments)

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        data = super().recv(size, flags)
        self._count(len(data))
        return data

    def recv_into(self, buffer: Any, size: int = 0, flags: int = 0, /) -> int:
        taken = super().recv_into(buffer, size, flags)
        self._count(taken)
        return taken

    def _count(self, taken: int) -> None:
        self._taken += taken
        if self._taken > self._limit:
            now = time.monotonic()
            if now - self._since < _WINDOW:
                raise OSError(errno.EMSGSIZE, FLOOD)
            self._since, self._taken = now, taken


@lru_cache(maxsize=4096)
def is_own(host: str) -> bool:
    """Say whether a host is by its very name a machine of the operator's own."""
    try:
        return any(map(_is_own, _meanings(ipaddress.ip_address(host))))
    except ValueError:
        return host == "localhost"


def _meanings(address: Address) -> tuple[Address, ...]:
    """Unwrap what an IPv6 address stands for: a mapped, 6to4, Teredo, NAT64 or compatible IPv4 address."""
    if isinstance(address, ipaddress.IPv4Address):
        return (address,)
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address.sixtofour is not None:
        return (address, address.sixtofour)
    if address.teredo is not None:
        return (address, *address.teredo)
    low = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if any(address in network for network in _NAT64):
        return (low,)
    if address in _IPV4_COMPATIBLE and int(address) > 1:  # :: and ::1 mean themselves
        return (low,)
    return (address,)


def _is_never(address: Address) -> bool:
    return any(address in network for network in _NEVER)


def _is_public(address: Address) -> bool:
    if address.is_multicast or address.is_reserved or not address.is_global:
        return False
    return isinstance(address, ipaddress.IPv4Address) or address in _GLOBAL_UNICAST


def _is_own(address: Address) -> bool:
    """Whether an address can be a machine of the operator's own."""
    if address.is_loopback:
        return True
    if address.is_unspecified or address.is_link_local or address.is_multicast or address.is_reserved:
        return False
    return not address.is_global
