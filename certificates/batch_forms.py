"""What many certificates are wanted of: an edition, a programme, or numbers that were typed."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.batching import lacking_of_edition, lacking_of_programme
from certificates.models import Certificate, CertificateFile, Programme
from certificates.serials import parse
from courses.models import Edition, Enrolment

MOST_NUMBERS = 5000


@dataclass(frozen=True)
class Wanted:
    """What the form chose. `lacking` enrolments or periods have no certificate; `nameless` of them cannot have one yet."""

    title: str
    enrolments: QuerySet[Enrolment]
    periods: QuerySet[Any]
    certificates: QuerySet[Certificate]

    @property
    def lacking(self) -> int:
        return self.enrolments.count() + self.periods.count()

    @property
    def nameless(self) -> int:
        without = self.enrolments.filter(learner__surname="") | self.enrolments.filter(learner__given_name="")
        people = self.periods.filter(certification__person__surname="") | self.periods.filter(certification__person__given_name="")
        return without.count() + people.count()


class EditionChoice(forms.ModelChoiceField):
    def label_from_instance(self, edition: Edition) -> str:
        return _("%(course)s, edition %(number)s") % {"course": edition.title(), "number": edition.number}


class WantedForm(forms.Form):
    """One of the three."""

    edition = EditionChoice(
        Edition.objects.order_by("course__slug", "-number"), label=gettext_lazy("Course and edition"), required=False, empty_label="–"
    )
    programme = forms.ModelChoiceField(Programme.objects.all(), label=gettext_lazy("Programme"), required=False, empty_label="–")
    numbers = forms.CharField(
        label=gettext_lazy("Numbers of certificates"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One in each line, or with commas between them."),
    )
    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"), choices=CertificateFile.Sheet, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen = [name for name in ("edition", "programme", "numbers") if cleaned.get(name)]
        if not self.errors and len(chosen) != 1:
            raise forms.ValidationError(_("Choose an edition, or a programme, or type numbers: one of the three."))
        return cleaned

    def clean_sheet(self) -> str:
        return self.cleaned_data["sheet"] or CertificateFile.Sheet.BILINGUAL

    def clean_numbers(self) -> list[str]:
        typed = [part.strip() for part in self.cleaned_data["numbers"].replace(",", "\n").splitlines() if part.strip()]
        if len(typed) > MOST_NUMBERS:
            raise forms.ValidationError(_("At most %(number)s at once.") % {"number": MOST_NUMBERS})
        serials = {part: parse(part) for part in typed}
        known = set(Certificate.objects.filter(serial__in=serials.values()).values_list("serial", flat=True))
        unknown = [part for part, serial in serials.items() if serial not in known]
        if unknown:
            raise forms.ValidationError(_("No certificate has this number: %(numbers)s") % {"numbers": ", ".join(unknown[:5])})
        return list(dict.fromkeys(serials.values()))

    def wanted(self) -> Wanted:
        """What a valid form chose; of certificates those that count."""
        valid = Certificate.objects.filter(status=Certificate.Status.VALID, erased_at=None).order_by("pk")
        edition, programme, numbers = (self.cleaned_data[name] for name in ("edition", "programme", "numbers"))
        nobody, nothing = Enrolment.objects.none(), lacking_of_programme(programme).none()
        if edition:
            title = self.fields["edition"].label_from_instance(edition)
            return Wanted(title, lacking_of_edition(edition), nothing, valid.filter(enrolment__edition=edition))
        if programme:
            periods = lacking_of_programme(programme)
            return Wanted(str(programme), nobody, periods, valid.filter(period__certification__programme=programme))
        return Wanted(_("Certificates by number"), nobody, nothing, valid.filter(serial__in=numbers))
