"""The machines of the run: a PostgreSQL and a Redis of its own, two web processes, a worker and beat, each of which can be broken."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.journeys.processes import free_port, wait_until_healthy

ROOT = Path(__file__).resolve().parents[2]
ROOMY = "1g"


class Servers:
    """Starts, breaks and ends its own processes and nothing else."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.database_port, self.redis_port = free_port(), free_port()
        self.web_ports = [free_port(), free_port()]
        self.running: dict[str, subprocess.Popen] = {}
        self.disk: Path | None = None
        self.log = (folder / "processes.log").open("ab")
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "DATABASE_URL": f"postgres://postgres@127.0.0.1:{self.database_port}/postgres",
            "REDIS_URL": f"redis://127.0.0.1:{self.redis_port}/0",
            "SECRET_KEY": "faults" * 10,
            "DATA_DIR": str(folder / "data"),
            "ALLOWED_HOSTS": "127.0.0.1",
            "WEB_WORKERS": "1",
        }

    def start(self, name: str, *command: str, **more: str) -> None:
        self.running[name] = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env={**self.environment, **more}, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True
        )

    def kill(self, name: str) -> None:
        """Ends a process and its children with -9, as a power cut would."""
        process = self.running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)

    def start_database(self) -> None:
        cluster = self.folder / "postgres"
        cluster.mkdir()
        if os.geteuid() == 0:
            shutil.chown(cluster, "postgres")
            self.folder.chmod(0o755)
        self._postgres("initdb", "--auth", "trust", "--username", "postgres", "--pgdata", str(cluster))
        self._control("start", "--log", str(cluster / "log"), "--options", self._options())

    def crash_database(self) -> None:
        """As a power cut would: nothing is written to its end. It recovers from its log."""
        self.stop_database()
        self._control("start", "--log", str(self.folder / "postgres" / "log"), "--options", self._options())

    def stop_database(self) -> None:
        self._control("stop", "--mode", "immediate")

    def _control(self, what: str, *arguments: str) -> None:
        self._postgres("pg_ctl", "--pgdata", str(self.folder / "postgres"), "--wait", *arguments, what)

    def _options(self) -> str:
        return f"-p {self.database_port} -h 127.0.0.1 -k {self.folder / 'postgres'}"

    def _postgres(self, program: str, *arguments: str) -> None:
        """PostgreSQL refuses to run as root."""
        found = shutil.which(program) or sys.exit(f"{program} is not here: install PostgreSQL's server.")
        user = {"user": "postgres"} if os.geteuid() == 0 else {}
        subprocess.run([found, *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/", **user)  # noqa: S603

    def start_redis(self) -> None:
        self.start("redis", "redis-server", "--port", str(self.redis_port), "--bind", "127.0.0.1", "--dir", str(self.folder), "--save", "")

    def start_web(self, number: int, clock: int = 0) -> None:
        """`clock`: by how many seconds this process's clock is wrong."""
        bind = f"127.0.0.1:{self.web_ports[number]}"
        command = [sys.executable, "-m", "gunicorn", "--config", "ops/gunicorn.py", "lms.wsgi"]
        self.start(f"web-{number}", *command, BIND=bind, BENCH_CLOCK=str(clock))

    def restart_web(self, number: int) -> None:
        """As after an upgrade: new processes take over, old ones answer what they began."""
        self.running[f"web-{number}"].send_signal(signal.SIGHUP)

    def start_worker(self) -> None:
        self.start(
            "worker", sys.executable, "-m", "celery", "--app", "lms", "worker", "--queues", "default,documents", "--concurrency", "1"
        )

    def start_beat(self) -> None:
        schedule = self.folder / "schedule"
        self.start("beat", sys.executable, "-m", "celery", "--app", "lms", "beat", "--schedule", str(schedule))

    def mount_disk(self) -> None:
        """The certificates' folder on a disk of its own, so that it can be full. Takes root; without, it is never full."""
        place = self.folder / "data" / "private"
        place.mkdir()
        if os.geteuid() == 0 and shutil.which("mount"):
            mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOMY}", "tmpfs", str(place)], check=False)  # noqa: S603, S607
            self.disk = place if mounted.returncode == 0 else None

    def unmount_disk(self) -> None:
        if self.disk:
            subprocess.run(["umount", "--lazy", str(self.disk)], check=True)  # noqa: S603, S607

    def fill_disk(self) -> bool:
        """Takes away what is free; returns whether that is possible here."""
        if self.disk:
            self._resize(max(shutil.disk_usage(self.disk).used, 4096))
        return bool(self.disk)

    def free_disk(self) -> None:
        if self.disk:
            self._resize(ROOMY)

    def _resize(self, size: int | str) -> None:
        subprocess.run(["mount", "-o", f"remount,size={size}", str(self.disk)], check=True)  # noqa: S603, S607

    def wait_for_web(self, number: int) -> None:
        wait_until_healthy(f"http://127.0.0.1:{self.web_ports[number]}", self.folder / "processes.log")


@contextmanager
def servers():
    """A folder with everything in it, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="qalqan-faults-"))
    (folder / "data").mkdir()
    made = Servers(folder)
    made.mount_disk()
    made.start_database()
    try:
        yield made
    finally:
        for name in list(made.running):
            made.kill(name)
        made.stop_database()
        made.unmount_disk()
        made.log.close()
        shutil.rmtree(folder)
