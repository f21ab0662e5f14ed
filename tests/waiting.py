"""Waiting for what another process does."""

import time


def until(condition, *, seconds: float = 20) -> None:
    """Returns as soon as the condition holds; fails if it does not within that time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)
