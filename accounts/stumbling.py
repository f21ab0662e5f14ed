"""Requests that only somebody's own program sends, and that would fail deep inside: they are refused as unreadable."""

import json
import logging

from django.contrib import messages
from django.db import DataError
from django.db.models import ProtectedError
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.users.models import UserProfile

logger = logging.getLogger(__name__)


class Unstorable:
    """What no column can hold (a NUL in a text, a number beyond 64 bits, half a surrogate) is answered with 400, wherever it was sent.

    Forms refuse most of it in words; this is for what arrives beside forms: in addresses, queries and hidden fields.
    """

    REFUSED = (DataError, OverflowError, UnicodeEncodeError)  # PostgreSQL's word for it, SQLite's, and Python's before either

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, self.REFUSED):
            return None
        logger.warning("Unstorable input: %s", type(exception).__name__, exc_info=exception)
        return HttpResponseBadRequest()


class AtTheDesk:
    """What Wagtail's own pages fall over: what others rest on is not deleted, and a form that lacks its fields is unreadable (400)."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.prefix = reverse("wagtailadmin_home")

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not request.path.startswith(self.prefix):
            return None
        if isinstance(exception, ProtectedError):
            with override(UserProfile.get_for_user(request.user).get_preferred_language()):  # the desk's, not that of the address
                messages.error(request, _("Nothing was deleted: other things rest on this."))
            return redirect(request.path)
        if isinstance(exception, (MultiValueDictKeyError, json.JSONDecodeError)):
            return HttpResponseBadRequest()
        return None
