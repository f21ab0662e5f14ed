"""What is done to the machines while everybody sits the exam."""

import asyncio
import sys
from collections.abc import Callable

from bench.faults.servers import Servers

CLOCKS = (90, -90, 0)  # seconds by which the clock of a web process is wrong, in turn
CALM = 2.0  # seconds between two faults
ROUND = 26.0  # seconds that one round takes, about


async def break_all(made: Servers, rounds: int, refused: Callable[[], int]) -> int:
    """First both web processes are restarted gracefully, then round after round everything is killed; each part comes back after a moment.

    Returns how many requests were refused while nothing but a graceful restart happened.
    """
    await asyncio.sleep(8)
    before = refused()
    for number in (0, 1):
        _say(f"web process {number} restarted gracefully")
        made.restart_web(number)
        await asyncio.sleep(6)
    in_vain = refused() - before
    for number in range(rounds):
        await _round(made, number)
    await asyncio.to_thread(made.wait_for_web, 0)
    await asyncio.to_thread(made.wait_for_web, 1)
    return in_vain


async def _round(made: Servers, number: int) -> None:
    _say(f"round {number + 1}: worker killed with -9")
    made.kill("worker")
    await asyncio.sleep(CALM)
    made.start_worker()
    await asyncio.sleep(CALM)
    _say("beat killed with -9")
    made.kill("beat")
    made.start_beat()
    await asyncio.sleep(CALM)
    _say("Redis killed with -9, comes back empty")
    made.kill("redis")
    await asyncio.sleep(CALM)
    made.start_redis()
    _say("the disk of the certificates is full" if made.fill_disk() else "the disk is not filled: that takes root")
    await asyncio.sleep(CALM)
    made.free_disk()
    web, clock = number % 2, CLOCKS[number % len(CLOCKS)]
    _say(f"web process {web} killed with -9; its clock is then wrong by {clock} s")
    made.kill(f"web-{web}")
    await asyncio.sleep(CALM)
    made.start_web(web, clock)
    await asyncio.to_thread(made.wait_for_web, web)
    await asyncio.sleep(CALM)
    _say("PostgreSQL crashes and recovers")
    await asyncio.to_thread(made.crash_database)
    await asyncio.sleep(2 * CALM)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
