"""What if: every dated story through the page, real people, wrong lines, and the command."""

from datetime import date
from functools import cache
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse_lazy

from certificates.models import Certification, Evidence, Period
from certificates.rules.imagining import Event, anybody, imagine, turns
from certificates.rules.programme import Courses, Requirements, Rules
from certificates.rules.standing import stand
from lms.roles import ADMINISTRATORS, TRAINERS
from tests.certificates.programmes import EXAM, certified, complete, course, programme, version
from tests.certificates.rules.scenarios import STORIES, Story
from tests.certificates.rules.test_stories import read, short
from tests.people import at_the_desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
PAGE = reverse_lazy("certification-what-if")


def with_keys(rules: Rules) -> Rules:
    """A story's rules, its courses and its exam being rows."""
    key = cache(lambda slug: str(course(slug).pk))

    def part(required: Requirements) -> Requirements:
        groups = tuple(Courses(keys=tuple(map(key, group.keys)), needed=group.needed) for group in required.courses)
        exam, practicum = required.exam and str(EXAM), required.practicum and key("law")
        return required.model_copy(update={"courses": groups, "exam": exam, "practicum": practicum})

    return rules.model_copy(update={"first": part(rules.first), "renewal": rules.renewal and part(rules.renewal)})


def typed(event: Event) -> dict[str, str]:
    """A story's event as somebody would type it; a temporary certification by its last valid day."""
    until = date.fromordinal(event.until.toordinal() - (event.what == "grant")) if event.until else None
    ref = str(course(event.ref).pk) if event.what == "course" else ""
    return {"what": event.what, "day": str(event.day), "until": str(until or ""), "ref": ref, "hours": str(event.hours)}


def ask(client, day, events=(), *, programme="police", person="", **more):
    fields = {f"form-{number}-{name}": value for number, each in enumerate(events) for name, value in each.items()}
    said = {"programme": programme, "day": day, "person": person, "form-TOTAL_FORMS": str(len(events)), "form-INITIAL_FORMS": "0"}
    return client.post(PAGE, {**said, **fields, **more})


@pytest.fixture
def desk(client, saule):
    client.force_login(at_the_desk(saule, ADMINISTRATORS.name))
    return client


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_every_story_has_the_same_answers_on_the_page(desk, story: Story):
    made = programme(with_keys(story.rules), since="2000-01-01")
    if story.changed:
        version(made, with_keys(story.changed[1]), since=story.changed[0])
    events = [each for each in map(typed, story.events()) if not (each["what"] == "course" and each["ref"] not in _offered(made))]
    for day, said in story.then.items():
        answer = ask(desk, day, events).context["supposed"].answer
        assert short(answer.standing, said) == read(said), (day, answer)


def _offered(made) -> set[str]:
    """Courses that any version names: what the page offers. Another course counts for nothing anyway."""
    parts = [part for each in made.versions.all() for part in (each.rules.first, each.rules.to_renew)]
    return {key for part in parts for group in part.courses for key in group.keys}


@pytest.mark.parametrize("story", [each for each in STORIES if all(until for _start, until in each.leaves)], ids=lambda story: story.name)
def test_the_turns_tell_the_state_of_every_day_that_was_asked(story: Story):
    events = story.events()
    somebody = anybody(events, date(2024, 1, 1))
    told = turns(story.versions(), somebody, events)
    for day in map(date.fromisoformat, story.then):
        since = [standing for begins, standing in told if begins <= day]
        expected = stand(*imagine(story.versions(), somebody, events, day), day)
        assert (since[-1].state if since else "not_started") == expected.state


def test_a_real_officer_is_asked_about_and_nothing_is_written(desk, daniyar):
    certification = certified(daniyar)
    before = _rows()
    begin = desk.get(f"{PAGE}?of={certification.pk}").content.decode()
    assert daniyar.email in begin
    answer = ask(desk, "2027-02-01", person=daniyar.email).context["supposed"].answer
    assert answer.standing.state == "in_grace"
    renewed = [
        {"what": "course", "day": "2026-12-01", "until": "", "ref": str(course("update").pk), "hours": ""},
        {"what": "exam", "day": "2026-12-05", "until": "", "ref": "", "hours": ""},
    ]
    shown = ask(desk, "2027-02-01", renewed, person=daniyar.email)
    assert shown.context["supposed"].answer.standing.stretch.last_day == date(2028, 1, 20)
    assert "Renewed already" in shown.content.decode()
    assert _rows() == before


def test_who_is_in_no_programme_is_asked_with_what_they_did(desk, daniyar):
    programme()
    complete(daniyar, "law", "2026-01-05")
    answer = ask(desk, "2026-06-01", person=daniyar.email).context["supposed"].answer
    assert answer.standing.state == "in_progress"
    assert _rows() == (0, 0, 0)


def test_a_renewal_with_another_exam_is_supposed(desk):
    other, key = str(uuid4()), str(course("law").pk)
    rules = Rules(
        first=Requirements(courses=(Courses(keys=(key,)),), exam=str(EXAM)), renewal=Requirements(exam=other), months=12, window_days=90
    )
    programme(rules)
    first = [{"what": "course", "day": "2026-01-05", "ref": key}, {"what": "exam", "day": "2026-01-06", "ref": str(EXAM)}]
    unclear = ask(desk, "2026-12-31", [*first, {"what": "exam", "day": "2026-12-01", "ref": ""}])
    assert list(unclear.context["lines"].forms[2].errors) == ["ref"]
    for ref, state in ((str(EXAM), "lapsed"), (other, "certified")):
        renewed = ask(desk, "2027-02-01", [*first, {"what": "exam", "day": "2026-12-01", "ref": ref}])
        assert renewed.context["supposed"].answer.standing.state == state


def test_hours_of_a_course_are_those_of_its_edition(desk):
    key = str(course("law").pk)
    programme(Rules(first=Requirements(courses=(Courses(keys=(key,)),), hours=36)))
    did = {"what": "course", "day": "2026-01-05", "until": "", "ref": key, "hours": ""}
    assert ask(desk, "2026-01-05", [did]).context["supposed"].answer.standing.state == "certified"
    assert ask(desk, "2026-01-05", [{**did, "hours": "12"}]).context["supposed"].answer.missing == ["Academic hours missing: 24"]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"what": "exam"}, "day"),
        ({"what": "exam", "day": "tomorrow"}, "day"),
        ({"what": "course", "day": "2026-01-01"}, "ref"),
        ({"what": "course", "day": "2026-01-01", "ref": "other"}, "ref"),
        ({"what": "grant", "day": "2026-01-01"}, "until"),
        ({"what": "leave", "day": "2026-01-01", "until": "2026-01-01"}, "until"),
        ({"what": "training", "day": "2026-01-01", "hours": "-1"}, "hours"),
        ({"what": "nonsense", "day": "2026-01-01"}, "what"),
    ],
)
def test_a_wrong_line_is_told_at_its_field_and_kept(desk, line, field):
    programme()
    shown = ask(desk, "2026-06-01", [line])
    assert shown.context["supposed"] is None
    assert list(shown.context["lines"].forms[0].errors) == [field]
    assert all(value in shown.content.decode() for value in line.values() if value not in ("nonsense", "other"))


@pytest.mark.parametrize("said", [{"programme": "other"}, {"day": "never"}, {"person": "nobody@example.org"}])
def test_a_wrong_question_is_told_at_its_field(desk, said):
    programme()
    shown = ask(desk, **{"day": "2026-06-01", **said})
    assert list(shown.context["question"].errors) == list(said)
    assert shown.context["lines"] is None


def test_more_lines_keep_what_was_typed(desk):
    programme()
    shown = ask(desk, "2026-06-01", [{"what": "exam", "day": "2026-01-01"}], more="1")
    assert len(shown.context["lines"].forms) == 6
    assert 'value="2026-01-01"' in shown.content.decode()


def test_it_is_for_those_who_look_after_certifications(client, daniyar, outsider):
    made = certified(daniyar)
    client.force_login(daniyar)
    assert client.get(f"{PAGE}?of={made.pk}").status_code == 403
    client.force_login(at_the_desk(outsider, TRAINERS.name))
    assert "supposed" not in (ask(client, "2026-06-01").context or {})
    assert daniyar.email not in client.get(f"{PAGE}?of={made.pk}", follow=True).content.decode()


def test_the_command_gives_the_same_answer(daniyar):
    certified(daniyar)
    lines = ["course 2026-01-05 course=law", "course 2026-01-06 course=talk", "exam 2026-01-07", "practicum 2026-01-08 until=2026-01-09"]
    told = StringIO()
    call_command("what_if", "police", on="2026-02-01", event=lines, stdout=told)
    assert told.getvalue().startswith("2026-02-01  Certified. Last valid day: ")
    told = StringIO()
    call_command("what_if", "police", on="2027-03-01", person=daniyar.email, language="ru", stdout=told)
    assert told.getvalue().count("\n") > 4
    for wrong in ("swims 2026-01-01", "exam", "exam 2026-01-01 colour=red", "course 2026-01-01 course=no"):
        with pytest.raises(CommandError):
            call_command("what_if", "police", event=[wrong])


def _rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Certification, Evidence, Period))
