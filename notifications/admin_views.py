"""Letters that did not leave, in the CMS: to whom, about what, why, and what to do."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from notifications.access import may_look, may_retry
from notifications.models import Letter
from notifications.posting import subject_of
from notifications.retrying import set_aside, try_again, try_all_again

A_PAGE = 50


@dataclass(frozen=True)
class Undelivered:
    """A line of the list. A letter that cannot be written has no subject either: then it goes by its event."""

    letter: Letter

    @property
    def subject(self) -> str:
        try:
            return subject_of(self.letter.person, self.letter.template, self.letter.context)
        except Exception:  # whatever the template stumbled over is what this line reports
            return self.letter.event


class FailingLetters(WagtailAdminTemplateMixin, TemplateView):
    """What was tried in vain: first what nobody tries any more, then the latest failures."""

    template_name = "notifications/admin/failing.html"
    page_title = gettext_lazy("Letters that did not leave")
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        if not may_look(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        found = Letter.objects.failing().select_related("person").order_by(F("due_at").asc(nulls_first=True), "-failed_at")
        page = Paginator(found, A_PAGE).get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            "page": page,
            "letters": [Undelivered(letter) for letter in page],
            "given_up": Letter.objects.failing().filter(due_at=None).count(),
            "may_retry": may_retry(self.request.user),
        }


class Retry(View):
    """POST only; whoever may only look finds nothing here."""

    http_method_names = ["post"]

    def dispatch(self, request, *args, **kwargs):
        if not may_retry(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class OneLetter(Retry):
    """Does `verb` with a letter; `done` says so."""

    verb: Callable[..., bool]
    done: str

    def post(self, request, pk):
        letter = get_object_or_404(Letter, pk=pk)
        if self.verb(letter, by=request.user, at=timezone.now()):
            messages.success(request, self.done)
        else:
            messages.warning(request, _("Nothing changed: the letter has left, or is being tried right now."))
        return redirect("letters_failing")


class TryAgain(OneLetter):
    verb = staticmethod(try_again)
    done = gettext_lazy("The letter is on its way again.")


class SetAside(OneLetter):
    verb = staticmethod(set_aside)
    done = gettext_lazy("The letter is set aside: nobody sends it.")


class TryAllAgain(Retry):
    def post(self, request):
        number = try_all_again(by=request.user, at=timezone.now())
        said = ngettext("Letters on their way again: %(number)s", "Letters on their way again: %(number)s", number)
        messages.success(request, said % {"number": number})
        return redirect("letters_failing")


class FailingNotice(Component):
    """Says on the CMS's first page that letters do not leave."""

    order = 20
    template_name = "notifications/admin/notice.html"

    def __init__(self, number: int):
        self.number = number

    def get_context_data(self, parent_context):
        return {"number": self.number}
