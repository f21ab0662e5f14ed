"""Officers are told in time, once, in their language, and those responsible for a programme every week."""

from datetime import date

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from certificates import tasks
from certificates.certifying import advance, begin, go_on_leave, grant, return_from_leave, revoke_certification
from certificates.models import Period, Programme
from certificates.reminding import remind
from certificates.rules.chain import DAY
from notifications.choosing import switch_off
from notifications.delivering import deliver
from notifications.models import Letter, Topic
from tests.certificates.programmes import certified, complete, course, full, noon, passed, programme
from tests.people import person
from tests.trainings.make import somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letters_wait")]


@pytest.fixture
def arman(db):
    """An administrator."""
    return person("arman@narkostop.kz")


def on(day: str) -> int:
    return remind(today=date.fromisoformat(day), at=timezone.now())


def told() -> list[str]:
    """What was written: «number of the period:about», in order."""
    return [letter.event.rsplit(":", 1)[0].split(":", 1)[1] for letter in reminders()]


def reminders():
    return Letter.objects.filter(topic=Topic.REMINDERS).order_by("pk")


def read() -> mail.EmailMultiAlternatives:
    """The last letter written, as it arrives."""
    deliver(reminders().last().pk, at=timezone.now())
    return mail.outbox[-1]


def test_every_mark_is_told_once(certification):
    day, last = date(2026, 9, 1), date(2027, 4, 15)
    while day <= last:
        for _again in range(2):
            remind(today=day, at=timezone.now())
        day += DAY
    assert told() == ["1:90", "1:30", "1:7", "1:grace", "1:lapsed"]


def test_a_second_run_of_the_same_day_writes_nothing_and_asks_little(certification, django_assert_max_num_queries):
    assert on("2026-12-21") == 1
    with django_assert_max_num_queries(2):  # periods and temporary certifications
        assert on("2026-12-21") == 0


@pytest.mark.parametrize(("day", "said"), [("2026-12-22", ["1:30"]), ("2027-01-25", ["1:grace"]), ("2027-03-01", ["1:lapsed"])])
def test_days_without_a_run_are_caught_up_by_the_nearest_letter_alone(certification, day, said):
    on(day)
    assert told() == said


def test_nobody_is_told_what_is_old(certification):
    assert on("2027-06-01") == 0


def test_the_letter_is_in_his_language_with_the_day_what_is_missing_and_the_way(certification):
    on("2026-12-21")
    letter = read()
    for text in (letter.body, letter.alternatives[0][0]):
        for part in ("Ювенальная полиция", "20 января 2027", str(course("update").pk), "/ru/certificates/programmes/police/", "/off/"):
            assert part in text
    assert letter.to == ["daniyar@police.kz"]
    assert "20 января 2027" in letter.subject


def test_before_renewal_opens_the_letter_says_when_and_what_it_will_take(daniyar):
    certified(daniyar, programme(full(window_days=60)))
    daniyar.language = "en"
    daniyar.save()
    on("2026-10-22")
    said = reminders().get().context
    assert "You need not do anything yet" in said["way"]
    assert any("Renewal opens" in each and "21" in each for each in said["reasons"])
    assert any(str(course("update").pk) in each for each in said["missing"])


def test_what_is_done_already_is_not_asked_for_again(certification, daniyar):
    complete(daniyar, "update", "2026-11-05")
    advance(certification, at=noon("2026-11-05"))
    on("2026-12-21")
    assert not any(str(course("update").pk) in each for each in reminders().get().context["missing"])


def test_whoever_renewed_is_not_reminded(certification, daniyar):
    complete(daniyar, "update", "2026-11-05")
    passed(daniyar, "2026-11-06")
    advance(certification, at=noon("2026-11-06"))
    assert certification.periods.count() == 2
    for day in ("2026-12-21", "2027-01-20", "2027-01-21", "2027-03-01"):
        assert on(day) == 0
    assert on("2027-10-22") == 1
    assert told() == ["2:90"]


def test_a_letter_that_had_not_left_when_he_renewed_never_does(certification, daniyar):
    """The mail server was down for a day: nobody reads “it ends” after having renewed."""
    on("2026-12-21")
    complete(daniyar, "update", "2026-12-22")
    passed(daniyar, "2026-12-22")
    advance(certification, at=noon("2026-12-22"))
    assert not reminders().exists()


def test_what_left_before_he_renewed_stays_written(certification, daniyar):
    on("2026-12-21")
    read()
    complete(daniyar, "update", "2026-12-22")
    passed(daniyar, "2026-12-22")
    advance(certification, at=noon("2026-12-22"))
    assert told() == ["1:30"]


def test_leave_silences_and_moves_the_days(certification, arman):
    leave = go_on_leave(certification, start=date(2026, 12, 1), until=None, reason="Декрет", by=arman, at=noon("2026-12-01"))
    assert on("2026-12-21") == on("2027-01-25") == 0
    return_from_leave(leave, until=date(2027, 3, 1), by=arman, at=noon("2027-03-01"))
    assert Period.objects.get().valid_until == date(2027, 4, 21)
    on("2027-03-01")
    on("2027-03-21")
    assert told() == ["1:90", "1:30"]


def test_a_reminder_told_before_a_leave_is_told_again_with_the_new_day(certification, arman):
    on("2026-12-21")
    read()
    go_on_leave(certification, start=date(2026, 12, 25), until=date(2027, 1, 25), reason="Декрет", by=arman, at=noon("2026-12-24"))
    on("2027-01-25")
    assert [each.event.rsplit(":", 1)[1] for each in reminders()] == ["2027-01-21", "2027-02-21"]


def test_the_end_of_a_temporary_certification_is_told_in_time_and_once(daniyar, arman):
    """Nothing is earned yet: without these letters he would learn of it when somebody checks."""
    temporary = begin(daniyar, programme(), at=noon("2026-01-10"))
    grant(temporary, start=date(2026, 1, 10), until=date(2027, 1, 21), reason="Орынбасар", by=arman)
    day = date(2026, 1, 10)
    while day <= date(2027, 4, 15):
        for _again in range(2):
            remind(today=day, at=timezone.now())
        day += DAY
    assert told() == ["0:temporary-90", "0:temporary-30", "0:temporary-7", "0:temporary-ended"]
    deliver(reminders()[1].pk, at=timezone.now())
    letter = mail.outbox[-1]
    assert "20 января 2027" in letter.subject
    assert str(course("update").pk) not in letter.body
    assert "- " in letter.body  # what is missing
    reminders().delete()
    assert on("2026-12-21") == 1
    assert on("2026-12-21") == 0


def test_who_earns_it_meanwhile_is_not_told_that_the_temporary_one_ends(certification, arman):
    grant(certification, start=date(2026, 3, 1), until=date(2026, 9, 1), reason="Орынбасар", by=arman)
    assert on("2026-08-25") == on("2026-09-01") == 0


def test_revoked_is_not_reminded_of(certification, arman):
    revoke_certification(certification, stands=[], reason="Алдау", by=arman, at=noon("2026-06-01"))
    assert on("2026-12-21") == 0


def test_whoever_switched_reminders_off_or_left_gets_none(certification, daniyar):
    switch_off(daniyar, Topic.REMINDERS, at=timezone.now())
    assert on("2026-12-21") == 0
    reminders().delete()
    daniyar.switched_off.all().delete()
    daniyar.is_active = False
    daniyar.save()
    assert on("2026-12-21") == 0


def test_the_number_of_queries_does_not_grow_with_the_people(certification, django_assert_max_num_queries):
    kind = Programme.objects.get()
    for number in range(5):
        certified(somebody(number), kind)
    with django_assert_max_num_queries(25):
        assert on("2026-12-21") == 6


def test_the_chore_runs_as_beat_calls_it(certification, monkeypatch):
    monkeypatch.setattr(tasks.timezone, "now", lambda: noon("2026-12-21"))
    tasks.remind()
    assert told() == ["1:30"]


def test_what_it_says_is_said_in_three_languages(certification, daniyar):
    for language, part in (("kk", "Ювеналды полиция"), ("ru", "Ювенальная полиция"), ("en", "Juvenile police")):
        reminders().delete()
        daniyar.language = language
        daniyar.save()
        for day in ("2026-10-22", "2027-01-14", "2027-01-21", "2027-02-20"):
            on(day)
            letter = read()
            assert part in letter.body
            assert f"/{language}/" in letter.body


def test_nobody_is_reminded_a_day_early(certification):
    assert on("2026-10-21") == 0
    assert on("2026-10-22") == 1


def test_without_beat_cron_may_ask(certification, monkeypatch):
    monkeypatch.setattr(tasks.timezone, "now", lambda: noon("2026-12-21"))
    for _again in range(2):
        call_command("chores", "remind-of-certifications")
    assert told() == ["1:30"]


def test_one_who_cannot_be_told_keeps_nobody_else_from_it(certification, caplog):
    broken = certified(somebody(1), programme(slug="broken"))
    broken.programme.versions.update(content={"nothing": "that anybody reads"})
    assert on("2026-12-21") == 1
    assert reminders().get().person == certification.person
    assert f"certification {broken.pk}" in caplog.text
