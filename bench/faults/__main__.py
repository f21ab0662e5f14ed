"""`make faults`: an exam and its certificates while everything breaks, and the count of what was lost. Loads 127.0.0.1 only.

One round of faults takes half a minute; `--rounds 10` kills each part ten times.
"""

import argparse
import asyncio
import os
import random
import sys

from bench.faults.breaking import ROUND, break_all
from bench.faults.servers import Servers, servers
from bench.faults.slow import slow_lines

ON_BAD_LINES = 5  # one learner of so many


def main() -> None:
    """Prepares an exam, lets everybody sit it while things break, then compares what was promised with what is there."""
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("--rounds", type=int, default=2, help="of faults, each of which kills every part once")
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
        made.start_beat()
        refused_in_peace = asyncio.run(run(made, people, options.pause, options.rounds))
        from bench.faults.counting import report, wait_for_chores

        sys.exit(report(people, chores=wait_for_chores(), refused_in_peace=refused_in_peace))


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


async def run(made: Servers, people: list, pause: float, rounds: int) -> int:
    """Everybody at once, the quickest done long before the last fault, the slowest about then; every fifth on a bad line.

    Returns how many requests were refused on good lines during graceful restarts.
    """
    longest = max(pause, (20 + rounds * ROUND) / len(people[0].answers))
    async with slow_lines(made.web_ports) as slow:
        on_good_lines = [person for number, person in enumerate(people) if number % ON_BAD_LINES]
        for person in people[::ON_BAD_LINES]:
            person.ports = [slow[made.web_ports.index(port)] for port in person.ports]
        sitting = asyncio.gather(*(person.sit(random.uniform(pause, longest)) for person in people))
        breaking = break_all(made, rounds, lambda: sum(person.tries_in_vain for person in on_good_lines))
        _done, refused_in_peace = await asyncio.gather(sitting, breaking)
    return refused_in_peace


main()
