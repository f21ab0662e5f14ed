from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """For whom a course is written, and what a person says of their own work."""

    TEACHER = "teacher", _("Teacher")
    POLICE = "police", _("Juvenile police officer")
    VOLUNTEER = "volunteer", _("Volunteer")
    OTHER = "other", _("Other")


class People(BaseUserManager):
    """Makes accounts; e-mail addresses are stored in lower case."""

    def create_user(self, email, password=None, **fields):
        if not email:
            raise ValueError("An account needs an e-mail address.")
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Signs in by e-mail; the names are those of the identity document, never converted between alphabets.

    The patronymic is optional and free-form. An account may live without names; a certificate asks for surname and given name first.
    """

    wagtail_reference_index_ignore = True  # written at every step of every learner; nobody asks where it is used

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    surname = models.CharField(_("surname"), max_length=100, blank=True)
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    patronymic = models.CharField(_("patronymic (if any)"), max_length=100, blank=True)
    latin_name = models.CharField(
        _("name in Latin letters"), max_length=200, blank=True, help_text=_("As in your passport. Printed on the English certificate.")
    )
    audience = models.CharField(_("I am"), max_length=16, choices=Audience, default=Audience.TEACHER)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("organisation")
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="kk")
    is_staff = models.BooleanField(_("staff"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    erased_at = models.DateTimeField(null=True, editable=False)  # nobody's account any more: see accounts.erasing
    date_joined = models.DateTimeField(_("joined at"), default=timezone.now, editable=False)

    objects = People()
    USERNAME_FIELD = EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique_in_any_case"),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(surname="", given_name="", patronymic="", latin_name="", is_active=False),
                name="user_erased_is_nobody",
            ),
        ]

    def __str__(self):
        return self.full_name or self.email

    @property
    def full_name(self) -> str:
        """Surname, given name, patronymic: the order of documents in Kazakhstan."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)

    @property
    def can_be_certified(self) -> bool:
        """Whether a certificate can be written in this name."""
        return bool(self.surname and self.given_name)

    @property
    def has_access(self) -> bool:
        """Whether they have a role: whatever they do with it bears their name. One query for people without."""
        return self.is_superuser or self.is_staff or self.groups.exists()

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.given_name or self.email
