"""The people of the demo academy. Their password is printed on the sign-in page, so they exist nowhere else."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from accounts.granting import ensure_groups
from accounts.models import Audience, User
from lms.roles import ADMINISTRATORS, REVIEWERS, ROLES, TRAINERS

PASSWORD = "qalqan-demo"  # noqa: S105 known to everybody on purpose


@dataclass(frozen=True)
class DemoPerson:
    email: str
    surname: str
    given_name: str
    patronymic: str
    latin_name: str
    audience: Audience
    language: str
    group: str = ""
    is_superuser: bool = False


CAST = (
    DemoPerson("teacher@qalqan.demo", "Сейітқали", "Айгерім", "Нұрланқызы", "Aigerim Seiitkali", Audience.TEACHER, "kk"),
    DemoPerson("officer@qalqan.demo", "Қасымов", "Данияр", "Ерланұлы", "Daniyar Kassymov", Audience.POLICE, "ru"),
    DemoPerson("trainer@qalqan.demo", "Әбенова", "Сәуле", "Маратқызы", "Saule Abenova", Audience.OTHER, "kk", TRAINERS.name),
    DemoPerson("reviewer@qalqan.demo", "Орлова", "Наталья", "Викторовна", "Natalya Orlova", Audience.OTHER, "ru", REVIEWERS.name),
    DemoPerson("admin@qalqan.demo", "Жұмабаев", "Арман", "Серікұлы", "Arman Zhumabayev", Audience.OTHER, "ru", ADMINISTRATORS.name, True),
)


@transaction.atomic
def make_demo_people() -> dict[str, User]:
    """Make who is missing, with a confirmed address and `PASSWORD`; by the first part of the address. A second call changes nobody."""
    if not settings.DEMO:
        raise ImproperlyConfigured("Demo people have a known password: they are made in the demo academy only (DEMO=1).")
    groups = ensure_groups(ROLES)
    return {one.email.split("@")[0]: _make(one, groups) for one in CAST}


def _make(one: DemoPerson, groups: dict[str, Group]) -> User:
    if known := User.objects.filter(email=one.email).first():
        return known
    facts = {name: value for name, value in vars(one).items() if name not in ("email", "group")}
    person = User.objects.create_user(one.email, PASSWORD, is_staff=bool(one.group), **facts)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    if one.group:
        person.groups.add(groups[one.group])
    return person
