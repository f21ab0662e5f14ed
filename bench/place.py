"""Where the bench runs: a database for each size, web processes as in production, a worker while chores are measured."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from bench import processes
from bench.machine import ROOT
from bench.sizes import label
from tests.journeys.processes import free_port, wait_until_healthy

NAME = os.environ.get("BENCH_DATABASE", "qalqan_bench")
REDIS = os.environ.get("BENCH_REDIS", "9")
LEARNERS = 1000  # whom the bench itself uses up, beside the crowd
WORKER = ("-m", "celery", "--app", "lms", "worker", "--queues", "default,documents", "--concurrency", "2")  # as in docker-compose.yml


@dataclass
class Serving:
    """The running processes. Memory is the most that each of them ever held, in MB."""

    port: int
    master: int
    folder: Path
    memory: dict[str, list[int]] = field(default_factory=dict)

    @property
    def web_processes(self) -> int:
        """How many web processes answer: all but the master."""
        return len(processes.family(self.master)) - 1

    def cpu(self, worker: int | None = None) -> processes.Cpu:
        """CPU that each kind of process used so far."""
        return processes.Cpu(
            web=processes.seconds(processes.family(self.master)),
            database=processes.seconds(processes.backends()),
            worker=processes.seconds(processes.family(worker)) if worker else {},
        )

    @contextmanager
    def worker(self) -> Iterator[int]:
        """A worker that begins with an empty queue; yields its process."""
        from django.core.cache import cache

        from lms.celery import app

        cache.clear()  # and what earlier work asked for: the queue lies beside the cache
        with (self.folder / "worker.log").open("wb") as log:
            worker = subprocess.Popen([sys.executable, *WORKER], cwd=ROOT, stdout=log, stderr=log)  # noqa: S603
            try:
                for _try in range(60):
                    if app.control.ping(timeout=0.5):
                        break
                else:
                    raise RuntimeError(f"The worker does not answer: {self.folder / 'worker.log'}")
                yield worker.pid
                self.memory["worker"] = processes.peaks(processes.family(worker.pid))
            finally:
                worker.terminate()
                worker.wait(60)


def require_services() -> None:
    """Ends the program where there is no PostgreSQL or Redis: what is measured is what runs in production."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres") or not os.environ.get("REDIS_URL"):
        sys.exit("Set DATABASE_URL (PostgreSQL) and REDIS_URL: the bench measures what runs in production.")


@contextmanager
def place(size: int) -> Iterator[Serving]:
    """Makes or reuses the database of that size, serves it, and ends what it started."""
    folder = prepare(size)
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
        serving = Serving(port, web.pid, folder)
        yield serving
        serving.memory["web"] = processes.peaks(processes.family(web.pid))
    finally:
        web.terminate()
        web.wait(30)
        log.close()


def prepare(size: int) -> Path:
    """The academy of that size, made if it is not there; returns the folder with its files."""
    name = f"{NAME}_{label(size)}"
    folder = Path(tempfile.gettempdir()) / "qalqan-bench" / name
    made_of = _fingerprint(size)
    new = _create_database(name, made_of if (folder / "data").is_dir() else "")
    (folder / "data").mkdir(parents=True, exist_ok=True)
    os.environ.update({"SECRET_KEY": "bench" * 10, "DATA_DIR": str(folder / "data"), "ALLOWED_HOSTS": "127.0.0.1"})
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.core.cache import cache
    from django.core.management import call_command
    from django.db import connection

    from lms.starting import compile_messages

    compile_messages(settings.LOCALE_PATHS)
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    cache.clear()
    call_command("load_content", verbosity=0)
    from bench import academy, crowd

    if new:
        crowd.gather(size, academy.PASSWORD, academy.open_newest)
    academy.prepare(LEARNERS)
    if new:
        crowd.settle()
        with connection.cursor() as cursor:
            cursor.execute(f"COMMENT ON DATABASE {name} IS '{made_of}'")
    cache.clear()
    return folder


def _fingerprint(size: int) -> str:
    """What an academy was made of: another one is made where migrations, content or the crowd changed since."""
    files = sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("content/**/*.yaml"), ROOT / "bench" / "crowd.py"])
    return f"{size} {sha256(b''.join(each.read_bytes() for each in files)).hexdigest()[:16]}"


def _create_database(name: str, made_of: str) -> bool:
    """The bench's own database beside the one that DATABASE_URL names; it stays for the next run. True where it is empty."""
    import psycopg

    parts = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(urlunsplit(parts._replace(scheme="postgresql")), autocommit=True) as connection:
        found = connection.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]).fetchone()
        new = not found or not made_of or found[0] != made_of
        if new:
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
            connection.execute(f"CREATE DATABASE {name}")
    os.environ["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{name}"))
    os.environ["REDIS_URL"] = urlunsplit(urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{REDIS}"))
    return new
