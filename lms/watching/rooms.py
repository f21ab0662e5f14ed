"""What the rooms have to say, gathered. A new room is asked as soon as it has a module `watching`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.core.checks import CheckMessage
from django.utils.module_loading import module_has_submodule
from prometheus_client.core import Metric


@dataclass(frozen=True)
class Undone:
    """Chores of one kind that wait: how many, and for how long the oldest, in seconds; 0 where none waits."""

    chore: str
    number: int
    seconds: float


def checks() -> Iterator[tuple[str, Callable[[], CheckMessage]]]:
    """Every check with its name, e.g. `notifications: mail server`."""
    for room, module in _rooms():
        for check in getattr(module, "CHECKS", ()):
            yield f"{room}: {check.__name__.replace('_', ' ')}", check


def undone(at: datetime) -> Iterator[Undone]:
    """The chores that wait."""
    for _room, module in _rooms():
        if hasattr(module, "undone"):
            for chore, (number, since) in module.undone(at).items():
                yield Undone(chore, number, max((at - since).total_seconds(), 0) if since else 0)


def figures() -> Iterator[Metric]:
    """The rooms' own figures."""
    for _room, module in _rooms():
        if hasattr(module, "figures"):
            yield from module.figures()


def _rooms() -> Iterator[tuple[str, ModuleType]]:
    """What is beneath them all comes first: where the database is away, the rest only repeats it."""
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label != "lms"):
        if module_has_submodule(config.module, "watching"):
            yield config.label, import_module(f"{config.name}.watching")
