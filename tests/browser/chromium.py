"""The machine's own Chromium, driven by Playwright."""

import atexit
import shutil
from functools import cache
from pathlib import Path

from django.db import connections
from playwright.sync_api import Browser, expect, sync_playwright

expect.set_options(timeout=15_000)  # ms: a machine that runs the suite twice over is slow to turn a page
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
PLACES = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]


def executable() -> str:
    """Where Chromium is; `make test` installs it."""
    for place in PLACES:
        found = shutil.which(place) or (place if Path(place).exists() else None)
        if found:
            return found
    raise RuntimeError("Chromium is missing: run `scripts/system tests`.")


@cache
def browser() -> Browser:
    """The one Chromium of this test process: Playwright's event loop starts once in a thread. Ended when the process ends.

    Where a loop runs, Django looks for its connections elsewhere and would make new ones, which know nothing of what the migrations wrote
    and would not put it back between tests. So the thread keeps those that it had.
    """
    before = connections.all()
    playwright = sync_playwright().start()
    for connection in before:
        connections[connection.alias] = connection
    running = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
    atexit.register(playwright.stop)
    atexit.register(running.close)
    return running
