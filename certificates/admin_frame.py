"""The CMS's frame around our own pages about certificates and programmes: for whom, and where the trail leads through."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from certificates.models import Certificate

Link = dict[str, Any]


class DeskPage(WagtailAdminTemplateMixin):
    """A page for whoever has all of `permissions`, or as `may` says; `trail` are the pages that lead to it.

    Where neither is said, everybody of the CMS gets in, and what they see there is filtered.
    """

    permissions: tuple[str, ...] = ()

    def dispatch(self, request, *args, **kwargs):
        if not self.may(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may(self, person) -> bool:
        return person.has_perms(self.permissions)

    def trail(self) -> list[Link]:
        return []

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, *self.trail(), link(self.get_page_title())]


class RegisterPage(DeskPage):
    """A page that the register of certificates leads to."""

    header_icon = "clipboard-list"

    def trail(self):
        return [link(_("Certificates"), "certificates_register:index")]


class CertificatePage(RegisterPage):
    """A page about one `certificate` of those that `certificates` gives."""

    def certificates(self) -> QuerySet[Certificate]:
        return Certificate.objects.all()

    @cached_property
    def certificate(self) -> Certificate:
        return get_object_or_404(self.certificates(), pk=self.kwargs["pk"])

    def trail(self):
        return [*super().trail(), link(self.certificate.serial, "certificates_register:inspect", self.certificate.pk)]


class PeoplePage(DeskPage):
    """A page that the list of people in programmes leads to."""

    header_icon = "group"

    def trail(self):
        return [link(_("People in programmes"), "certifications:index")]


def link(label: Any, name: str = "", *args: Any) -> Link:
    """One step of a trail; the page itself has no address there."""
    return {"label": label, "url": reverse(name, args=args) if name else ""}
