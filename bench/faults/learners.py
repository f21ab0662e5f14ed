"""A learner as the exam page behaves: one answer at a time, sent again until the server has acknowledged it."""

import asyncio
import json
import random
from dataclasses import dataclass, field

from bench.client import request, send
from bench.works import FORM, JSON

TOO_LONG = 8.0
AGAIN = (0.2, 0.5, 1.0, 2.0)


@dataclass
class Learner:
    """What one learner did and was promised. `acknowledged` maps a position to the newest (seq, fields) that the server confirmed."""

    path: str
    cookies: dict[str, str]
    answers: list[tuple[int, list]]
    ports: list[int]
    acknowledged: dict[int, tuple[int, list]] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)
    tries_in_vain: int = 0
    refused: list[str] = field(default_factory=list)
    finished: bool = False

    async def sit(self, pause: float) -> None:
        """Answers everything in turn, then hands in."""
        for seq, (position, fields) in enumerate(self.answers, 1):
            await asyncio.sleep(random.uniform(0, 2 * pause))
            body = json.dumps({"seq": seq, "fields": fields, "seconds": seq, "age": 0}).encode()
            status, answer = await self._until_answered(request("POST", f"{self.path}answers/{position}/", self.cookies, body, JSON))
            if status == 200 and json.loads(answer)["seq"] == seq:
                self.acknowledged[position] = (seq, fields)
            else:
                self.refused.append(f"{status} {answer[:200]!r}")
        status, _answer = await self._until_answered(request("POST", f"{self.path}finish/", self.cookies, b"finish=1", FORM))
        self.finished = status == 302

    async def _until_answered(self, content: bytes) -> tuple[int, bytes]:
        loop = asyncio.get_running_loop()
        start = loop.time()
        tries = 0
        while True:
            port = self.ports[tries % len(self.ports)]
            try:
                status, answer = await asyncio.wait_for(self._once(port, content), TOO_LONG)
            except (TimeoutError, OSError, asyncio.IncompleteReadError):
                status, answer = 0, b""
            if 0 < status < 500:
                self.times.append(loop.time() - start)
                return status, answer
            self.tries_in_vain += 1
            await asyncio.sleep(AGAIN[min(tries, len(AGAIN) - 1)] * random.uniform(0.5, 1.5))
            tries += 1

    async def _once(self, port: int, content: bytes) -> tuple[int, bytes]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
        try:
            status, _headers, answer = await send(reader, writer, content)
            return status, answer
        finally:
            writer.close()
