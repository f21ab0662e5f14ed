"""The platform's addresses, and one behind which something breaks and names people."""

from django.db import IntegrityError
from django.urls import path

from lms.urls import urlpatterns as ours
from tests.lms.named import WORDS


def broken(request, code):
    try:
        raise IntegrityError(WORDS)
    except IntegrityError as problem:
        raise ValueError(f"{code}: {WORDS}") from problem


urlpatterns = [path("broken/<str:code>/", broken, name="broken"), *ours]
