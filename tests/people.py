"""The people every test is about."""

from wagtail.users.models import UserProfile

from accounts.granting import ensure_groups
from accounts.models import Audience, User
from lms.roles import ROLES

PASSWORD = "Kok-Tobe-2026!"


def aigerim(**fields) -> User:
    """Aigerim, a teacher who reads Kazakh."""
    return person("aigerim@mektep.kz", surname="Сейітқали", given_name="Айгерім", patronymic="Нұрланқызы", **fields)


def daniyar(**fields) -> User:
    """Daniyar, a juvenile police officer who reads Russian."""
    return person("daniyar@police.kz", surname="Қасымов", given_name="Данияр", audience=Audience.POLICE, language="ru", **fields)


def saule(**fields) -> User:
    """Saule, a trainer."""
    return person("saule@narkostop.kz", surname="Әбенова", given_name="Сәуле", **fields)


def outsider(**fields) -> User:
    """Somebody who has no business here."""
    return person("outsider@example.com", surname="Бөтенов", given_name="Біреу", **fields)


def person(email, **fields) -> User:
    """Anybody with a verified address and the password `PASSWORD`."""
    made = User.objects.create_user(email, PASSWORD, **fields)
    made.emailaddress_set.create(email=email, verified=True, primary=True)
    return made


def at_the_desk(who: User, role: str, language: str = "en") -> User:
    """Gives somebody a role in the CMS, which then speaks that language to them."""
    who.groups.add(ensure_groups(ROLES)[role])
    who.is_staff = True
    who.save()
    UserProfile.objects.create(user=who, preferred_language=language)
    return who
