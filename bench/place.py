"""Where the bench runs: a database of its own, web processes as in production, a worker for the chores."""

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tests.journeys.processes import free_port, wait_until_healthy

ROOT = Path(__file__).resolve().parent.parent
NAME = "qalqan_bench"


@dataclass
class Serving:
    """The running web processes. `pids` are all of them, master included."""

    port: int
    master: int

    def pids(self) -> list[int]:
        children = Path(f"/proc/{self.master}/task/{self.master}/children").read_text().split()
        return [self.master, *map(int, children)]

    @property
    def processes(self) -> int:
        """How many of them answer: all but the master."""
        return len(self.pids()) - 1

    def cpu_seconds(self) -> float:
        """CPU that the web processes used so far."""
        ticks = 0
        for pid in self.pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def place(learners: int):
    """Makes or reuses the bench's database, serves it, and ends what it started."""
    _create_database()
    folder = Path(tempfile.gettempdir()) / "qalqan-bench"
    (folder / "data").mkdir(parents=True, exist_ok=True)
    os.environ.update({"SECRET_KEY": "bench" * 10, "DATA_DIR": str(folder / "data"), "ALLOWED_HOSTS": "127.0.0.1"})
    import django

    django.setup()
    from django.conf import settings
    from django.core.cache import cache
    from django.core.management import call_command

    from lms.starting import compile_messages

    compile_messages(settings.LOCALE_PATHS)
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    cache.clear()
    call_command("load_content", verbosity=0)
    from bench.academy import prepare

    prepare(learners)
    port = free_port()
    log = (folder / "web.log").open("wb")
    web = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "gunicorn", "--config", "ops/gunicorn.py", "lms.wsgi"],
        cwd=ROOT,
        env={**os.environ, "BIND": f"127.0.0.1:{port}"},
        stdout=log,
        stderr=log,
    )
    try:
        wait_until_healthy(f"http://127.0.0.1:{port}", folder / "web.log")
        yield Serving(port, web.pid)
    finally:
        web.terminate()
        web.wait(30)
        log.close()


def _create_database() -> None:
    """The bench's own database beside the one that DATABASE_URL names; it stays for the next run."""
    import psycopg

    parts = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(urlunsplit(parts._replace(scheme="postgresql")), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            connection.execute(f"CREATE DATABASE {NAME}")
    os.environ["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{NAME}"))
    redis = urlsplit(os.environ["REDIS_URL"])
    os.environ["REDIS_URL"] = urlunsplit(redis._replace(path="/9"))
