"""The picture for many machines, started directly: two web processes, a worker, beat and an SMTP server, on real PostgreSQL and Redis."""

import asyncio
import itertools
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path

from aiosmtpd.controller import Controller

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Post:
    """Mails that the SMTP server took."""

    letters: list = field(default_factory=list)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 — aiosmtpd's name
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def wait_for(self, address: str, *, seconds: float = 20):
        """The newest letter to that address."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for letter in reversed(self.letters):
                if address in letter["To"]:
                    return letter
            time.sleep(0.1)
        raise AssertionError(f"No letter to {address} in {seconds} s")


@dataclass
class Academy:
    """Running processes by name, where the proxy answers and where each web process does."""

    url: str
    webs: list[str]
    post: Post
    environment: dict[str, str]
    processes: dict[str, subprocess.Popen]
    log: Path

    def start(self, name: str, *command: str, **more: str) -> subprocess.Popen:
        """Starts a process of the project under that name; its output goes to the log."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(  # noqa: S603
                command, cwd=ROOT, env={**self.environment, **more}, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
        self.processes[name] = process
        return process

    def stop(self, name: str) -> None:
        """Ends that process gently."""
        process = self.processes.pop(name)
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)

    def start_worker(self, name: str = "worker") -> subprocess.Popen:
        return self.start(
            name, sys.executable, "-m", "celery", "--app", "lms", "worker", "--queues", "default,documents", "--concurrency", "1"
        )


class Proxy:
    """Hands each connection to the next web process in turn, bytes as they are: what the proxy in front does."""

    def __init__(self):
        self.port = free_port()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    def start(self, ports: list[int]) -> None:
        turn = itertools.cycle(ports)
        self.thread.start()
        serving = asyncio.start_server(lambda reader, writer: self._carry(reader, writer, next(turn)), "127.0.0.1", self.port)
        self.server = asyncio.run_coroutine_threadsafe(serving, self.loop).result(5)

    async def _carry(self, reader, writer, port: int) -> None:
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(self._pipe(reader, there_writer), self._pipe(there_reader, writer), return_exceptions=True)

    async def _pipe(self, reader, writer) -> None:
        try:
            while content := await reader.read(65536):
                writer.write(content)
                await writer.drain()
        finally:
            writer.close()

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self.loop).result(5)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)
        self.loop.close()

    async def _close(self) -> None:
        self.server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def academy(folder: Path, *, database_url: str, redis_url: str):
    """The demo academy on many processes, with an empty database of its own loaded from `content/`. Ends only what it started."""
    proxy = Proxy()
    post = Post()
    smtp = Controller(post, hostname="127.0.0.1", port=free_port())
    smtp.start()
    ports = [free_port(), free_port()]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "lms.settings",
        "DEMO": "1",
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "EMAIL_URL": f"smtp://127.0.0.1:{smtp.port}",
        "DATA_DIR": str(folder / "data"),
        "SITE_URL": f"http://127.0.0.1:{proxy.port}",
        "SERVE_MEDIA": "1",
        "WEB_WORKERS": "1",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    proxy.start(ports)
    running = Academy(
        f"http://127.0.0.1:{proxy.port}", [f"http://127.0.0.1:{port}" for port in ports], post, environment, {}, folder / "processes.log"
    )
    try:
        _manage(environment, "migrate", "--verbosity", "0")
        _manage(environment, "collectstatic", "--noinput", "--verbosity", "0")
        _manage(environment, "load_demo")
        for number, port in enumerate(ports, 1):
            running.start(
                f"web-{number}", sys.executable, "-m", "gunicorn", "--config", "ops/gunicorn.py", "lms.wsgi", BIND=f"127.0.0.1:{port}"
            )
        running.start_worker()
        running.start("beat", sys.executable, "-m", "celery", "--app", "lms", "beat", "--schedule", str(folder / "beat"))
        for web in running.webs:
            wait_until_healthy(web, running.log)
        yield running
    finally:
        for name in list(running.processes):
            running.stop(name)
        smtp.stop()
        proxy.stop()
        shutil.rmtree(folder / "data", ignore_errors=True)


def _manage(environment: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def wait_until_healthy(address: str, log: Path, *, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/healthy", timeout=2) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} did not become healthy:\n{log.read_text()[-3000:]}")
