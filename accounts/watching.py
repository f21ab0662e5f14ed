"""What operators are told of people's accounts."""

from django.core.checks import CheckMessage, Error, Info, Warning

from accounts.models import ConsentText, User


def consent() -> CheckMessage:
    """Whether there is a text for people to agree to: nobody's data may be kept without."""
    if ConsentText.objects.exists():
        return Info("There is a text that people agree to.")
    return Error("There is no text for people to agree to.", hint="manage.py load_content brings one; the CMS has the next ones.")


def administrator() -> CheckMessage:
    """Whether somebody may do everything."""
    if User.objects.filter(is_superuser=True, is_active=True).exists():
        return Info("There is an administrator.")
    return Warning("Nobody may do everything.", hint="manage.py createsuperuser")


CHECKS = (consent, administrator)
