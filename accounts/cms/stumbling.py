"""What Wagtail's own pages fall over, said in words instead: nothing of this is a fault of the server."""

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _


class DeskStumbles:
    """Under the desk's addresses: what others rest on is not deleted, and a form that lacks its fields is unreadable (400)."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.prefix = reverse("wagtailadmin_home")

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not request.path.startswith(self.prefix):
            return None
        if isinstance(exception, ProtectedError):
            messages.error(request, _("Nothing was deleted: other things rest on this."))
            return redirect(request.path)
        if isinstance(exception, MultiValueDictKeyError):
            return HttpResponseBadRequest()
        return None
