"""The benches' client reads frames however the line cuts them, and says when a server ends."""

import asyncio

import pytest

from bench.socket_client import Closed, Socket, connect

TEXT = bytes((129, 2)) + b"ab"
LONG = bytes((129, 126)) + (300).to_bytes(2, "big") + b"x" * 300
HALVES = bytes((1, 1)) + b"c" + bytes((128, 1)) + b"d"


async def taken(pieces: list[bytes]) -> list[bytes]:
    socket = Socket(b"")
    got: list[bytes] = []
    socket.on_text = got.append
    socket.data_received(b"HTTP/1.1 101 Switching Protocols\r\n\r\n")
    for piece in pieces:
        socket.data_received(piece)
    return got


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_frames_in_pieces(size):
    stream = TEXT + LONG + HALVES + TEXT
    pieces = [stream[at : at + size] for at in range(0, len(stream), size)]
    assert asyncio.run(taken(pieces)) == [b"ab", b"x" * 300, b"cd", b"ab"]


def test_a_server_that_ends_is_no_answer():
    async def ends(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 101 Switching Protocols\r\n\r\n" + bytes((136, 2)) + b"\x11\x31")
        await writer.drain()
        writer.close()

    async def asked() -> None:
        server = await asyncio.start_server(ends, "127.0.0.1", 0)
        async with server:
            socket = await connect(server.sockets[0].getsockname()[1], "/")
            await socket.ask(b"x")

    with pytest.raises(Closed, match="closed 4401"):
        asyncio.run(asked())
