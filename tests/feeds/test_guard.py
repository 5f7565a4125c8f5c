"""The address guard lets the public web through and nothing else."""

from __future__ import annotations

import socket

import pytest

from bot.feeds.guard import ForbiddenAddress, Metered, guarded_socket, refusal

PUBLIC = [
    "8.8.8.8",
    "93.184.216.34",
    "2606:4700::1111",
    "2a00:1450:4001::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]
PRIVATE = [
    "127.0.0.1",
    "127.255.255.254",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::c0a8:1",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2002:a00:1::",
    "2001:0:53aa:64c:0:0:80ff:fffe",
    "fc00::1",
    "fd12:3456::1",
    "2001:db8::1",
]
NEVER = [
    "0.0.0.0",
    "169.254.169.254",
    "169.254.1.1",
    "100.100.100.200",
    "168.63.129.16",
    "192.88.99.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "5f00::1",
    "fd00:ec2::254",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "2002:a9fe:a9fe::",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_open(address: str) -> None:
    """The public web may be connected to on its two ports."""
    assert refusal(address, 443, allow_private=False) is None
    assert refusal(address, 80, allow_private=False) is None


@pytest.mark.parametrize("address", PRIVATE + NEVER)
def test_other_addresses_are_refused(address: str) -> None:
    """Whatever an address that is not public is wrapped in, it is refused and named."""
    reason = refusal(address, 443, allow_private=False)
    assert reason is not None
    assert address in reason


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_can_be_opened(address: str) -> None:
    """An operator may open private addresses, on any port, and is told so."""
    assert "private" in str(refusal(address, 443, allow_private=False))
    assert refusal(address, 8080, allow_private=True) is None


@pytest.mark.parametrize("address", NEVER)
def test_metadata_and_multicast_stay_closed(address: str) -> None:
    """Cloud metadata, link-local, multicast and reserved addresses stay closed; no setting helps."""
    for allow_private in (True, False):
        assert "private" not in str(refusal(address, 80, allow_private=allow_private))
    assert refusal(address, 80, allow_private=True) is not None


def test_ports_are_limited() -> None:
    """Only the named ports are open on public addresses."""
    assert "22" in str(refusal("8.8.8.8", 22, allow_private=False))
    assert refusal("8.8.8.8", 8443, allow_private=False, ports=(8443,)) is None


def test_a_name_is_no_address() -> None:
    """What is no address literal is refused: the guard decides about what is connected, not about names."""
    assert refusal("localhost", 80, allow_private=True) is not None


def test_the_factory_makes_or_refuses() -> None:
    """The socket factory makes sockets for allowed addresses and raises an OSError for the others."""
    public = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 443))
    with guarded_socket(public, allow_private=False) as made:
        assert made.family == socket.AF_INET
    with pytest.raises(ForbiddenAddress, match="address guard"):
        own = (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("::1", 443, 0, 0))
        guarded_socket(own, allow_private=False)


def test_answers_on_one_connection_are_counted_one_by_one() -> None:
    """A connection that has served many requests is no flood; one answer that does not end is."""
    here, there = socket.socketpair()
    piece = b"x" * 2**16
    with there, Metered(here.family, here.type, 0, here.detach()) as metered:

        def read(pieces: int) -> None:
            for _ in range(pieces):
                there.sendall(piece)
                assert len(metered.recv(len(piece), socket.MSG_WAITALL)) == len(piece)

        for _ in range(3):
            metered.send(b"GET")
            metered.takes_body()
            read(100)
        with pytest.raises(OSError, match="without end"):
            read(200)


def test_a_head_is_held_shorter_than_a_body() -> None:
    """Before an answer's head is whole, a twelfth of what a body may bring is a flood already."""
    here, there = socket.socketpair()
    with there, Metered(here.family, here.type, 0, here.detach()) as metered:
        metered.send(b"GET")
        with pytest.raises(OSError, match="without end"):
            for _ in range(20):
                there.sendall(bytes(2**16))
                metered.recv(2**16, socket.MSG_WAITALL)
