"""Those responsible for a programme read once a week whose certification ends."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from certificates.certifying import go_on_leave
from certificates.digesting import NAMED, digest
from certificates.models import Programme
from lms.roles import ADMINISTRATORS, TRAINERS
from notifications.choosing import switch_off
from notifications.delivering import deliver
from notifications.models import Letter, Topic
from tests.certificates.programmes import certified, full, noon, programme
from tests.certificates.test_programme_pages import form
from tests.people import at_the_desk, person
from tests.trainings.make import somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("letters_wait")]


@pytest.fixture
def marat(certification):
    """Marat, a trainer who is responsible for the programme and reads Russian."""
    made = at_the_desk(person("marat@narkostop.kz", surname="Ли", given_name="Марат", language="en"), TRAINERS.name)
    certification.programme.responsible.add(made)
    return made


def on(day: str) -> int:
    return digest(today=date.fromisoformat(day), at=timezone.now())


def digests():
    return Letter.objects.filter(topic=Topic.DIGESTS).order_by("pk")


def headings() -> list[str]:
    return [section["heading"] for section in digests().last().context["programmes"][0]["sections"]]


def test_it_is_written_once_a_week_on_whatever_day_of_it(certification, marat):
    assert [on(day) for day in ("2026-12-21", "2026-12-21", "2026-12-24", "2026-12-28")] == [1, 0, 0, 1]
    assert [each.event for each in digests()] == ["digest:2026-12-21", "digest:2026-12-28"]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-10-22", "Ends in the next 90 days: 1"),
        ("2027-01-20", "Ends in the next 90 days: 1"),
        ("2027-01-21", "Ended, can still be renewed; last day of grace: 1"),
        ("2027-02-22", "Lapsed last week; last valid day: 1"),
        ("2027-02-28", "Lapsed last week; last valid day: 1"),
    ],
)
def test_it_says_where_everybody_stands(certification, marat, day, said):
    on(day)
    assert headings() == [said]


@pytest.mark.parametrize("day", ["2026-10-21", "2027-02-20", "2027-03-01"])
def test_there_is_no_letter_when_there_is_nothing_to_say(certification, marat, day):
    assert on(day) == 0


def test_it_names_people_and_days_and_leads_to_the_desk(certification, marat):
    on("2026-12-21")
    deliver(digests().get().pk, at=timezone.now())
    letter = mail.outbox[-1]
    for text in (letter.body, letter.alternatives[0][0]):
        for part in ("Қасымов Данияр", "Juvenile police", f"/cms/certifications/?programme={certification.programme_id}", "/off/"):
            assert part in text
    assert letter.to == [marat.email]


def test_who_is_on_leave_is_not_in_it(certification, marat):
    go_on_leave(certification, start=date(2026, 12, 1), until=None, reason="Декрет", by=marat, at=noon("2026-12-01"))
    assert on("2026-12-21") == 0


def test_a_long_list_is_cut_with_a_number(certification, marat):
    for number in range(NAMED + 3):
        certified(somebody(number), certification.programme)
    on("2026-12-21")
    (section,) = digests().get().context["programmes"][0]["sections"]
    assert section["heading"].endswith(f": {NAMED + 4}")
    assert (len(section["lines"]), section["more"]) == (NAMED, "and more: 4")


def test_letters_to_its_people_that_did_not_leave_are_told(certification, marat, daniyar, aigerim):
    for reader in (daniyar, aigerim):
        Letter.objects.create(person=reader, event="x", written_at=timezone.now(), tries=3, failed_at=timezone.now(), context={},
                              failure="no_such_address")  # fmt: skip
    on("2026-06-01")
    assert digests().get().context["letters"]["heading"] == "Letters to the people in your programmes that did not leave: 1"
    assert digests().get().context["programmes"] == []
    assert "Данияр" in str(digests().get().context)
    assert "Айгерім" not in str(digests().get().context)


def test_only_who_is_responsible_and_still_at_the_desk_gets_it(certification, marat, outsider):
    other = programme(full(), slug="other")
    other.responsible.add(at_the_desk(outsider, TRAINERS.name))
    marat.is_staff = False
    marat.save()
    assert on("2026-12-21") == 0


def test_whoever_switched_it_off_gets_none(certification, marat):
    switch_off(marat, Topic.DIGESTS, at=timezone.now())
    assert on("2026-12-21") == 0


def test_two_who_are_responsible_read_it_each_in_their_language(certification, marat, daniyar):
    aset = at_the_desk(person("aset@narkostop.kz", language="ru"), TRAINERS.name)
    certification.programme.responsible.add(aset)
    assert on("2026-12-21") == 2
    assert {each.context["programmes"][0]["title"] for each in digests()} == {"Juvenile police", "Ювенальная полиция"}


def test_the_number_of_queries_does_not_grow_with_the_people(certification, marat, django_assert_max_num_queries):
    for number in range(4):
        certified(somebody(number), certification.programme)
    with django_assert_max_num_queries(12):
        on("2026-12-21")


def test_at_the_desk_they_see_the_people_of_their_programmes_and_nobody_else_s(client, no_second_factor, certification, marat, aigerim):
    from certificates.certifying import begin

    elsewhere = begin(aigerim, programme(full(), slug="other"), at=noon("2026-02-01"))
    client.force_login(marat)
    shown = client.get(reverse("certifications:index")).content.decode()
    assert "Қасымов" in shown
    assert "Сейітқали" not in shown
    mine = reverse("certification", args=[certification.pk])
    assert "Қасымов" in client.get(mine).content.decode()
    assert client.get(reverse("certification", args=[elsewhere.pk])).status_code in (302, 404)
    assert client.get(reverse("certification-decide", args=[certification.pk, "leave"])).status_code in (302, 403)
    certification.programme.responsible.clear()
    assert client.get(mine).status_code in (302, 404)
    assert client.get(reverse("certifications:index")).status_code in (302, 403)


def test_whoever_composes_a_programme_says_who_is_responsible(client, no_second_factor, saule, outsider):
    at_the_desk(saule, TRAINERS.name)
    client.force_login(at_the_desk(person("arman@narkostop.kz"), ADMINISTRATORS.name))
    assert client.post(reverse("programmes:add"), form(responsible=[outsider.pk])).status_code == 200
    client.post(reverse("programmes:add"), form(responsible=[saule.pk]))
    assert list(Programme.objects.get().responsible.all()) == [saule]
