from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class ConsentText(models.Model):
    """One version of what people agree to. A published text is never edited: a new version follows it."""

    version = models.CharField(_("version"), max_length=20, unique=True)
    published_at = models.DateTimeField(_("published at"))
    title = models.JSONField(_("title by language"))
    body = models.JSONField(_("text by language"))

    class Meta:
        ordering = ["-published_at"]
        get_latest_by = "published_at"
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")

    def __str__(self):
        return self.version

    @property
    def title_here(self) -> str:
        """The title in the language of the page."""
        return _in_language_of_page(self.title)

    @property
    def body_here(self) -> str:
        """The text in the language of the page: rich text, as its editor left it."""
        return _in_language_of_page(self.body)


class Consent(models.Model):
    """That a person agreed to a version, in a language, at an instant; withdrawn consent stays on record."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents")
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    given_at = models.DateTimeField()
    address_hash = models.CharField(max_length=64, blank=True, help_text=_("Keyed hash of the network address."))
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "text"], condition=models.Q(withdrawn_at=None), name="consent_one_standing_per_person_and_text"
            )
        ]

    def __str__(self):
        return f"{self.person} {self.text}"


def _in_language_of_page(words: dict[str, str]) -> str:
    return words.get(get_language() or "") or words.get("ru", "")
