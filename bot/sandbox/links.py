"""Which links Telegram accepts, and how it writes them (tdlib/td: LinkManager.cpp, HttpUrl.cpp)."""

from __future__ import annotations

import ipaddress
import re

_SPECIAL = re.compile(r"(tg|ton|tonsite):(?://)?", re.IGNORECASE | re.ASCII)
_SCHEME = re.compile(r"([^:/?#@\[\]]*)://")
_HOST_PART = re.compile(r"(?:[A-Za-z0-9.\-_!$,~*'();&+=]|%[0-9A-Fa-f]{2}|[^\x00-\x7f])*")
_USER_PART = re.compile(r"(?:[A-Za-z0-9.\-_!$,~*'();&+=:]|%[0-9A-Fa-f]{2}|[^\x00-\x7f])*")
_MENTION = re.compile(r"tg:(?://)?user/?\?([^#]*)", re.IGNORECASE | re.ASCII | re.DOTALL)


class BadLink(ValueError):
    """Why a link is refused, in Telegram's words."""


def checked_link(link: str) -> str:
    """Write a link the way Telegram stores it; empty when it accepts none such."""
    try:
        return check_link(link)
    except BadLink:
        return ""


def check_link(link: str) -> str:
    """Write a link the way Telegram stores it; raises BadLink."""
    special = _SPECIAL.match(link)
    if special:
        return _special_link(special.group(1).lower(), link[special.end() :])
    scheme, userinfo, host, port, query, is_ipv6 = _split(link)
    if "." not in host and not is_ipv6:
        raise BadLink("Wrong HTTP URL")
    return f"{scheme}://{userinfo + '@' if userinfo else ''}{host}{f':{port}' if port else ''}{query}"


def mentioned_user(link: str) -> int:
    """Give the user whom tg://user?id=N names, or 0."""
    match = _MENTION.match(link)
    for parameter in match.group(1).split("&") if match else ():
        key, _, value = parameter.partition("=")
        if key.lower() == "id":
            return int(value) if re.fullmatch(r"[1-9][0-9]{0,15}", value) and int(value) < 2**40 else 0
    return 0


def _special_link(kind: str, rest: str) -> str:
    scheme, userinfo, host, port, query, is_ipv6 = _split(rest)
    if rest.lower().startswith("http://") or scheme == "https" or userinfo or port or is_ipv6:
        raise BadLink("Wrong tg URL" if kind == "tg" else "Wrong ton URL")
    if re.search(r"[^A-Za-z0-9\-_.]" if kind == "tonsite" else r"[^A-Za-z0-9\-_]", host):
        raise BadLink("Unallowed characters in URL host")
    return f"{kind}://{host}{query.removeprefix('/') if query.startswith('/?') else query}"


def _split(link: str) -> tuple[str, str, str, int, str, bool]:
    scheme, rest = _scheme(link)
    cut = re.search(r"[/?#]", rest)
    authority, tail = (rest[: cut.start()], rest[cut.start() :]) if cut else (rest, "")
    before_port, port = _port(authority)
    userinfo, _, host = before_port.rpartition("@")
    is_ipv6 = _is_ipv6(host)
    if not host:
        raise BadLink("URL host is empty")
    if host == ".":
        raise BadLink("Host is invalid")
    host = _ascii_lower(host)
    if not is_ipv6:
        _check_part(host, "host", _HOST_PART)
        _check_part(userinfo, "userinfo", _USER_PART)
    return scheme, userinfo, host, port, _query(tail), is_ipv6


def _scheme(link: str) -> tuple[str, str]:
    match = _SCHEME.match(link)
    if match is None:
        return "http", link
    scheme = _ascii_lower(match.group(1))
    if scheme not in ("http", "https"):
        raise BadLink("Unsupported URL protocol")
    return scheme, link[match.end() :]


def _port(authority: str) -> tuple[str, int]:
    place = max(authority.rfind(mark) for mark in ":]@")
    if place <= 0 or authority[place] != ":":
        return authority, 0
    digits = authority[place + 1 :].lstrip("0")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 5 or int(digits) > 65535:
        raise BadLink("Wrong port number specified in the URL")
    return authority[:place], int(digits)


def _is_ipv6(host: str) -> bool:
    if not (host.startswith("[") and host.endswith("]")):
        return False
    try:
        ipaddress.IPv6Address(host[1:-1])
    except ValueError:
        raise BadLink("Wrong IPv6 address specified in the URL") from None
    return True


def _query(tail: str) -> str:
    tail = tail.rstrip(" \t\r\n\0\v")
    if not tail.startswith("/"):
        tail = f"/{tail}"
    return re.sub(r"[\x00-\x20]", lambda match: f"%{ord(match.group()):02X}", tail)


def _check_part(part: str, name: str, allowed: re.Pattern[str]) -> None:
    match = allowed.match(part)
    end = match.end() if match else 0
    if end < len(part):
        raise BadLink(
            f"Wrong percent-encoded symbol in URL {name}"
            if part[end] == "%"
            else f"Disallowed character in URL {name}"
        )


def _ascii_lower(text: str) -> str:
    return re.sub(r"[A-Z]", lambda match: match.group().lower(), text)
