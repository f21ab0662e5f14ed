"""Editing a case: the situation, then each question of it in the editor of its own type."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes import editing
from quizzes.folders import editor_of

MOST = 6
LETTERS = "abcdefghijkl"  # ids of parts: twice as many as there can be, so that one taken out does not lend its id at once


class PartsForm(editing.BodyForm):
    """The situation; `kinds` remembers which questions the page shows, `add` asks for one more."""

    kinds = forms.CharField(required=False, widget=forms.HiddenInput)
    add = forms.ChoiceField(required=False, label=gettext_lazy("One more question of the type"))
    field_order = ["prompt", "feedback", "add", "kinds"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        from quizzes.registry import SIMPLE  # the registry makes this type

        self.fields["add"].choices = [("", "—"), *((name, editor_of(name).label) for name in SIMPLE)]

    def clean_kinds(self):
        known = dict(self.fields["add"].choices)
        return [name for name in self.cleaned_data["kinds"].split() if name in known][:MOST]


class PartForm(forms.Form):
    """Takes a question out of the case."""

    remove = forms.BooleanField(required=False, label=gettext_lazy("Take this question out"))


class Editor(editing.Editor):
    """Asking for one more question shows its fields; nothing is saved until none is asked for."""

    label = gettext_lazy("Case with several questions")
    form_class = PartsForm

    def __init__(self, data=None, body: dict[str, Any] | None = None, prefix: str = ""):
        parts = (body or {}).get("parts", [])
        initial = {**(body or {}), "kinds": " ".join(part["kind"] for part in parts)}
        super().__init__(data, initial, prefix)
        self.stored = parts
        self.data = data

    @cached_property
    def kinds(self) -> list[str]:
        """The questions that the page shows, with the one that was just asked for."""
        if not self.form.is_bound:
            return [part["kind"] for part in self.stored]
        self.form.is_valid()
        asked = self.form.cleaned_data.get("add")
        return [*self.form.cleaned_data.get("kinds", []), *([asked] if asked else [])][:MOST]

    @cached_property
    def parts_shown(self) -> list[tuple[PartForm, editing.Editor]]:
        shown = []
        for number, kind in enumerate(self.kinds):
            prefix = f"part-{number}-"
            data = self.data if self.data and f"{prefix}body-prompt_kk" in self.data else None
            stored = self.stored[number]["body"] if number < len(self.stored) and self.stored[number]["kind"] == kind else None
            shown.append((PartForm(data, prefix=f"{prefix}part"), editor_of(kind)(data, stored, prefix)))
        return shown

    def parts(self) -> Iterator[dict[str, Any]]:
        for number, (part, editor) in enumerate(self.parts_shown):
            heading = _("Part %(letter)s") % {"letter": LETTERS[number].upper()}
            yield {"label": f"{heading}: {editor.label}", "forms": [part, editor.form], "formset": None}
            yield from ({**each, "label": f"{heading}: {each['label']}"} for each in editor.parts())

    @property
    def media(self):
        media = super().media
        for _part, editor in self.parts_shown:
            media += editor.media
        return media

    @cached_property
    def parts_kept(self) -> list[tuple[int, editing.Editor]]:
        """The questions that stay, each with its place on the page. What is missing in those taken out does not matter."""
        shown = enumerate(self.parts_shown)
        return [(number, editor) for number, (part, editor) in shown if not (part.is_valid() and part.cleaned_data["remove"])]

    def is_valid(self) -> bool:
        valid = [super().is_valid(), *(editor.form.is_bound and editor.is_valid() for _number, editor in self.parts_kept)]
        if self.form.cleaned_data.get("add"):
            self._ask_for_more()
            return False
        return all(valid)

    def _ask_for_more(self) -> None:
        """Says what became of the wish for one more question; the page then remembers it as one of its own."""
        there = len(self.form.cleaned_data.get("kinds", []))
        full, added = _("A case has at most six questions."), _("Its fields stand below now. Fill them in and save.")
        self.form.data = {**self.form.data.dict(), self.form.add_prefix("kinds"): " ".join(self.kinds), self.form.add_prefix("add"): ""}
        self.form.add_error("add", full if there >= MOST else added)

    def body(self) -> dict[str, Any]:
        body = {name: value for name, value in self.form.body().items() if name not in ("kinds", "add")}
        taken = {part["id"] for part in self.stored}
        free = (letter for letter in LETTERS if letter not in taken)
        parts = [
            {"id": self._id_of(number) or next(free), "kind": self.kinds[number], "body": editor.body()}
            for number, editor in self.parts_kept
        ]
        return {**body, "parts": parts}

    def _id_of(self, number: int) -> str | None:
        """The id of a question that was there before."""
        known = self.stored[number : number + 1]
        return known[0]["id"] if known and known[0]["kind"] == self.kinds[number] else None

    def add_errors(self, errors: dict[str, str]) -> None:
        """What is wrong within a part is said in that part's editor."""
        own = {}
        for path, message in errors.items():
            name, _dot, rest = path.partition(".")
            number, _dot, inner = rest.partition(".")
            if name == "parts" and number.isdigit():
                _kind, _dot, field = inner.partition(".body")
                self.parts_kept[int(number)][1].add_errors({field.strip("."): message})
            else:
                own[path] = message
        super().add_errors(own)
