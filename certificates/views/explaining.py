"""How to check a certificate without asking us: keys, lists and what to do with them. For anyone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from certificates.models import SigningCertificate, StatusList


@require_safe
def trust(request: HttpRequest) -> HttpResponse:
    """Two queries."""
    published = {"keys": SigningCertificate.objects.all(), "lists": StatusList.objects.order_by("-year").values_list("year", flat=True)}
    return render(request, "certificates/trust.html", published)
