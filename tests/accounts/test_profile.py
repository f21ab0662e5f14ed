"""Who I am: names as in the document, and the news that they were given."""

import unicodedata

import pytest
from django.urls import reverse
from django.utils.translation import override

from accounts.forms import ProfileForm
from accounts.introducing import introduce
from accounts.models import Organisation, User
from accounts.names import is_latin, is_name, tidy
from accounts.signals import names_given
from tests import people

PAGE = "/kk/me/"


@pytest.fixture
def nameless(db) -> User:
    return people.person("new@mektep.kz")


@pytest.fixture
def told():
    """Everybody whose names were announced."""
    heard = []

    def hear(person, **_):
        heard.append(person)

    names_given.connect(hear)
    yield heard
    names_given.disconnect(hear)


def facts(**more) -> dict:
    return {"surname": "Сейітқали", "given_name": "Айгерім", "audience": "teacher", "language": "kk", **more}


@pytest.mark.parametrize(
    "name",
    ["Ә", "Әлия", "Қыз-Жібек", "О'Коннор", "Д’Артаньян", "Мәди ұлы", "Nurğalıev", "Ли", "李", "Ñandú", "Үмітқазы", "Ғ" * 100],
    ids=lambda name: name[:12],
)
def test_names_of_any_script_are_names(name):
    assert is_name(tidy(name))


@pytest.mark.parametrize("name", ["Айгерім1", "<b>", "Айгерім!", "-", "'", "a_b", "Aйгерім@", "😀", "Айгерім\u200b"])
def test_other_signs_are_not(name):
    assert not is_name(tidy(name))


def test_a_name_is_trimmed_and_composed_but_never_rewritten():
    decomposed = unicodedata.normalize("NFD", "Йәйший Қайрат")
    assert tidy(f"  {decomposed}\u00a0 ") == "Йәйший Қайрат"


@pytest.mark.parametrize(("name", "latin"), [("Aigerim Seiitkali", True), ("D'Arc-Müller", True), ("Айгерім", False), ("Аigerim", False)])
def test_the_latin_name_takes_latin_letters_only(name, latin):
    assert is_latin(name) is latin


def test_aigerim_fills_in_her_profile(client, nameless):
    school = Organisation.objects.create(name_kk="№ 5 мектеп", name_ru="Школа № 5")
    client.force_login(nameless)
    answer = client.post(PAGE, facts(surname="  Сейітқали ", latin_name="Aigerim Seiitkali", organisation=school.pk))
    assert answer.url == PAGE
    nameless.refresh_from_db()
    assert nameless.full_name == "Сейітқали Айгерім"
    assert nameless.organisation == school


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("surname", "Сейітқали2", "A name is written with letters, apostrophes, hyphens and spaces."),
        ("surname", "Ә" * 101, "Ensure this value has at most 100 characters (it has 101)."),
        ("latin_name", "Айгерім", "Only Latin letters here, as in your passport."),
        ("language", "fr", "Select a valid choice. fr is not one of the available choices."),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(client, nameless, field, value, error):
    client.force_login(nameless)
    answer = client.post("/en/me/", facts(**{field: value}))
    assert answer.context["form"].errors[field] == [error]
    nameless.refresh_from_db()
    assert not nameless.can_be_certified


def test_names_may_wait(client, nameless, told):
    client.force_login(nameless)
    assert client.post(PAGE, facts(surname="", given_name="")).status_code == 302
    assert told == []


def test_a_certificate_says_why_it_asks_for_names_and_leads_back(client, nameless):
    client.force_login(nameless)
    page = client.get("/en/me/?reason=certificate&next=/kk/me/security/").content.decode()
    assert "Your certificate is earned and waits for your name" in page

    answer = client.post("/en/me/", facts(surname="", next="/kk/me/security/", reason="certificate"))
    assert answer.context["form"].errors["surname"] == ["This field is required."]

    answer = client.post("/en/me/", facts(next="/kk/me/security/", reason="certificate"))
    assert answer.url == "/kk/me/security/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_way_back_never_leaves_the_site(client, nameless, elsewhere):
    client.force_login(nameless)
    assert client.post(PAGE, facts(next=elsewhere)).url == PAGE


def test_a_new_language_is_spoken_at_once(client, nameless):
    client.force_login(nameless)
    answer = client.post(PAGE, facts(language="ru"))
    assert answer.url == "/ru/me/"
    assert client.cookies["django_language"].value == "ru"


def test_given_names_are_announced_once(nameless, told):
    introduce(nameless, surname="Сейітқали")
    assert told == []
    introduce(nameless, given_name="Айгерім")
    introduce(nameless, given_name="Айгерім")
    introduce(nameless, surname="Нұрланова")
    assert told == [nameless]


def test_who_cannot_be_told_stops_the_change(nameless):
    def refuse(**_):
        raise RuntimeError

    names_given.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            introduce(nameless, surname="Сейітқали", given_name="Айгерім")
    finally:
        names_given.disconnect(refuse)
    nameless.refresh_from_db()
    assert not nameless.surname


def test_a_rejected_form_does_not_change_the_name_in_the_frame(client, aigerim):
    client.force_login(aigerim)
    answer = client.post("/kk/me/", facts(given_name="Басқа", surname="Сейітқали2"))
    assert answer.wsgi_request.user.given_name == "Айгерім"


@pytest.mark.parametrize(("language", "order"), [("kk", ["А", "Б"]), ("ru", ["В", "Я"])])
def test_organisations_stand_in_the_order_of_the_page_language(db, language, order):
    Organisation.objects.create(name_kk="А", name_ru="Я")
    Organisation.objects.create(name_kk="Б", name_ru="В")
    with override(language):
        choices = ProfileForm().fields["organisation"].queryset
        assert [str(one) for one in choices] == order


def test_profile_and_security_have_names_that_others_link_to(db):
    assert reverse("accounts:profile").endswith("/me/")
    assert reverse("accounts:security").endswith("/me/security/")
