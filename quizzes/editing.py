"""Forms for the bodies of questions: three languages side by side, rows for choices, pairs, steps. Each type's editor names its parts."""

from collections.abc import Iterator
from string import ascii_lowercase
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.questions import LANGUAGES

RICH = ["bold", "italic", "ol", "ul"]


class LanguagesWidget(forms.MultiWidget):
    """One input for each language, next to each other."""

    template_name = "quizzes/admin/languages.html"

    def __init__(self, widget, attrs=None):
        super().__init__({code: widget() for code in LANGUAGES}, attrs)

    def decompress(self, value):
        return [(value or {}).get(code, "") for code in LANGUAGES]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for code, widget in zip(LANGUAGES, context["widget"]["subwidgets"], strict=True):
            widget["language"] = code
            widget["attrs"]["lang"] = code
        return context


class LanguagesField(forms.MultiValueField):
    """A text in three languages; its value is a {kk, ru, en} mapping without the empty ones."""

    def __init__(self, *, long=False, **options):
        options.setdefault("widget", LanguagesWidget(_area if long else forms.TextInput))
        fields = [forms.CharField(required=False) for _code in LANGUAGES]
        super().__init__(fields, require_all_fields=False, **options)

    def compress(self, values):
        return {code: value for code, value in zip(LANGUAGES, values, strict=False) if value}


def _rich():
    from wagtail.admin.rich_text import get_rich_text_editor_widget  # importing it runs every app's hooks, which import this

    return get_rich_text_editor_widget("default", features=RICH)


def _area():
    return forms.Textarea(attrs={"rows": 2})


class BodyForm(forms.Form):
    """What every body has. Editors add the fields of their type."""

    prompt = LanguagesField(long=True, label=gettext_lazy("Question"))
    feedback = LanguagesField(long=True, required=False, label=gettext_lazy("Explanation, shown after the attempt"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["prompt"].widget = LanguagesWidget(_rich)


class RowForm(forms.Form):
    """A row of a body. Its id never changes; a new row gets the next free letter."""

    id = forms.CharField(required=False, widget=forms.HiddenInput)


class Editor:
    """The forms of one body. `rows` names its lists; a type with fields of its own gives a `form_class`."""

    label: ClassVar[str]
    form_class: ClassVar[type[BodyForm]] = BodyForm
    rows: ClassVar[dict[str, type[RowForm]]] = {}
    row_labels: ClassVar[dict[str, str]] = {}
    new_rows: ClassVar[int] = 4

    def __init__(self, data=None, body: dict[str, Any] | None = None):
        body = body or {}
        self.form = self.form_class(data, prefix="body", initial=body)
        self.formsets = {}
        for name, form_class in self.rows.items():
            stored = body.get(name, [])
            formset = forms.formset_factory(form_class, extra=2 if body else self.new_rows, can_delete=True)
            self.formsets[name] = formset(data, prefix=name, initial=list(stored))

    def parts(self) -> Iterator[dict[str, Any]]:
        """The lists with their headings, for the template."""
        for name, formset in self.formsets.items():
            yield {"label": self.row_labels[name], "formset": formset}

    @property
    def media(self):
        media = self.form.media + forms.Media(css={"all": ["quizzes/editor.css"]})
        for formset in self.formsets.values():
            media += formset.empty_form.media
        return media

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *(formset.is_valid() for formset in self.formsets.values())])

    def body(self) -> dict[str, Any]:
        """The body as the forms say it; the type checks it."""
        body = {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}
        taken = {form.cleaned_data["id"] for form in self._kept() if form.cleaned_data.get("id")}
        free = (letter for letter in _letters() if letter not in taken)
        for name, formset in self.formsets.items():
            body[name] = [_row(form, free) for form in formset.forms if form in self._kept()]
        return body

    def add_errors(self, errors: dict[str, str]) -> None:
        """Puts what the type found wrong beside the field where it stands."""
        for path, message in errors.items():
            name, *rest = path.split(".")
            words = _(message)
            if name in self.formsets and rest:
                kept = [form for form in self.formsets[name].forms if form in self._kept()]
                field = rest[1] if len(rest) > 1 else None
                kept[int(rest[0])].add_error(field, words)
            else:
                self.form.add_error(name if name in self.form.fields else None, words)

    def _kept(self) -> list[RowForm]:
        """Rows that say something and are not to be deleted."""
        rows = [form for formset in self.formsets.values() for form in formset.forms]
        return [row for row in rows if (row.has_changed() or row.initial) and not row.cleaned_data.get("DELETE")]


def _row(form: RowForm, free: Iterator[str]) -> dict[str, Any]:
    values = {name: value for name, value in form.cleaned_data.items() if name != "DELETE" and value not in (None, "")}
    return {**values, "id": values.get("id") or next(free)}


def _letters() -> Iterator[str]:
    yield from ascii_lowercase
    yield from (first + second for first in ascii_lowercase for second in ascii_lowercase)
