"""The table of dated stories."""

from datetime import date

import pytest

from certificates.rules.standing import Standing, stand
from tests.certificates.rules.scenarios import STORIES, Story

ASKED = [
    pytest.param(story, date.fromisoformat(day), said, id=f"{story.name}, {day}") for story in STORIES for day, said in story.then.items()
]


def read(said: str) -> tuple[str, str, set[str]]:
    """State, last valid day if one is named, what is missing."""
    state, *rest = said.split()
    return state, next((word for word in rest if word[0].isdigit()), ""), {word[1:] for word in rest if word[0] == "-"}


def short(standing: Standing, said: str) -> tuple[str, str, set[str]]:
    """The same of an answer, with as much as was said."""
    state, last_day, missing = read(said)
    shown = standing.stretch.last_day.isoformat() if last_day and standing.stretch and standing.stretch.last_day else ""
    return standing.state.value, shown, {each.what for each in standing.missing} if missing else set()


@pytest.mark.parametrize(("story", "day", "said"), ASKED)
def test_where_somebody_stands(story: Story, day: date, said: str):
    standing = stand(*story.on(day), day)
    assert short(standing, said) == read(said), standing


def test_there_are_enough_stories():
    assert len(STORIES) >= 45
