"""What the bank's desk asks for beside the bodies of questions."""

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from taggit.forms import TagField
from taggit.models import Tag
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput, AdminTagWidget

from quizzes.arranging import Changes
from quizzes.models import Category, Difficulty, Question
from quizzes.questions import LANGUAGES
from quizzes.shelving import shelves, why_not_inside


class ShelfIterator(ModelChoiceIterator):
    """Categories as a tree, the deeper the further in."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for shelf in shelves():
            yield (ModelChoiceIteratorValue(shelf.category.pk, shelf.category), str(shelf))


class ShelfField(forms.ModelChoiceField):
    """One category of the tree."""

    iterator = ShelfIterator

    def __init__(self, **options):
        options.setdefault("label", gettext_lazy("Category"))
        super().__init__(Category.objects.all(), **options)


def owners(also=None):
    """Who may own a question: staff, and whoever owns it now."""
    people = get_user_model().objects.filter(Q(is_staff=True, is_active=True) | Q(pk=also))
    return people.order_by("surname", "given_name", "email")


class QuestionForm(WagtailAdminModelForm):
    """The bank's entry beside its body. Saved by `quizzes.banking`, not by itself."""

    category = ShelfField()
    source_url = forms.URLField(assume_scheme="https", max_length=500, required=False, label=gettext_lazy("address of the source"))
    agreed_kk = forms.BooleanField(required=False, label=gettext_lazy("I checked that Kazakh says the same"))
    agreed_ru = forms.BooleanField(required=False, label=gettext_lazy("I checked that Russian says the same"))
    agreed_en = forms.BooleanField(required=False, label=gettext_lazy("I checked that English says the same"))

    class Meta:
        model = Question
        fields = ["code", "category", "tags", "difficulty", "owner", "source_title", "source_url", "checked_on", "review_by"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners(also=self.instance.owner_id)
        if self.instance.pk is None:
            self.fields["owner"].initial = self.for_user

    def facts(self):
        """The fields about the question, without the ticks."""
        return [self[name] for name in self.Meta.fields]

    def tick(self, language):
        return self[f"agreed_{language}"]

    @property
    def agreed(self) -> set[str]:
        return {code for code in LANGUAGES if self.cleaned_data.get(f"agreed_{code}")}


class CategoryForm(WagtailAdminModelForm):
    """A shelf and the shelf that it stands in."""

    parent = ShelfField(
        required=False,
        label=gettext_lazy("Inside"),
        empty_label=gettext_lazy("At the top"),
        help_text=gettext_lazy("A category of the bank."),
    )

    class Meta:
        model = Category
        fields = ["name", "slug", "parent"]

    def clean_parent(self):
        parent = self.cleaned_data["parent"]
        reason = why_not_inside(self.instance, parent)
        if reason:
            raise forms.ValidationError(reason)
        return parent

    def clean(self):
        cleaned = super().clean()
        if "name" in cleaned and "parent" in cleaned:
            same = Category.objects.filter(name=cleaned["name"], parent=cleaned["parent"]).exclude(pk=self.instance.pk)
            if same.exists():
                self.add_error("name", _("There is a category of this name here already."))
        return cleaned


class ChangesForm(forms.Form):
    """What many questions get at once. Every field may stay empty."""

    category = ShelfField(required=False, label=gettext_lazy("Move to the category"), empty_label=gettext_lazy("as it is"))
    add_tags = TagField(required=False, label=gettext_lazy("Add tags"), widget=AdminTagWidget)
    remove_tags = forms.ModelMultipleChoiceField(
        Tag.objects.none(), required=False, label=gettext_lazy("Take tags off"), widget=forms.CheckboxSelectMultiple
    )
    difficulty = forms.ChoiceField(
        required=False, label=gettext_lazy("Difficulty"), choices=[("", gettext_lazy("as it is")), *Difficulty.choices]
    )
    review_by = forms.DateField(required=False, label=gettext_lazy("Review by"), widget=AdminDateInput)
    owner = forms.ModelChoiceField(None, required=False, label=gettext_lazy("Owner"), empty_label=gettext_lazy("as it is"))

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners()
        worn = Tag.objects.filter(quizzes_questiontag_items__content_object__in=questions).distinct().order_by("name")
        self.fields["remove_tags"].queryset = worn
        if not worn:
            del self.fields["remove_tags"]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Choose at least one thing to change."))
        return cleaned

    def changes(self) -> Changes:
        said = self.cleaned_data
        return Changes(
            category=said["category"],
            difficulty=said["difficulty"] or None,
            owner=said["owner"],
            review_by=said["review_by"],
            add_tags=frozenset(said["add_tags"]),
            remove_tags=frozenset(tag.name for tag in said.get("remove_tags", ())),
        )
