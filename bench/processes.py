"""What processes of this machine used: CPU and memory, as /proc tells."""

import os
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
Seconds = dict[int, float]  # by process


@dataclass(frozen=True)
class Cpu:
    """CPU by kind of process, each process for itself: backends come and go."""

    web: Seconds
    database: Seconds
    worker: Seconds

    def since(self, before: "Cpu", pieces: int) -> dict[str, float | None]:
        """Milliseconds for each of that many pieces of work; None where such processes cannot be seen from here."""
        kinds = {
            "cpu_ms": (self.web, before.web),
            "db_cpu_ms": (self.database, before.database),
            "worker_cpu_ms": (self.worker, before.worker),
        }
        return {name: round(used(*both) * 1000 / pieces, 2) if both[0] else None for name, both in kinds.items()}


def used(now: Seconds, before: Seconds) -> float:
    """What was used in between; a process that was not there before counts whole."""
    return sum(seconds - before.get(pid, 0.0) for pid, seconds in now.items())


def family(pid: int) -> list[int]:
    """A process and its children."""
    return [pid, *map(int, (PROC / f"{pid}/task/{pid}/children").read_text().split())]


def seconds(pids: list[int]) -> Seconds:
    """CPU that each used so far, without those that have ended."""
    found = {}
    for pid in pids:
        try:
            fields = (PROC / f"{pid}/stat").read_text().rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        found[pid] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return found


def backends() -> list[int]:
    """PostgreSQL's processes that serve this database, except the one that serves us; none where it runs on another machine."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
        pids = [pid for (pid,) in cursor.fetchall()]
    return [pid for pid in pids if _is_postgres(pid)]


def _is_postgres(pid: int) -> bool:
    try:
        return (PROC / f"{pid}/comm").read_text().startswith("postgres")
    except FileNotFoundError:
        return False


def peaks(pids: list[int]) -> list[int]:
    """The most memory that each ever held (VmHWM), in MB."""
    lines = [line for pid in pids for line in (PROC / f"{pid}/status").read_text().splitlines() if line.startswith("VmHWM:")]
    return [int(line.split()[1]) // 1024 for line in lines]
