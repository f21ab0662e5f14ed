"""Who issues certificates: edited in the CMS, copied into each certificate on its day."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable

from certificates import snapshot


def by_language(row: models.Model, field: str) -> snapshot.Text:
    """What a row says in `field_kk`, `field_ru`, `field_en`, without the empty ones."""
    return {code: text for code in snapshot.LANGUAGES if (text := getattr(row, f"{field}_{code}"))}


def in_each_language(field: str) -> list[FieldPanel]:
    return [FieldPanel(f"{field}_{code}") for code in snapshot.LANGUAGES]


@register_setting(icon="clipboard-list")
class Issuer(ClusterableModel, BaseGenericSetting):
    """The organisation on the certificates. One row."""

    name_kk = models.CharField(_("name in Kazakh"), max_length=255, default="Алматы қаласының «Наркостоп» жобасы")
    name_ru = models.CharField(_("name in Russian"), max_length=255, default="Проект города Алматы «Наркостоп»")
    name_en = models.CharField(_("name in English"), max_length=255, default="Narkostop, the drug-prevention project of the City of Almaty")
    place_kk = models.CharField(_("place in Kazakh"), max_length=60, default="Алматы қаласы")
    place_ru = models.CharField(_("place in Russian"), max_length=60, default="город Алматы")
    place_en = models.CharField(_("place in English"), max_length=60, default="Almaty")
    basis_kk = models.CharField(_("basis in Kazakh"), max_length=200, blank=True)
    basis_ru = models.CharField(_("basis in Russian"), max_length=200, blank=True)
    basis_en = models.CharField(_("basis in English"), max_length=200, blank=True)

    panels = [
        MultiFieldPanel(in_each_language("name"), heading=pgettext_lazy("organisation", "Name")),
        MultiFieldPanel(in_each_language("place"), heading=_("Place")),
        MultiFieldPanel(in_each_language("basis"), heading=_("Order or contract, if any")),
        InlinePanel("signatories", max_num=2, heading=_("Signatories"), label=_("Signatory")),
    ]

    class Meta:
        verbose_name = _("issuer of certificates")
        default_permissions = ("change",)

    @classmethod
    def current(cls) -> "Issuer":
        """The issuer as edited, or as it is before anybody edited it. Writes nothing."""
        return cls.objects.first() or cls()

    def facts(self) -> snapshot.Issuer:
        """What a certificate of today would print."""
        return snapshot.Issuer(
            name=by_language(self, "name"),
            place=by_language(self, "place"),
            basis=by_language(self, "basis"),
            signatories=tuple(
                snapshot.Signatory(name=by_language(who, "name"), role=by_language(who, "role")) for who in self.signatories.all()
            ),
        )


class Signatory(Orderable):
    """Who signs for the issuer. Without a name the role stands alone above the line."""

    issuer = ParentalKey(Issuer, on_delete=models.CASCADE, related_name="signatories")
    name_kk = models.CharField(pgettext_lazy("person", "name in Kazakh"), max_length=60, blank=True)
    name_ru = models.CharField(pgettext_lazy("person", "name in Russian"), max_length=60, blank=True)
    name_en = models.CharField(pgettext_lazy("person", "name in English"), max_length=60, blank=True)
    role_kk = models.CharField(_("role in Kazakh"), max_length=80)
    role_ru = models.CharField(_("role in Russian"), max_length=80)
    role_en = models.CharField(_("role in English"), max_length=80)

    panels = [
        MultiFieldPanel(in_each_language("name"), heading=pgettext_lazy("person", "Name")),
        MultiFieldPanel(in_each_language("role"), heading=_("Role")),
    ]

    class Meta(Orderable.Meta):
        default_permissions = ()

    def __str__(self):
        return self.name_ru
