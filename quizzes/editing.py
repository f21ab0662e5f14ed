"""Forms for the bodies of questions: three languages side by side, rows for choices, pairs, steps. Each type's editor names its parts."""

from collections.abc import Iterator
from string import ascii_lowercase
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images import get_image_model

from quizzes.questions import LANGUAGES

NOTHING = (None, "", {}, [])
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
        whole = context["widget"]["attrs"].get("id", name)
        for (code, title), widget in zip(settings.LANGUAGES, context["widget"]["subwidgets"], strict=True):
            widget["language"] = title
            widget["language_id"] = f"{whole}-{code}"
            widget["attrs"] |= {"lang": code, "aria-labelledby": f"{self.id_for_label(whole)}-label {whole}-{code}"}
        return context

    def id_for_label(self, id_):
        """The label of the field stands at the first input; the others name it with their language."""
        return f"{id_}_0"


class LanguagesField(forms.MultiValueField):
    """A text in three languages; its value is a {kk, ru, en} mapping without the empty ones."""

    def __init__(self, *, long=False, **options):
        options.setdefault("widget", LanguagesWidget(_area if long else forms.TextInput))
        fields = [forms.CharField(required=False) for _code in LANGUAGES]
        super().__init__(fields, require_all_fields=False, **options)

    def compress(self, values):
        return {code: value for code, value in zip(LANGUAGES, values, strict=False) if value}


class LinesWidget(LanguagesWidget):
    """A box for each language whose lines are the items of a list."""

    def __init__(self, to_lines=list, attrs=None):
        super().__init__(_area, attrs)
        self.to_lines = to_lines

    def decompress(self, value):
        return ["\n".join(self.to_lines(value or {}, code)) for code in LANGUAGES]


class LinesField(forms.MultiValueField):
    """A list written line by line in three languages. Subclasses say how a value becomes lines and lines a value."""

    def __init__(self, **options):
        options.setdefault("widget", LinesWidget(self.to_lines))
        super().__init__([forms.CharField(required=False, strip=False) for _code in LANGUAGES], require_all_fields=False, **options)

    def compress(self, values):
        lines = {code: _lines(text) for code, text in zip(LANGUAGES, values, strict=False)}
        return self.from_lines({code: listed for code, listed in lines.items() if listed})

    def prepare_value(self, value):
        """A stored list as what stands in the boxes; a list of texts is what was typed into them."""
        stored = isinstance(value, list) and value and isinstance(value[0], dict)
        return self.widget.decompress(value) if stored else value

    @staticmethod
    def to_lines(value, code):
        raise NotImplementedError

    def from_lines(self, lines):
        raise NotImplementedError

    def aligned(self, lines: dict[str, list[Any]]) -> int:
        """The number of lines, the same in every language that has any."""
        counts = {len(listed) for listed in lines.values()}
        if len(counts) > 1:
            raise forms.ValidationError(_("Each language needs the same number of lines."))
        return counts.pop() if counts else 0


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


class VariantsField(LinesField):
    """Accepted answers: as many as wanted in each language."""

    @staticmethod
    def to_lines(value, code):
        return value.get(code, [])

    def from_lines(self, lines):
        return lines


class OptionsField(LinesField):
    """Choices of a gap, line by line; the right one begins with =. Their ids are the letters of their places."""

    @staticmethod
    def to_lines(value, code):
        return [("=" if choice.get("correct") else "") + choice["text"].get(code, "") for choice in value or []]

    def from_lines(self, lines):
        choices = []
        for place in range(self.aligned(lines)):
            written = {code: listed[place] for code, listed in lines.items()}
            correct = {text.startswith("=") for text in written.values()}
            if len(correct) > 1:
                raise forms.ValidationError(_("The right choice stands in the same line in each language."))
            texts = {code: text.removeprefix("=").strip() for code, text in written.items()}
            choices.append({"id": ascii_lowercase[place], "text": texts, **({"correct": True} if correct == {True} else {})})
        return choices


class LevelsField(LinesField):
    """Levels of a criterion: `points: what earns them`, line by line."""

    @staticmethod
    def to_lines(value, code):
        return [f"{level['points']}: {level['text'].get(code, '')}" for level in value or []]

    def from_lines(self, lines):
        levels = []
        for place in range(self.aligned(lines)):
            written = {code: listed[place].partition(":") for code, listed in lines.items()}
            points = {number.strip() for number, _colon, _text in written.values()}
            if len(points) > 1 or not all(number.isascii() and number.isdigit() for number in points):
                raise forms.ValidationError(_("Each line begins with points and a colon, the same in each language: “2: two sources”."))
            levels.append({"points": int(points.pop()), "text": {code: text.strip() for code, (_number, _colon, text) in written.items()}})
        return levels


class FoldsField(forms.MultipleChoiceField):
    """Which differences between typed words do not count."""

    CHOICES = [
        ("case", gettext_lazy("capital and small letters")),
        ("yo", gettext_lazy("ё and е")),
        ("lookalikes", gettext_lazy("Latin letters that look Cyrillic")),
        ("kazakh", gettext_lazy("Kazakh letters and the Russian ones typed for them")),
    ]

    def __init__(self, **options):
        options = {"required": False, "label": gettext_lazy("Does not count"), "widget": forms.CheckboxSelectMultiple, **options}
        super().__init__(choices=self.CHOICES, initial=dict.fromkeys(dict(self.CHOICES), True), **options)

    def prepare_value(self, value):
        return [name for name, _label in self.CHOICES if value.get(name, True)] if isinstance(value, dict) else value

    def clean(self, value):
        chosen = super().clean(value)
        return {name: name in chosen for name, _label in self.CHOICES}

    def has_changed(self, initial, data):
        return False  # alone it makes no row


def _image_chooser():
    from wagtail.images.widgets import AdminImageChooser  # as below

    return AdminImageChooser()


def _rich():
    from wagtail.admin.rich_text import get_rich_text_editor_widget  # importing it runs every app's hooks, which import this

    return get_rich_text_editor_widget("default", features=RICH)


def _area():
    return forms.Textarea(attrs={"rows": 2})


class BodyForm(forms.Form):
    """What every body has. Editors add the fields of their type."""

    prompt = LanguagesField(long=True, label=gettext_lazy("Question"))
    feedback = LanguagesField(long=True, required=False, label=gettext_lazy("Explanation, shown after the attempt"))

    image = forms.ModelChoiceField(queryset=None, required=False, label=gettext_lazy("Picture"))
    alt = LanguagesField(required=False, label=gettext_lazy("Words for the picture"))

    def __init__(self, *args, initial=None, **kwargs):
        picture = (initial or {}).get("picture") or {}
        super().__init__(*args, initial={**(initial or {}), "image": picture.get("image"), "alt": picture.get("alt")}, **kwargs)
        self.fields["prompt"].widget = LanguagesWidget(_rich)
        self.fields["image"].queryset = get_image_model().objects.all()
        self.fields["image"].widget = _image_chooser()

    def body(self):
        """What the form says, as a body has it."""
        values = {name: value for name, value in self.cleaned_data.items() if value not in NOTHING}
        image, alt = values.pop("image", None), values.pop("alt", {})
        return {**values, "picture": {"image": image.pk, "alt": alt}} if image else values

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("image") and not cleaned.get("alt"):
            self.add_error("alt", _("Say in words what the picture shows: not everybody sees it."))
        return cleaned


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

    def __init__(self, data=None, body: dict[str, Any] | None = None, prefix: str = ""):
        body = body or {}
        self.form = self.form_class(data, prefix=f"{prefix}body", initial=body)
        self.formsets = {}
        for name, form_class in self.rows.items():
            stored = body.get(name, [])
            formset = forms.formset_factory(form_class, extra=2 if body else self.new_rows, can_delete=True)
            self.formsets[name] = formset(data, prefix=f"{prefix}{name}", initial=list(stored))

    def parts(self) -> Iterator[dict[str, Any]]:
        """The lists with their headings, for the template."""
        for name, formset in self.formsets.items():
            yield {"label": self.row_labels[name], "formset": formset, "forms": formset.forms}

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
        body = self.form.body()
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
    values = {name: value for name, value in form.cleaned_data.items() if name != "DELETE" and value not in NOTHING}
    return {**values, "id": values.get("id") or next(free)}


def _letters() -> Iterator[str]:
    yield from ascii_lowercase
    yield from (first + second for first in ascii_lowercase for second in ascii_lowercase)
