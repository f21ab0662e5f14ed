"""The form of a design: its name, and what it prints, from which the next version is made. A preview is drawn from it without saving."""

from hashlib import sha256
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from certificates.designing import keep_version, make_default, pictures_in, unchosen
from certificates.layouts import LAYOUTS
from certificates.models import Design
from certificates.models.designs import Content
from certificates.pictures import NotAPicture, plain
from certificates.snapshot import LANGUAGES, Issuer, Signatory, Text
from certificates.snapshot import Design as Looks

PROBLEMS = {
    "too-large": gettext_lazy("The file is larger than 4 MB."),
    "too-many-dots": gettext_lazy("The picture has too many dots: 25 million at most."),
    "unknown": gettext_lazy("The file is no picture of a kind that can be printed: PNG, JPEG or WebP."),
}
IN = {"kk": gettext_lazy("in Kazakh"), "ru": gettext_lazy("in Russian"), "en": gettext_lazy("in English")}
SIGNATORIES, LOGOS = (1, 2), (1, 2)
NEEDED = ("issuer", "place")
# Part of the form: what it is called, how long it may be.
TEXTS = {
    "issuer": (gettext_lazy("Organisation"), 255),
    "place": (gettext_lazy("Place"), 60),
    "basis": (gettext_lazy("Order or contract, if any"), 200),
    "heading": (gettext_lazy("Heading"), 40),
    "sentence": (gettext_lazy("What it confirms"), 90),
    "text": (gettext_lazy("Text under the facts"), 120),
    **{f"signatory_{number}_role": (pgettext_lazy("person", "Role"), 80) for number in SIGNATORIES},
    **{f"signatory_{number}_name": (pgettext_lazy("person", "Name"), 60) for number in SIGNATORIES},
}
PICTURES = (*(f"logo_{number}" for number in LOGOS), *(f"signatory_{number}_signature" for number in SIGNATORIES))


def _fields() -> dict[str, forms.Field]:
    made: dict[str, forms.Field] = {}
    for part, (label, longest) in TEXTS.items():
        for code in LANGUAGES:
            made[f"{part}_{code}"] = forms.CharField(
                label=format_lazy("{}, {}", label, IN[code]), max_length=longest, required=part in NEEDED
            )
    for part in PICTURES:
        label = gettext_lazy("Picture of the signature") if part.startswith("signatory") else gettext_lazy("Logo")
        widget = forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"})
        made[part] = forms.FileField(label=label, required=False, widget=widget)
        made[f"{part}_removed"] = forms.BooleanField(label=gettext_lazy("Without this picture"), required=False)
    return made


Printed = type("Printed", (forms.Form,), _fields())


class DesignForm(Printed, WagtailAdminModelForm):
    """A changed name is changed at once. Whatever else changes becomes the next version; certificates that are issued keep theirs.

    `content` and `pictures` (by SHA-256) are there once the form is valid.
    """

    layout = forms.ChoiceField(label=pgettext_lazy("certificate", "Layout"), widget=forms.RadioSelect)
    is_default = forms.BooleanField(
        label=gettext_lazy("Use it where nothing else is chosen"),
        required=False,
        help_text=gettext_lazy("Courses and programmes without a choice of their own take this design."),
    )
    note = forms.CharField(label=pgettext_lazy("design", "What changes"), required=False, max_length=500)

    class Meta:
        model = Design
        fields = ["name"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        latest = self.instance.versions.last() if self.instance.pk else None
        self.before = latest.read if latest else unchosen()
        self.fields["layout"].choices = [(layout.name, layout.label) for layout in LAYOUTS.values()]
        self.initial |= {"is_default": self.instance.is_default, **_initial(self.before)}
        for part in PICTURES:
            if not self._kept(part):
                del self.fields[f"{part}_removed"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.pictures: dict[str, bytes] = {}
        named = {part: self._picture(part, cleaned) for part in PICTURES}
        said = {part: {code: cleaned[f"{part}_{code}"] for code in LANGUAGES if cleaned.get(f"{part}_{code}")} for part in TEXTS}
        for part, texts in said.items():
            self._both_or_none(part, texts)
        signatories = [self._signatory(number, said, named) for number in SIGNATORIES]
        if not self.errors:
            self.content = Content(
                issuer=Issuer(name=said["issuer"], place=said["place"], basis=said["basis"], signatories=tuple(filter(None, signatories))),
                design=Looks(
                    layout=cleaned["layout"],
                    heading=said["heading"],
                    sentence=said["sentence"],
                    text=said["text"],
                    logos=tuple(named[f"logo_{number}"] for number in LOGOS if named[f"logo_{number}"]),
                ),
            )
        return cleaned

    def save(self, commit: bool = True) -> Design:
        design: Design = super().save(commit)
        keep_version(design, self.content, pictures=self.pictures, note=self.cleaned_data["note"], by=self.for_user, at=timezone.now())
        make_default(design, is_default=self.cleaned_data["is_default"])
        return design

    def all_pictures(self) -> dict[str, bytes]:
        """What a preview needs: the pictures that came with the form and those that are kept."""
        return {**pictures_in(self.content.pictures - self.pictures.keys()), **self.pictures}

    def _kept(self, part: str) -> str:
        """The picture that the latest version has in that place."""
        kind, number = part.split("_")[:2]
        place = int(number) - 1
        there = self.before.design.logos if kind == "logo" else tuple(who.signature for who in self.before.issuer.signatories)
        return there[place] if place < len(there) else ""

    def _picture(self, part: str, cleaned: dict[str, Any]) -> str:
        if not cleaned.get(part):
            return "" if cleaned.get(f"{part}_removed") else self._kept(part)
        try:
            data = plain(cleaned[part].read())
        except NotAPicture as problem:
            self.add_error(part, PROBLEMS[str(problem)])
            return ""
        digest = sha256(data).hexdigest()
        self.pictures[digest] = data
        return digest

    def _both_or_none(self, part: str, texts: Text) -> None:
        """A sheet has Kazakh and Russian side by side: neither stands alone."""
        for code in ("kk", "ru"):
            if texts and code not in texts and f"{part}_{code}" not in self.errors:
                self.add_error(f"{part}_{code}", _("Say it in Kazakh and in Russian: both stand on the sheet."))

    def _signatory(self, number: int, said: dict[str, Text], named: dict[str, str]) -> Signatory | None:
        role, name, signature = said[f"signatory_{number}_role"], said[f"signatory_{number}_name"], named[f"signatory_{number}_signature"]
        if not (role or name or signature):
            return None
        if not role:
            self.add_error(f"signatory_{number}_role_kk", _("Say in which role this person signs."))
        return Signatory(role=role, name=name, signature=signature)


def _initial(content: Content) -> dict[str, Any]:
    issuer, design = content.issuer, content.design
    texts = {
        "issuer": issuer.name,
        "place": issuer.place,
        "basis": issuer.basis,
        "heading": design.heading,
        "sentence": design.sentence,
        "text": design.text,
    }
    for number, who in enumerate(issuer.signatories, start=1):
        texts |= {f"signatory_{number}_role": who.role, f"signatory_{number}_name": who.name}
    return {"layout": design.layout, **{f"{part}_{code}": said for part, text in texts.items() for code, said in text.items()}}
