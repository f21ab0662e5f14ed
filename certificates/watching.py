"""What operators are told of certificates."""

import importlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning
from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily, Metric

from certificates import keys
from certificates.checks import fast_fonts, usable_key
from certificates.models import Application, Batch, Certificate, SigningCertificate, StatusList

FONTS = Path(__file__).resolve().parent / "fonts"
FILES = ("GolosText-Medium.ttf", "GolosText-Regular.ttf", "Literata-Medium.ttf", "sRGB2014.icc")
STALE = timedelta(days=3)  # lists of states are signed daily


def undone(at: datetime) -> dict[str, tuple[int, datetime | None]]:
    waiting = {
        "certificates to draw": (Certificate.objects.filter(drawn_at=None), "issued_at"),
        "bulk work on certificates": (Batch.objects.unfinished(), "made_at"),
        "changed rules to apply": (Application.objects.filter(applied_at=None), "asked_at"),
    }
    found = {name: rows.aggregate(number=Count("pk"), since=Min(field)) for name, (rows, field) in waiting.items()}
    return {name: (each["number"], each["since"]) for name, each in found.items()}


def figures() -> Iterator[Metric]:
    issued = GaugeMetricFamily("qalqan_certificates", "Certificates that were issued, by what became of them", labels=["state"])
    numbers = dict(Certificate.objects.order_by().values_list("status").annotate(Count("pk")))
    for state in Certificate.Status.values:
        issued.add_metric([state], numbers.get(state, 0))
    yield issued


def signing_key() -> CheckMessage:
    """Whether the key that signs is readable and its certificate does not end soon."""
    if problems := usable_key(None):
        return problems[0]
    if key := keys.current():
        return Info(f"The key that signs certificates is good for {keys.days_left(key.certificate)} days more.")
    if SigningCertificate.objects.exists():
        return Info("This process has no key, and need not where workers have it. Ask the doctor there too.")
    return Info("No key is set: certificates are unsigned, and the check page says so.")


def lists_of_states() -> CheckMessage:
    """Whether the published lists of revoked certificates are signed anew, as they are daily."""
    oldest = StatusList.objects.aggregate(made_at=Min("made_at"))["made_at"]
    if oldest and oldest < timezone.now() - STALE:
        hint = "See that beat runs and that a worker with SIGNING_KEY takes the queue `documents`: lists end after 30 days."
        return Warning(f"A list of states was last signed on {oldest:%Y-%m-%d}.", hint=hint)
    return Info("Lists of states are fresh." if oldest else "No list of states is published yet.")


def drawing() -> CheckMessage:
    """Whether certificates can be drawn: fonts, colour profile, and the libraries beneath WeasyPrint."""
    if missing := [name for name in FILES if not (FONTS / name).exists()]:
        return Error(
            f"Certificates cannot be drawn: {', '.join(missing)} not there.", hint="Bring back certificates/fonts/ of the release."
        )
    try:
        importlib.import_module("weasyprint")
    except OSError as problem:
        return Error(f"Certificates cannot be drawn: {problem}", hint="Debian: apt install libpango-1.0-0 libpangoft2-1.0-0.")
    slow = fast_fonts(None)
    return slow[0] if slow else Info("Certificates can be drawn.")


def printed_address() -> CheckMessage:
    """Whether the codes on paper lead here: the first and the last certificate say where."""
    ends = filter(None, (Certificate.objects.order_by("pk").first(), Certificate.objects.order_by("pk").last()))
    here = settings.SITE_URL.rstrip("/")
    if elsewhere := {each.facts.check_base for each in ends} - {here}:
        hint = f"Let {' and '.join(sorted(elsewhere))} lead to {here} by a redirect, for as long as those papers are shown."
        return Warning("There are certificates whose codes lead to another address than SITE_URL.", hint=hint)
    return Info("The codes on certificates lead here.")


CHECKS = (signing_key, lists_of_states, drawing, printed_address)
