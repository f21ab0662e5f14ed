"""A certification's rows as the rules read them, and the periods that the rules found as rows."""

from datetime import date

from django.db.models import QuerySet

from certificates.models import Certification, Evidence, Period, PeriodEvidence, ProgrammeVersion
from certificates.rules import changing, facts
from certificates.rules.chain import Stretch, resolve
from certificates.rules.standing import Standing, stand
from notifications.telling import take_back

PERIOD_FIELDS = (
    "met_on",
    "known_on",
    "anniversary",
    "term",
    "window_days",
    "grace_days",
    "continues",
    "starts_on",
    "last_day",
    "revoked_on",
)


def whole(certifications: QuerySet[Certification]) -> QuerySet[Certification]:
    """With everything that a standing needs: six queries, however many certifications."""
    return certifications.select_related("programme").prefetch_related(
        "evidence", "periods__spent", "leaves", "grants", "programme__versions"
    )


def facts_of(certification: Certification) -> facts.Facts:
    """What is known of a certification that was read by `whole`. Evidence whose ground is gone counts only where it was spent."""
    return facts.Facts(
        evidence=tuple(piece_of(each, str(each.pk)) for each in certification.evidence.all() if each.withdrawn_at is None),
        periods=tuple(period_of(each) for each in certification.periods.all()),
        leaves=tuple(facts.Leave(each.start, each.until) for each in certification.leaves.all()),
        grants=tuple(facts.Grant(each.start, each.until) for each in certification.grants.all()),
    )


def piece_of(row: Evidence, key: str) -> facts.Evidence:
    """The piece of evidence of a row."""
    return facts.Evidence(key, row.kind, row.ref, row.on, row.hours, row.signed_on)


def period_of(row: Period) -> facts.Period:
    """The period of a row."""
    spent = row.spent.all()
    return facts.Period(
        **{name: getattr(row, name) for name in PERIOD_FIELDS},
        evidence=frozenset(str(each.evidence_id) for each in spent),
        still_stands=frozenset(str(each.evidence_id) for each in spent if each.stands),
    )


def version_on(certification: Certification, known: facts.Facts, today: date) -> ProgrammeVersion:
    """The version under which the next period is earned: the one that was in force when the person began it."""
    versions = [(each.in_force_from, each) for each in certification.programme.versions.all()]
    return changing.version_on(versions, certification.begun_on, known, today)


def standing_of(certification: Certification, today: date) -> Standing:
    """Where the person of a certification that was read by `whole` stands on a day."""
    known = facts_of(certification)
    return stand(version_on(certification, known, today).rules, known, today)


def write_period(certification: Certification, period: facts.Period, version: ProgrammeVersion, number: int) -> Period:
    """Appends a period with the evidence that it spends. Constraints `period_number_once` and `evidence_serves_one_period` hold it once."""
    row = Period.objects.create(
        certification=certification,
        number=number,
        version=version,
        valid_from=period.starts_on or period.met_on,
        **{name: getattr(period, name) for name in PERIOD_FIELDS},
    )
    PeriodEvidence.objects.bulk_create([PeriodEvidence(period=row, evidence_id=int(key)) for key in sorted(period.evidence)])
    return row


def place(certification: Certification, today: date) -> None:
    """Writes down when the periods run, where that differs from what stands there.

    Reminders of the old end that have not left never do.
    """
    moved = False
    rows = list(certification.periods.prefetch_related("spent"))
    leaves = [facts.Leave(each.start, each.until) for each in certification.leaves.all()]
    for row, stretch in zip(rows, resolve([period_of(each) for each in rows], leaves, today), strict=True):
        if _run(row) != _runs(stretch):
            row.valid_from, row.valid_until, row.opens_on, row.grace_until = _runs(stretch)
            row.save(update_fields=["valid_from", "valid_until", "opens_on", "grace_until"])
            moved = True
    if moved:
        take_back(certification.person_id, event_of(certification.pk))


def event_of(certification_id: int) -> str:
    """How everything begins that is told about the periods of a certification."""
    return f"certification-{certification_id}:"


def _run(row: Period) -> tuple[date | None, ...]:
    return row.valid_from, row.valid_until, row.opens_on, row.grace_until


def _runs(stretch: Stretch) -> tuple[date | None, ...]:
    return stretch.start, stretch.until, stretch.opens_on, stretch.grace_until
