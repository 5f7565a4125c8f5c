"""One spelling for one address, so that the same article is known again under another."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, quote, unquote, urlsplit

# Parameters that say how a reader came, never what is read: the ones campaigns and networks add.
_TRACKING: Final = re.compile(
    r"""(?:utm_|hsa_|pk_|mtm_|matomo_|piwik_|at_campaign|at_medium).*
    |(?:fb|g|d|tw|tt|y|ys)clid|(?:msclk|rb_click|mc_c|mc_e|s_c|cmp|nc|oc|vero_|oly_anon_|oly_enc_|li_fat_)id
    |gbraid|wbraid|igshid|igsh|mkt_tok|wickedid|_hsenc|_hsmi|__twitter_impression|_ga|_gl|_openstat
    |ref_src|ref_url|amp|usqp|(?:php|j)sess(?:ion)?id|aspsessionid.*|session_?id""",
    re.IGNORECASE | re.VERBOSE,
)
# "from=rss", "source=feed": the way again; elsewhere these names may stand for what is read.
_WAY: Final = re.compile(r"(?:from|source|src|ref|via|medium|partner)=[\w.-]{0,20}(?:rss|feed)[\w.-]{0,20}")
_SESSION: Final = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?;]*", re.IGNORECASE)
_AMP_PATH: Final = re.compile(r"/amp/?$|\.amp(?=\.html$)|\.amp$")
_TWIN_HOST: Final = re.compile(r"^(?:(?:www|amp|m|mobile)\.)+(?=[^.]+\.)")
_USUAL: Final = re.compile(r"[\w/.~-]*", re.ASCII)  # has nothing to quote
_CACHE: Final = re.compile(r"^/(?:[acv]/)?(s/)?(?=[^/]+\.[^/]+)")


def canonical(url: str) -> str:
    """Spell an address in one way: for comparing, not for opening (http counts as https); never raises.

    Case of the host, www., default ports, fragments, tracking parameters and session ids, the order of other
    parameters, and the mobile and AMP copies of publishers and Google are levelled. What is no web address
    comes back trimmed.
    """
    text = url.strip()
    try:
        parts = _out_of_cache(urlsplit(text))
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return text
        host, port = _host(parts.hostname), parts.port
    except ValueError:
        return text
    where = host if port in (None, 80, 443) else f"{host}:{port}"
    query = _query(parts.query)
    return f"https://{where}{_path(parts.path)}{'?' + query if query else ''}"


def _out_of_cache(parts: SplitResult) -> SplitResult:
    """Find the publisher's address in one of Google's AMP caches."""
    host, path = parts.hostname or "", parts.path
    if host.endswith(".cdn.ampproject.org"):
        inner = _CACHE.sub("", path)
    elif re.fullmatch(r"(?:www\.)?google\.[a-z.]{2,6}", host) and path.startswith("/amp/"):
        inner = _CACHE.sub("", path[4:])
    else:
        return parts
    return urlsplit(f"https://{inner}?{parts.query}") if "." in inner.partition("/")[0] else parts


def _host(name: str) -> str:
    name = name.lower().rstrip(".")
    try:
        name = name.encode("idna").decode("ascii") if not name.isascii() else name
    except UnicodeError:
        return name
    return _TWIN_HOST.sub("", name)


def _path(path: str) -> str:
    plain = _AMP_PATH.sub("", _SESSION.sub("", path)) or "/"
    if path.endswith("/amp/"):  # the page itself then ends in a slash as well
        plain = plain.rstrip("/") + "/"
    return plain if _USUAL.fullmatch(plain) else quote(unquote(plain), safe="/:@!$&'()*+,;=~-._")


def _query(query: str) -> str:
    if not query:
        return ""
    kept = [part for part in query.split("&") if part and not _is_tracking(part)]
    return quote("&".join(sorted(kept)), safe="%/:@!$&'()*+,;=~-._?[]{}|")


def _is_tracking(part: str) -> bool:
    name, _, value = part.partition("=")
    name = name.lower()
    if _TRACKING.fullmatch(name) or _WAY.fullmatch(part.lower()):
        return True
    return (name, value.lower()) in (
        ("outputtype", "amp"),
        ("output", "amp"),
        ("view", "amp"),
    )
