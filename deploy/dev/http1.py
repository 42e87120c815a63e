"""As much of HTTP/1.1 as a proxy on one machine has to understand: heads, and where bodies end."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

# asyncio's own limit of a line.
_MOST: Final = 65_536
_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_LENGTH: Final = re.compile(r"[0-9]{1,18}")
_CHUNK_SIZE: Final = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(;[^\r\n]*)?\r\n")


class Broken(Exception):
    """What came is not HTTP/1.1, or says two things about where it ends."""


@dataclass(frozen=True)
class Head:
    """The first line and the headers of a request or an answer, in their order."""

    line: str
    headers: tuple[tuple[str, str], ...]

    @property
    def method(self) -> str:
        """A request's method."""
        return self.line.split(" ", 1)[0]

    @property
    def target(self) -> str:
        """A request's path and query."""
        return self.line.split(" ")[1]

    @property
    def status(self) -> int:
        """An answer's status."""
        return int(self.line.split(" ")[1])

    @property
    def is_chunked(self) -> bool:
        """Whether the body comes in chunks."""
        return self.value("transfer-encoding").lower() == "chunked"

    @property
    def is_framed(self) -> bool:
        """Whether the head says where the body ends."""
        return self.is_chunked or bool(self.values("content-length"))

    def values(self, name: str) -> list[str]:
        """Every value of a header."""
        return [value for each, value in self.headers if each.lower() == name]

    def value(self, name: str) -> str:
        """The one value of a header; "" where there is none. Raises Broken for two."""
        found = set(self.values(name))
        if len(found) > 1:
            raise Broken(f"two values of {name}")
        return found.pop() if found else ""

    def without(self, names: Iterable[str]) -> Head:
        """The head without these headers, named in small letters."""
        gone = set(names)
        return replace(self, headers=tuple(h for h in self.headers if h[0].lower() not in gone))

    def adding(self, headers: Sequence[tuple[str, str]]) -> Head:
        """The head with more headers at its end."""
        return replace(self, headers=(*self.headers, *headers))

    def encode(self) -> bytes:
        """The head as it is sent."""
        lines = [self.line, *(f"{name}: {value}" for name, value in self.headers)]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


async def head_read(reader: asyncio.StreamReader) -> Head | None:
    """The next head; None where the line ended before one began. Raises Broken."""
    try:
        raw = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise Broken("an unfinished head") from error
        return None
    except asyncio.LimitOverrunError as error:
        raise Broken("a head too long") from error
    line, *rest = raw[:-4].decode("latin-1").split("\r\n")
    if len(line.split(" ")) < 3 and not line.startswith("HTTP/1."):
        raise Broken("no request line")
    head = Head(line, tuple(_header(each) for each in rest))
    if head.values("transfer-encoding") and (not head.is_chunked or head.values("content-length")):
        raise Broken("two ends of one body")
    if (length := head.value("content-length")) and not _LENGTH.fullmatch(length):
        raise Broken("a length that is no number")
    return head


def _header(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon or not _NAME.fullmatch(name) or "\n" in value or "\r" in value:
        raise Broken("a header that is none")
    return name, value.strip(" \t")


async def body_relay(
    head: Head,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    *,
    of_request: bool,
) -> None:
    """Copy the body that belongs to a head, up to its end and no further.

    An answer without a length lasts until its sender closes; a request without one has no body.
    """
    if head.is_chunked:
        await _chunks_relay(reader, writer)
    elif length := head.value("content-length"):
        await _bytes_relay(int(length), reader, writer)
    elif not of_request:
        while block := await reader.read(_MOST):
            writer.write(block)
            await writer.drain()


async def _bytes_relay(
    left: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    while left:
        block = await reader.read(min(left, _MOST))
        if not block:
            raise Broken("a body that ended early")
        writer.write(block)
        await writer.drain()
        left -= len(block)


async def _chunks_relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        line = await reader.readuntil(b"\r\n")
        found = _CHUNK_SIZE.fullmatch(line)
        if not found:
            raise Broken("a chunk without a size")
        writer.write(line)
        size = int(found[1], 16)
        if size == 0:
            break
        await _bytes_relay(size + 2, reader, writer)
    while (line := await reader.readuntil(b"\r\n")) != b"\r\n":  # trailers
        writer.write(line)
    writer.write(b"\r\n")
    await writer.drain()
