"""Every piece of work: which requests it sends, and what is measured of them."""

import asyncio
import itertools
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

from asgiref.sync import sync_to_async

from bench import academy
from bench.client import drive, request, send
from bench.journey import travel_all
from bench.place import Serving

CONNECTIONS = 8
LEARNERS = 200  # who visit a page in turn
MOST_JOURNEYS = 400
LONG = 600.0
Requests = Callable[[int], Iterator[bytes]]
FORM = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": "a" * 32, "Origin": "http://127.0.0.1"}
JSON = {"Content-Type": "application/json", "X-CSRFToken": "a" * 32, "Accept": "application/json"}


async def measure(serving: Serving, *, seconds: float, only: set[str]) -> list[dict]:
    """The rows, floor first. `ratio` is to the floor of this run, the better of two: one taken before all else, one after."""
    rows: list[dict] = []
    all_works = await sync_to_async(works)()
    for name, (requests, good) in all_works.items():
        if only and name not in only and name != "floor":
            continue
        rows.append(await _measure(serving, name, await sync_to_async(requests)(), good, seconds))
        if name == "finish" and (not only or "certificate-draw" in only):
            rows.append(_draw("certificate-draw", seconds))
        if name == "finish" and (not only or "certificate-signed" in only):
            rows.append(_draw("certificate-signed", seconds, "signed"))
    if not only or "journey" in only:
        rows.append(await _measure_journeys(serving, seconds))
    requests, good = all_works["floor"]
    again = await _measure(serving, "floor", await sync_to_async(requests)(), good, seconds)
    rows[0] = max(rows[0], again, key=lambda row: row["per_s"])
    for row in rows:
        row.setdefault("ratio", round(row["per_s"] / rows[0]["per_s"], 3))
    return rows


async def _measure(serving: Serving, name: str, requests: Requests, good, seconds: float) -> dict:
    queries = await _count_queries(serving, requests, good, name)
    how = {"connections": CONNECTIONS, "processes": serving.web_processes, "good": good}
    await drive(serving.port, requests, seconds=min(1.0, seconds), **how)  # warm
    before = await sync_to_async(serving.cpu)()
    load = await drive(serving.port, requests, seconds=seconds, **how)
    used = await sync_to_async(serving.cpu)()
    if load.failures or not load.times:
        sys.exit(f"{name}: answered {load.failures} beside {len(load.times)} good ones")
    return {
        "work": name,
        "per_s": round(load.per_second, 1),
        "p50_ms": round(load.p50_ms, 1),
        "p95_ms": round(load.p95_ms, 1),
        "queries": queries,
        **used.since(before, len(load.times)),
    }


async def _measure_journeys(serving: Serving, seconds: float) -> dict:
    """Journeys, with a worker that draws the certificates: everything is for one journey, `requests` says how many requests that is."""
    emails = await sync_to_async(academy.travellers)(MOST_JOURNEYS)
    how = {"connections": CONNECTIONS, "processes": serving.web_processes}
    with serving.worker() as worker:
        await travel_all(serving.port, emails[:CONNECTIONS], seconds=LONG, **how)  # warm
        before = await sync_to_async(serving.cpu)(worker)
        journeys, load = await travel_all(serving.port, emails[CONNECTIONS:], seconds=max(seconds, 5.0), **how)
        used = await sync_to_async(serving.cpu)(worker)
    return {
        "work": "journey",
        "per_s": round(journeys.per_second, 2),
        "p50_ms": round(journeys.p50_ms),
        "p95_ms": round(journeys.p95_ms),
        "queries": None,
        **used.since(before, len(journeys.times)),
        "requests": round(len(load.times) / len(journeys.times), 1),
        "requests_per_s": round(load.per_second, 1),
        "ratio": None,
    }


async def _count_queries(serving: Serving, requests: Requests, good, name: str) -> int:
    """Queries of one warm request."""
    reader, writer = await asyncio.open_connection("127.0.0.1", serving.port, limit=2**22)
    for content in itertools.islice(requests(CONNECTIONS), 2):
        status, headers, body = await send(reader, writer, content.replace(b"\r\n", b"\r\nX-Count: 1\r\n", 1))
        if status not in good:
            sys.exit(f"{name}: {status} {headers} {body[:400]!r}")
    writer.close()
    return int(headers["x-queries"])


def works() -> dict[str, tuple[Callable[[], Requests], tuple[int, ...]]]:
    """By name: what prepares its requests, and the answers that are good."""
    people = academy.learners(LEARNERS)
    cookies = [academy.cookies(person) for person in people]
    base = f"/kk/learn/{academy.COURSE}/"

    def same(path: str) -> Callable[[], Requests]:
        return lambda: lambda number: (request("GET", path, each) for each in _in_turn(cookies, number))

    return {
        "floor": (same("/bench/floor/"), (200,)),
        "floor-8-queries": (same("/bench/floor-8-queries/"), (200,)),
        "floor-insert": (lambda: _inserts(cookies), (200,)),
        "sign-in": (_sign_in, (302,)),
        "my-learning": (same("/kk/learn/"), (200,)),
        "course": (same(f"/kk/courses/{academy.COURSE}/"), (200,)),  # the public page, as somebody enrolled sees it
        "player": (same(base), (200,)),  # the learner's outline of the course: what is done, one button onward
        "lesson": (same(f"{base}adolescent-brain/"), (200,)),  # the player showing one lesson
        "exam-page": (lambda: _exam_pages(people, cookies), (200,)),
        "save-answer": (lambda: _saves(people, cookies), (200,)),
        "finish": (_finishes, (302,)),
        "certificate-file": (_files, (200,)),
        "check-page": (_checks, (200,)),
    }


def _in_turn(things: list, number: int) -> Iterator:
    """This connection's share of them, round and round."""
    return itertools.cycle(things[number % len(things) :: CONNECTIONS])


def _inserts(cookies) -> Requests:
    body = json.dumps({"seq": 1, "fields": [["", "0"]], "seconds": 12, "age": 0}).encode()
    return lambda number: (request("POST", "/bench/floor-insert/", each, body, JSON) for each in _in_turn(cookies, number))


def _sign_in() -> Requests:
    people = itertools.cycle(academy.learners(500))

    def requests(number: int) -> Iterator[bytes]:
        for person in people:
            body = urlencode({"login": person.email, "password": academy.PASSWORD}).encode()
            yield request("POST", "/kk/accounts/login/", {"csrftoken": "a" * 32}, body, FORM)

    return requests


def _exam_pages(people, cookies) -> Requests:
    attempts = academy.begin_attempts(people)
    pages = [_attempt(attempt) for attempt in attempts]
    both = list(zip(pages, cookies, strict=True))
    return lambda number: (request("GET", page, each) for page, each in _in_turn(both, number))


def _saves(people, cookies) -> Requests:
    attempts = academy.begin_attempts(people)
    start = int(time.time() * 1000)
    questions = list(attempts[0].questions.select_related("question_version"))
    answers = [academy.as_sent(question) for question in questions]
    seqs = itertools.count(start)

    def requests(number: int) -> Iterator[bytes]:
        mine = _in_turn(list(zip(attempts, cookies, strict=True)), number)
        for turn, (attempt, each) in enumerate(mine):
            index = turn % len(questions)
            body = json.dumps({"seq": next(seqs), "fields": answers[index]}).encode()
            path = f"{_attempt(attempt)}answers/{questions[index].position}/"
            yield request("POST", path, each, body, JSON)

    return requests


def _finishes() -> Requests:
    people = academy.learners_to_finish()
    attempts = academy.begin_attempts(people)
    academy.answer_all(attempts)
    waiting = iter([(attempt, academy.cookies(person)) for attempt, person in zip(attempts, people, strict=True)])

    def requests(number: int) -> Iterator[bytes]:
        for attempt, cookies in waiting:
            yield request("POST", f"{_attempt(attempt)}finish/", cookies, b"", FORM)

    return requests


def _files() -> Requests:
    certificates = academy.drawn_certificates(LEARNERS)
    both = [(certificate.serial, academy.cookies(certificate.learner)) for certificate in certificates]
    return lambda number: (request("GET", f"/kk/certificates/{serial}/kk-ru.pdf", each) for serial, each in _in_turn(both, number))


def _checks() -> Requests:
    codes = [certificate.code for certificate in academy.drawn_certificates(LEARNERS)]
    return lambda number: (request("GET", f"/kk/certificates/c/{code}/", {}) for code in _in_turn(codes, number))


def _attempt(attempt) -> str:
    return f"/kk/learn/{academy.COURSE}/final-test/attempts/{attempt.key}/"


def _draw(work: str, seconds: float, *how: str) -> dict:
    """Certificates a second and core: one process, QR and PDF/A, nothing else; `signed`: with the credential, by RSA of 3072 bits."""
    output = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "bench.drawing", str(seconds), *how], check=True, capture_output=True, text=True
    ).stdout
    per_second, p95 = map(float, output.split())
    return {
        "work": work,
        "per_s": round(per_second, 1),
        "p50_ms": None,
        "p95_ms": round(p95, 1),
        "queries": 0,
        "cpu_ms": None,
        "db_cpu_ms": None,
        "worker_cpu_ms": round(1000 / per_second, 2),
        "ratio": None,
    }
