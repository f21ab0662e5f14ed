"""When an item, a module, a course is done: pure rules over plain data, with their reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class ItemRule:
    """One item of an outline: whether the course needs it and what completes it. `threshold` is a percentage where the rule has one."""

    key: str
    module: str
    required: bool
    completion: str
    threshold: int | None = None


@dataclass(frozen=True)
class ModuleRule:
    """One module, in order. `after_previous`: opens when all required items of the modules before it are done."""

    key: str
    after_previous: bool = False


@dataclass(frozen=True)
class Facts:
    """What a learner did with one item. `video_percent` is the share of the videos seen, from 0 to 100."""

    opened: bool = False
    read: bool = False
    passed: bool = False
    video_percent: int = 0


@dataclass(frozen=True)
class Standing:
    """An answer with its reasons: `missing` lists the keys of what is still to do."""

    done: bool
    missing: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def item_standing(rule: ItemRule, facts: Facts) -> Standing:
    """Whether an item is done. The reason is the rule's name: `opened`, `read`, `video` or `passed`."""
    done = {
        "opened": facts.opened,
        "read": facts.read,
        "video": facts.video_percent >= (rule.threshold or 100),
        "passed": facts.passed,
    }[rule.completion]
    return Standing(done, () if done else (rule.key,), (rule.completion,))


def course_standing(rules: Iterable[ItemRule], done: Iterable[str]) -> Standing:
    """Whether a course is done: every required item is. A course without a required item is never done by itself."""
    required = [rule for rule in rules if rule.required]
    finished = set(done)
    missing = tuple(rule.key for rule in required if rule.key not in finished)
    return Standing(bool(required) and not missing, missing, ("required",) if missing or not required else ())


def gates(modules: Iterable[ModuleRule], rules: Iterable[ItemRule], done: Iterable[str]) -> Mapping[str, Standing]:
    """For each module whether it is open (`done`), and the required items of earlier modules that still keep it shut."""
    finished = set(done)
    by_module: dict[str, list[str]] = {}
    for rule in rules:
        if rule.required and rule.key not in finished:
            by_module.setdefault(rule.module, []).append(rule.key)
    before: list[str] = []
    answer: dict[str, Standing] = {}
    for module in modules:
        shut = module.after_previous and before
        answer[module.key] = Standing(not shut, tuple(before) if shut else (), ("after_previous",) if shut else ())
        before = before + by_module.get(module.key, [])
    return answer
