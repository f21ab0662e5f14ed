"""The admin's frame around every page about one session."""

from django.urls import reverse
from django.utils.translation import pgettext
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class SessionPage(WagtailAdminTemplateMixin):
    """A page about `session`, or one step away from that, named `step`; the step leads back to `home`, a URL name."""

    header_icon = "date"
    home = "trainings_desk"
    step = None

    def get_page_title(self):
        return self.step or self.session.title()

    def get_page_subtitle(self):
        return self.session.title() if self.step else ""

    def get_breadcrumbs_items(self):
        items = [*self.breadcrumbs_items, {"url": reverse("training_sessions:index"), "label": pgettext("meeting", "Sessions")}]
        if self.step:
            items.append({"url": reverse(self.home, args=[self.session.pk]), "label": self.session.title()})
        return [*items, {"url": "", "label": self.get_page_title()}]
