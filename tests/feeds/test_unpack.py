"""Unpacking holds no more than its limit, in however small pieces a body comes."""

from __future__ import annotations

import gzip

import pytest

from bot.feeds.unpack import TooBig, Unpacker


@pytest.mark.parametrize("step", [1, 7, 65536])
def test_pieces_make_the_whole(step: int) -> None:
    """A packed body unpacks to the same whatever the sizes of its pieces."""
    data = bytes(range(256)) * 40
    packed = gzip.compress(data)
    unpacker = Unpacker("gzip", len(data))
    for start in range(0, len(packed), step):
        unpacker.feed(packed[start : start + step])
    assert unpacker.done() == data


def test_one_byte_too_many_is_refused() -> None:
    """The limit holds to the byte, packed or not."""
    for encoding, body in (("gzip", gzip.compress(bytes(101))), ("", bytes(101))):
        with pytest.raises(TooBig):
            Unpacker(encoding, 100).feed(body)


def test_an_empty_body_is_whole() -> None:
    """A server may promise gzip and send nothing, as for an empty answer."""
    assert Unpacker("gzip", 100).done() == b""


@pytest.mark.parametrize("step", [1, 65536])
@pytest.mark.parametrize(
    ("said", "sent"),
    [("", gzip.compress(b"<rss/>")), ("gzip", b"<rss/>"), ("gzip", b"\xef\xbb\xbf<rss/>")],
    ids=["packed", "plain", "marked"],
)
def test_the_body_stands_above_what_is_said_of_it(said: str, sent: bytes, step: int) -> None:
    """A feed that is packed without a word, as sitemaps are, or promised packed and sent plain, is read."""
    unpacker = Unpacker(said, 100)
    for start in range(0, len(sent), step):
        unpacker.feed(sent[start : start + step])
    assert unpacker.done().endswith(b"<rss/>")


def test_a_bomb_without_a_word_is_refused() -> None:
    """The limit holds for what nobody said was packed."""
    with pytest.raises(TooBig):
        Unpacker("", 1_000).feed(gzip.compress(bytes(100_000)))
