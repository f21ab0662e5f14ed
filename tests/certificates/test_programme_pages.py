"""Pages of a programme: where somebody stands, and the desk where programmes are composed."""

import pytest
from django.urls import reverse

from accounts.granting import ensure_groups
from certificates.models import Programme
from lms.roles import ADMINISTRATORS, ROLES
from tests.certificates.programmes import EXAM, certified, complete, course, full, programme
from tests.people import person

pytestmark = pytest.mark.django_db


def page(client, slug="police", language="en") -> str:
    return client.get(f"/{language}/certificates/programmes/{slug}/").content.decode()


def test_somebody_begins_and_sees_what_is_missing(client, daniyar):
    programme()
    complete(daniyar, "law", "2026-01-05")
    client.force_login(daniyar)
    assert "Begin the programme" in page(client)
    client.post("/en/certificates/programmes/police/beginning/")
    shown = page(client)
    assert "In progress" in shown
    assert "done: Jan. 5, 2026" in shown or "5 January 2026" in shown
    assert "still to do" in shown


def test_a_certified_officer_reads_until_when_and_finds_the_paper(client, daniyar):
    certification = certified(daniyar)
    client.force_login(daniyar)
    serial = certification.periods.get().certificate.serial
    for language in ("kk", "ru", "en"):
        shown = page(client, language=language)
        assert serial in shown
        assert "2027" in shown


def test_the_order_of_a_programme_is_told(client, daniyar):
    rules = full()
    programme(rules.model_copy(update={"first": rules.first.model_copy(update={"in_order": True})}))
    client.force_login(daniyar)
    client.post("/en/certificates/programmes/police/beginning/")
    assert "opens later" in page(client)


def test_somebody_else_s_certification_is_nowhere(client, daniyar, outsider):
    serial = certified(daniyar).periods.get().certificate.serial
    client.force_login(outsider)
    assert serial not in page(client)
    assert "Begin the programme" in page(client)


def test_pages_need_signing_in_and_know_no_other_programme(client, daniyar):
    programme()
    assert client.get("/en/certificates/programmes/police/").status_code == 302
    client.force_login(daniyar)
    assert client.get("/en/certificates/programmes/nothing/").status_code == 404
    assert client.get("/en/certificates/programmes/police/beginning/").status_code == 405


def test_query_budget_of_the_list_does_not_grow(client, daniyar, django_assert_max_num_queries):
    certified(daniyar)
    programme(full(months=24), slug="second")
    client.force_login(daniyar)
    client.post("/en/certificates/programmes/second/beginning/")
    client.get("/en/certificates/programmes/")
    with django_assert_max_num_queries(17):
        client.get("/en/certificates/programmes/")


@pytest.fixture
def desk(client, no_second_factor):
    arman = person("arman@narkostop.kz", is_staff=True)
    arman.groups.add(ensure_groups(ROLES)[ADMINISTRATORS.name])
    client.force_login(arman)
    return client


def form(**changes) -> dict:
    return {
        "title_kk": "Ювеналды полиция",
        "title_ru": "Ювенальная полиция",
        "slug": "police",
        "first_courses": [str(course("law").pk)],
        "months": 12,
        "window_days": 90,
        "grace_days": 30,
        "keeps_anniversary": "on",
        **changes,
    }


def test_a_programme_is_composed_and_every_change_of_rules_is_a_version(desk):
    desk.post(reverse("programmes:add"), form())
    made = Programme.objects.get()
    assert [each.rules.months for each in made.versions.all()] == [12]
    desk.post(reverse("programmes:edit", args=[made.pk]), form(title_ru="Другое имя"))
    assert made.versions.count() == 1
    desk.post(
        reverse("programmes:edit", args=[made.pk]), form(months=24, first_practicum=str(course("law").pk), in_force_from="2026-12-01")
    )
    assert [each.rules.months for each in made.versions.all()] == [12, 24]
    made.refresh_from_db()
    assert made.title_ru == "Ювенальная полиция"
    shown = desk.get(reverse("programmes:edit", args=[made.pk])).content.decode()
    assert 'value="24"' in shown


@pytest.mark.parametrize(
    "wrong",
    [
        {"window_days": 400},
        {"first_courses": []},
        {"first_courses": [], "first_choice": "law", "first_needed": 2},
        {"first_exam": str(EXAM)},
    ],
)
def test_a_programme_that_makes_no_sense_is_refused_with_nothing_saved(desk, wrong):
    if "first_choice" in wrong:
        wrong = {**wrong, "first_choice": [str(course("law").pk)]}
    answer = desk.post(reverse("programmes:add"), form(**wrong))
    assert answer.status_code == 200
    assert not Programme.objects.exists()


def test_a_trainer_composes_no_programmes(client, saule, no_second_factor):
    saule.is_staff = True
    saule.save()
    saule.groups.add(ensure_groups(ROLES)["Trainers"])
    client.force_login(saule)
    assert client.get(reverse("programmes:add")).status_code in (302, 403)


def test_the_desk_decides_and_the_person_s_page_follows(desk, daniyar):
    certification = certified(daniyar)
    assert "Қасымов" in desk.get(reverse("certifications:index")).content.decode()
    one = reverse("certification", args=[certification.pk])
    assert certification.periods.get().certificate.serial in desk.get(one).content.decode()

    def decide(name, **said):
        return desk.post(reverse("certification-decide", args=[certification.pk, name]), said)

    assert decide("leave", start="2026-03-01", until="2026-02-01", reason="Оқу").status_code == 200
    assert not certification.leaves.exists()
    assert decide("leave", start="2026-03-01", reason="Оқу").status_code == 302
    assert decide("return", until="2026-04-01").status_code == 302
    assert certification.periods.get().valid_until.isoformat() == "2027-02-21"
    decide("grant", first="2026-05-01", last="2026-05-31", reason="Мереке")
    assert certification.grants.get().until.isoformat() == "2026-06-01"
    decide("recognise", first="2020-01-01", last="2021-01-01", reason="ПК-1")
    assert certification.periods.count() == 1
    decide("revoke", reason="Емтихан бұзылған", courses_stand="on")
    assert certification.periods.get().revoked_reason == "Емтихан бұзылған"
    assert desk.get(reverse("certification-decide", args=[certification.pk, "nothing"])).status_code in (302, 404)


def test_the_desk_puts_somebody_into_a_programme(desk, daniyar):
    made = programme()
    desk.post(reverse("certification-begin"), {"email": daniyar.email.upper(), "programme": made.pk})
    assert made.certifications.get().person == daniyar
    assert desk.post(reverse("certification-begin"), {"email": "nobody@example.com", "programme": made.pk}).status_code == 200


def test_a_learner_decides_nothing(client, daniyar):
    certification = certified(daniyar)
    client.force_login(daniyar)
    for address in (reverse("certification", args=[certification.pk]), reverse("certification-decide", args=[certification.pk, "grant"])):
        assert client.get(address).status_code in (302, 403)
