"""Whole journeys as a browser makes them: from the sign-in page to the certificate's file, with cookies, form tokens and redirects."""

import asyncio
import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from asgiref.sync import sync_to_async

from bench import academy
from bench.client import Load, evenly, request, send

LESSONS = 3
LONGEST = 120.0  # seconds for one journey: whoever takes longer is stuck
BEFORE_ASKING_AGAIN = 0.3  # for a file that is not drawn yet; a browser waits 3 s
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
CERTIFICATE = re.compile(rb'href="(/kk/certificates/QLQ-[\d-]+/)"')


@dataclass
class Browser:
    """One learner's browser on one connection."""

    port: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    load: Load
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    async def get(self, path: str, *good: int) -> tuple[int, bytes]:
        """A page; its form token is kept for the next form."""
        status, _headers, body = await self._send("GET", path, good=good or (200,))
        if found := TOKEN.search(body):
            self.token = found[1].decode()
        return status, body

    async def post(self, path: str, **fields: str) -> str:
        """Sends a form; returns where the answer leads."""
        body = urlencode({"csrfmiddlewaretoken": self.token, **fields}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        _status, answered, _body = await self._send("POST", path, body, headers, good=(302,))
        return urlsplit(answered["location"]).path

    async def save(self, path: str, said: dict) -> None:
        """Sends an answer as the page's script does."""
        headers = {"Content-Type": "application/json", "Accept": "application/json", "X-CSRFToken": self.token}
        await self._send("POST", path, json.dumps(said).encode(), headers)

    async def _send(self, method: str, path: str, body: bytes = b"", headers: dict | None = None, good=(200,)):
        start = time.perf_counter()
        status, answered, page = await send(self.reader, self.writer, request(method, path, self.cookies, body, headers))
        if status not in good:
            sys.exit(f"journey: {method} {path} answered {status} {page[:400]!r}")
        self.load.times.append(time.perf_counter() - start)
        for each in answered.get("set-cookie", "").splitlines():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(each).items()}
        if answered.get("connection") == "close":
            self.writer.close()
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**22)
        return status, answered, page


async def travel(browser: Browser, email: str) -> None:
    """Signs in, reads three lessons, passes the exam with twenty right answers, and fetches the certificate."""
    course = f"/kk/learn/{academy.COURSE}/"
    await browser.get("/kk/accounts/login/")
    await browser.get(await browser.post("/kk/accounts/login/", login=email, password=academy.PASSWORD))
    await browser.get("/kk/learn/")
    await browser.get(course)
    here = await sync_to_async(academy.unread_lesson)(email)
    for _lesson in range(LESSONS):
        await browser.get(here)
        here = await browser.post(f"{here}reading/")
    await browser.get(here)  # the test's page
    exam = await browser.post(f"{here}attempts/")
    await browser.get(exam)
    for seq, (position, fields) in enumerate(await sync_to_async(academy.right_answers)(exam), 1):
        await browser.save(f"{exam}answers/{position}/", {"seq": seq, "fields": fields, "seconds": 20, "age": 0})
    await browser.get(f"{exam}finish/")
    await browser.get(await browser.post(f"{exam}finish/"))
    _status, page = await browser.get("/kk/learn/")
    certificate = CERTIFICATE.search(page) or sys.exit(f"journey: {email} has no certificate")
    await browser.get(certificate[1].decode())
    while (await browser.get(f"{certificate[1].decode()}kk-ru.pdf", 200, 202))[0] == 202:
        await asyncio.sleep(BEFORE_ASKING_AGAIN)


async def travel_all(port: int, emails: list[str], *, connections: int, processes: int, seconds: float) -> tuple[Load, Load]:
    """Several learners at once, each followed by the next until the time is over; everybody arrives. Returns the
    journeys, and their requests.

    Ends the run where a page answers otherwise than it should, or somebody takes longer than `LONGEST`.
    """
    journeys, load = Load(), Load()
    waiting: Iterator[str] = iter(emails)

    async def one_after_another(reader, writer) -> None:
        browser = Browser(port, reader, writer, load)
        for email in waiting:
            begun = time.perf_counter()
            if begun - start >= seconds:
                break
            browser.cookies, browser.token = {}, ""
            await asyncio.wait_for(travel(browser, email), LONGEST)
            journeys.times.append(time.perf_counter() - begun)
        browser.writer.close()

    opened = await evenly(port, connections, processes)
    start = time.perf_counter()
    await asyncio.gather(*(one_after_another(*pair) for pair in opened))
    journeys.seconds = load.seconds = time.perf_counter() - start
    return journeys, load
