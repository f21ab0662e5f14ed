"""A load generator: a fixed number of connections, each sending its next request when the last was answered, for a fixed time."""

import asyncio
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Pair = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Load:
    """What came of it. Times in seconds."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    failures: dict[int, int] = field(default_factory=dict)

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds if self.seconds else 0.0

    @property
    def p50_ms(self) -> float:
        return statistics.median(self.times) * 1000 if self.times else 0.0

    @property
    def p95_ms(self) -> float:
        ordered = sorted(self.times)
        return ordered[int(len(ordered) * 0.95)] * 1000 if ordered else 0.0


def request(method: str, path: str, cookies: dict[str, str], body: bytes = b"", headers: dict[str, str] | None = None) -> bytes:
    """An HTTP/1.1 request as bytes."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept-Language: kk"]
    if cookies:
        lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in cookies.items()))
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if body or method == "POST":
        lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


async def send(reader, writer, content: bytes) -> tuple[int, dict[str, str], bytes]:
    """Sends a request on an open connection and reads its answer."""
    writer.write(content)
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers: dict[str, str] = {}
    for name, _colon, value in (line.partition(": ") for line in lines if line):
        key = name.lower()
        headers[key] = f"{headers[key]}\n{value}" if key in headers else value  # cookies come one a line
    if "content-length" in headers:
        body = await reader.readexactly(int(headers["content-length"]))
    else:
        body = await _read_chunks(reader) if headers.get("transfer-encoding") == "chunked" else b""
    return int(first.split()[1]), headers, body


async def _read_chunks(reader) -> bytes:
    parts = []
    while size := int(await reader.readline(), 16):
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readexactly(2)
    return b"".join(parts)


async def evenly(port: int, connections: int, processes: int) -> list[Pair]:
    """Open connections, as many to each process as to the others.

    A connection stays with the process that took it, and chance gives most of them to one: without this, a run measures one process or two.
    """
    asked = request("GET", "/healthy", {}, headers={"X-Count": "1"})
    kept: dict[str, list[Pair]] = {}
    for _try in range(connections * 50):
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
        _status, headers, _body = await send(reader, writer, asked)
        mine = kept.setdefault(headers["x-process"], [])
        if len(mine) < connections // processes:
            mine.append((reader, writer))
        else:
            writer.close()
        if sum(map(len, kept.values())) == connections // processes * processes:
            return [pair for pairs in kept.values() for pair in pairs]
    raise RuntimeError(f"The connections went to {len(kept)} of {processes} processes.")


async def drive(
    port: int, requests: Callable[[int], Iterator[bytes]], *, connections: int, processes: int, seconds: float, good=(200,)
) -> Load:
    """Loads 127.0.0.1:port. `requests(n)` gives connection n its requests; it stops early when they run out."""
    load = Load()
    opened = await evenly(port, connections, processes)
    end = time.perf_counter() + seconds

    async def connection(number: int) -> None:
        reader, writer = opened[number]
        try:
            for content in requests(number):
                start = time.perf_counter()
                if start >= end:
                    break
                status, headers, _body = await send(reader, writer, content)
                if status in good:
                    load.times.append(time.perf_counter() - start)
                else:
                    load.failures[status] = load.failures.get(status, 0) + 1
                if headers.get("connection") == "close":
                    writer.close()
                    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
        finally:
            writer.close()

    start = time.perf_counter()
    await asyncio.gather(*(connection(number) for number in range(len(opened))))
    load.seconds = time.perf_counter() - start
    return load
