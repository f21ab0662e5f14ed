"""A bad line: everything that passes comes late, and now and then the line breaks when the server has answered and nobody hears it."""

import asyncio
import random
from contextlib import asynccontextmanager, suppress

LATE = (0.05, 0.6)  # seconds, each way
BREAKS = 0.05  # of the answers


@asynccontextmanager
async def slow_lines(ports: list[int]):
    """A port for each of these ports that leads there by a bad line."""
    made = [await asyncio.start_server(lambda reader, writer, to=port: _carry(reader, writer, to), "127.0.0.1", 0) for port in ports]
    try:
        yield [each.sockets[0].getsockname()[1] for each in made]
    finally:
        for each in made:
            each.close()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> None:
    with suppress(OSError, asyncio.CancelledError):  # cancelled when all is over
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
        try:
            await asyncio.gather(_late(reader, far_writer, breaks=0.0), _late(far_reader, writer, breaks=BREAKS))
        finally:
            far_writer.close()
    writer.close()


async def _late(source: asyncio.StreamReader, target: asyncio.StreamWriter, *, breaks: float) -> None:
    with suppress(OSError):
        while piece := await source.read(2**16):
            await asyncio.sleep(random.uniform(*LATE))
            if random.random() < breaks:
                break
            target.write(piece)
            await target.drain()
    target.close()
