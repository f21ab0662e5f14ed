"""`make run` in a folder where nothing was ever started: the first page is whole, and Ctrl-C leaves nothing."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.journeys.processes import ROOT, free_port, wait_until_healthy


@pytest.fixture
def fresh_clone(tmp_path):
    """The files under version control, without what any start made of them."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S607
    for name in filter(None, listed.split("\0")):
        source, target = ROOT / name, tmp_path / "clone" / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    return tmp_path / "clone"


@contextmanager
def started(folder: Path):
    """The embedded default in that folder, ended as Ctrl-C ends it; gives its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    clean = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE")}
    with (folder / "log").open("wb") as log:
        serving = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "gunicorn", "--config", "ops/embedded.py", "lms.wsgi"],
            cwd=folder,
            env={**clean, "DEMO": "1", "PORT": str(port), "SITE_URL": address},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            wait_until_healthy(address, folder / "log", seconds=180)
            yield address
        finally:
            os.killpg(serving.pid, signal.SIGINT)
            serving.wait(30)
    with pytest.raises(ProcessLookupError):
        os.killpg(serving.pid, 0)


def examined(folder: Path, address: str) -> list[dict]:
    """What the doctor finds there."""
    clean = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE")}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", "doctor", "--json"],
        cwd=folder,
        env={**clean, "DEMO": "1", "SITE_URL": address},
        check=True,
        capture_output=True,
    )
    return json.loads(done.stdout)


def test_the_first_start_serves_a_whole_page_and_the_second_has_nothing_to_prepare(fresh_clone: Path):
    with started(fresh_clone) as address:
        page = urlopen(f"{address}/kk/").read().decode()  # noqa: S310
        files = re.findall(r'(?:href|src)="(/static/[^"#]+)', page)
        assert any(name.endswith(".css") for name in files)
        assert [urlopen(address + name).status for name in files] == [200] * len(files)  # noqa: S310
        assert [each for each in examined(fresh_clone, address) if each["state"] != "ok"] == []
    assert "teacher@qalqan.demo" in (fresh_clone / "log").read_text()
    collected = (fresh_clone / "staticfiles" / "staticfiles.json").stat().st_mtime_ns
    with started(fresh_clone):
        assert (fresh_clone / "staticfiles" / "staticfiles.json").stat().st_mtime_ns == collected
    assert "once" not in (fresh_clone / "log").read_text()
