"""`make faults`: the run, its faults, and the count of what was lost. Loads 127.0.0.1 only, for about two minutes."""

import argparse
import asyncio
import os
import random
import sys

from bench.faults.servers import Servers, servers


def main() -> None:
    """Prepares an exam, lets everybody sit it while things break, then compares what was promised with what is there."""
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("--learners", type=int, default=300)
    parser.add_argument("--pause", type=float, default=2.5, help="seconds between two answers of one learner, on average")
    options = parser.parse_args()
    with servers() as made:
        os.environ.update(made.environment)
        made.start_redis()
        people = prepare(options.learners, made.web_ports)
        for number in (0, 1):
            made.start_web(number)
            made.wait_for_web(number)
        made.start_worker()
        asyncio.run(run(made, people, options.pause))
        sys.exit(report(people))


def prepare(count: int, ports: list[int]) -> list:
    """That many learners in the middle of the real course's test, with what each is going to answer."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from lms.starting import compile_messages

    compile_messages(settings.LOCALE_PATHS)
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("load_content", verbosity=0)
    from bench import academy
    from bench.faults.learners import Learner

    academy.prepare(count)
    people = academy.learners(count)
    attempts = academy.begin_attempts(people)
    questions = list(attempts[0].questions.select_related("question_version"))
    right = {each.position: academy.as_sent(each) for each in questions}
    chance = random.Random(5)
    learners = []
    for person, attempt in zip(people, attempts, strict=True):
        positions = [*right, *chance.sample(list(right), 5)]  # five minds are changed
        chance.shuffle(positions)
        answers = [(position, right[position] if chance.random() < 0.9 else []) for position in positions]
        path = f"/kk/learn/{academy.COURSE}/final-test/attempts/{attempt.key}/"
        learners.append(Learner(path, academy.cookies(person), answers, chance.sample(ports, 2)))
    return learners


async def run(made: Servers, people: list, pause: float) -> None:
    """Everybody at once, the faults in the middle."""
    sitting = asyncio.gather(*(person.sit(pause) for person in people))
    await asyncio.gather(sitting, breaking(made))


async def breaking(made: Servers) -> None:
    """The worker dies, Redis restarts, a web process dies, PostgreSQL restarts; each comes back after some seconds."""
    say = sys.stdout.write
    await asyncio.sleep(10)
    say("worker killed with -9\n")
    made.kill("worker")
    await asyncio.sleep(5)
    made.start_worker()
    await asyncio.sleep(5)
    say("Redis restarted, empty\n")
    made.kill("redis")
    await asyncio.sleep(2)
    made.start_redis()
    await asyncio.sleep(8)
    say("one of two web processes killed with -9\n")
    made.kill("web-0")
    await asyncio.sleep(5)
    made.start_web(0)
    await asyncio.sleep(10)
    say("PostgreSQL restarted\n")
    await asyncio.to_thread(made.restart_database)


def report(people: list) -> int:
    """Prints the figures; 1 if anything was lost, doubled or refused."""
    from django.db import connection
    from django.db.models import Count

    from certificates.models import Certificate
    from quizzes.answering import answer_in
    from quizzes.models import Attempt, AttemptQuestion

    connection.close()
    connection.close_pool()  # its connections were open when PostgreSQL restarted
    rows = {}
    for row in AttemptQuestion.objects.filter(attempt__finished_at__isnull=False).select_related("attempt", "question_version"):
        rows.setdefault((str(row.attempt.key), row.position), []).append(row)
    lost = promised = 0
    for person in people:
        key = person.path.rstrip("/").rpartition("/")[2]
        for position, (seq, fields) in person.acknowledged.items():
            promised += 1
            kept = rows.get((key, position), [])
            said = {part: [value for other, value in fields if other == part] for part, _value in fields}
            if len(kept) != 1 or kept[0].seq != seq or kept[0].answer != answer_in(kept[0], said):
                lost += 1
    duplicates = sum(len(kept) - 1 for kept in rows.values())
    duplicates += Attempt.objects.values("enrolment", "item_key", "number").annotate(count=Count("pk")).filter(count__gt=1).count()
    duplicates += Certificate.objects.values("learner").annotate(count=Count("pk")).filter(count__gt=1).count()
    times = sorted(time for person in people for time in person.times)
    vain, refused = sum(person.tries_in_vain for person in people), [each for person in people for each in person.refused]
    finished = sum(person.finished for person in people)
    saves = sum(len(person.answers) for person in people)
    figures = f"learners = {len(people)}, saves = {saves}, acknowledged answers = {promised}, finished = {finished}, tries in vain = {vain}"
    print(figures)  # noqa: T201
    print(f"slowest acknowledgement = {times[-1]:.1f} s, 95th percentile = {times[int(len(times) * 0.95)]:.2f} s")  # noqa: T201
    print(f"certificates = {Certificate.objects.count()}, refused = {len(refused)} {refused[:2]}")  # noqa: T201
    print(f"lost = {lost}, duplicates = {duplicates}")  # noqa: T201
    return 1 if lost or duplicates or refused or finished < len(people) else 0


main()
