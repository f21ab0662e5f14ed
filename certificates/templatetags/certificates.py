"""What other rooms' pages show of this one. `courses` may not import certificates; its templates may ask."""

from django import template
from django.utils.translation import get_language

from certificates.models import Certificate, Certification
from certificates.snapshot import words
from certificates.standing import certificates_of

register = template.Library()


@register.inclusion_tag("certificates/sheets.html", takes_context=True)
def my_certificates(context) -> dict:
    """The certificates of whoever is signed in, and the courses whose certificate waits for their name."""
    request = context["request"]
    return {"request": request, **certificates_of(request.user)}


@register.inclusion_tag("certificates/in_programmes.html", takes_context=True)
def my_programmes(context) -> dict:
    """The programmes that whoever is signed in is in, each one link away from where they stand. One query."""
    return {"certifications": Certification.objects.visible_to(context["request"].user).select_related("programme")}


@register.filter
def title_here(certificate: Certificate) -> str:
    """The course of a certificate in the language of the page."""
    return words(certificate.facts.title, get_language() or "")
