"""Translating a page is writing it: whoever may not write or publish it does neither by way of its translations.

wagtail-localize asks for one permission, whatever the page.
"""

from django.core.exceptions import PermissionDenied
from wagtail.models import Page
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView


class SubmitPage(SubmitPageTranslationView):
    """For whoever may write the page."""

    def get_object(self):
        page = super().get_object()
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return page


class UnpublishedForm(UpdateTranslationsForm):
    """Without the choice to publish."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["publish_translations"]

    def clean(self):
        return {**super().clean(), "publish_translations": False}


class Update(UpdateTranslationsView):
    """For whoever may write the page; published at once only by whoever may publish it."""

    def get_object(self):
        source = super().get_object()
        instance = source.get_source_instance()
        self.may_publish = True
        if isinstance(instance, Page):
            permissions = instance.permissions_for_user(self.request.user)
            if not permissions.can_edit():
                raise PermissionDenied
            self.may_publish = permissions.can_publish()
        return source

    def get_form(self):
        if self.may_publish:
            return super().get_form()
        return UnpublishedForm(self.request.POST if self.request.method == "POST" else None)
