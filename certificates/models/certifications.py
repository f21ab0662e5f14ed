"""A person in a programme: dated evidence, leaves, grants, and the chain of periods earned by them. Facts, appended and never reset.

What follows from them on a day is computed by `certificates.rules`.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certificates.models.certificates import Certificate
from certificates.models.programmes import Programme, ProgrammeVersion
from certificates.rules.chain import DAY
from courses.models import Enrolment
from quizzes.models import Attempt
from trainings.models import Attendance, PracticumResult


class CertificationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """A person's own certifications. Everybody else's do not exist for them."""
        return self.filter(person=person)


class Certification(models.Model):
    """One person in one programme, from the day they began."""

    wagtail_reference_index_ignore = True  # written at every step of every learner; nobody asks where it is used

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="certifications", verbose_name=_("person"))
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="certifications", verbose_name=_("programme"))
    begun_on = models.DateField(_("begun on"))

    objects = CertificationQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_on", "-pk"]
        verbose_name = pgettext_lazy("person in a programme", "certification")
        verbose_name_plural = pgettext_lazy("person in a programme", "certifications")
        default_permissions = ("view", "add", "change")
        constraints = [models.UniqueConstraint(fields=["person", "programme"], name="certification_one_per_person_and_programme")]

    def __str__(self):
        return f"{self.person}, {self.programme}"


class Evidence(models.Model):
    """Something that was met, with what it rests on: an enrolment, an attempt, a practicum, an attendance, or a decision of somebody with a
    reason.
    """

    wagtail_reference_index_ignore = True

    class Kind(models.TextChoices):
        COURSE = "course", _("course")
        EXAM = "exam", _("exam")
        PRACTICUM = "practicum", _("practicum")
        TRAINING = "training", pgettext_lazy("evidence", "training")

    certification = models.ForeignKey(Certification, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=10, choices=Kind)
    ref = models.CharField(max_length=36, help_text="Key of the course, or of the test.")
    on = models.DateField()
    signed_on = models.DateField(null=True, help_text="From when it may be counted, where that is later.")
    hours = models.PositiveSmallIntegerField(default=0)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, null=True, related_name="+")
    attempt = models.ForeignKey(Attempt, models.PROTECT, null=True, related_name="+")
    result = models.ForeignKey(PracticumResult, models.PROTECT, null=True, related_name="+")
    attendance = models.ForeignKey(Attendance, models.PROTECT, null=True, related_name="+")
    recognised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(null=True, help_text="What it rested on is no longer so; it counts for nothing more.")

    class Meta:
        ordering = ["on", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["certification", "enrolment"], name="evidence_enrolment_once"),
            models.UniqueConstraint(fields=["certification", "attempt"], name="evidence_attempt_once"),
            models.UniqueConstraint(fields=["certification", "result"], name="evidence_practicum_once"),
            models.UniqueConstraint(fields=["certification", "attendance"], name="evidence_attendance_once"),
            models.UniqueConstraint(
                fields=["certification", "kind", "ref", "on"],
                condition=Q(recognised_by__isnull=False, withdrawn_at=None),
                name="evidence_recognised_once",
            ),
            models.CheckConstraint(
                condition=Q(enrolment__isnull=False)
                | Q(attempt__isnull=False)
                | Q(result__isnull=False)
                | Q(attendance__isnull=False)
                # Nobody is certified on a word without a name and a reason behind it.
                | Q(recognised_by__isnull=False) & ~Q(reason=""),
                name="evidence_rests_on_something",
            ),
        ]

    def __str__(self):
        return ", ".join(filter(None, [date_format(self.on), self.get_kind_display(), self.reason]))


class PeriodQuerySet(models.QuerySet):
    def without_paper(self):
        """Earned periods that have no certificate yet. A recognised one has its paper elsewhere."""
        return self.filter(certificate=None, recognised_by=None)

    def ending(self, *, until: date, since: date):
        """The last periods of chains whose last valid day is before `until` and whose grace ends after `since`. None that was revoked."""
        later = self.model.objects.filter(certification=models.OuterRef("certification"), number__gt=models.OuterRef("number"))
        return self.filter(~models.Exists(later), revoked_on=None, valid_until__lte=until, grace_until__gt=since)

    def in_force(self, today: date):
        """Without those whose clock stands still on that day, and those whose end a temporary certification covers."""
        on_that_day = {"certification": models.OuterRef("certification"), "start__lte": today}
        leaves = Leave.objects.filter(Q(until=None) | Q(until__gt=today), **on_that_day)
        grants = Grant.objects.filter(until__gt=today, **on_that_day)
        return self.filter(
            ~models.Exists(leaves) | Q(grace_until__lte=today),
            ~models.Exists(grants) | Q(valid_until__gt=today),
        )


class Period(models.Model):
    """A link of the chain, as it was earned; `valid_from` to `grace_until` say when it runs after all that moved it since.

    Those four are computed by `certificates.rules.chain` and written again whenever a leave, a change or a revocation moves them.
    """

    wagtail_reference_index_ignore = True

    certification = models.ForeignKey(Certification, models.PROTECT, related_name="periods")
    number = models.PositiveSmallIntegerField()
    version = models.ForeignKey(ProgrammeVersion, models.PROTECT, related_name="+")
    met_on = models.DateField()
    known_on = models.DateField()
    anniversary = models.DateField()
    term = models.PositiveSmallIntegerField(null=True)
    window_days = models.PositiveSmallIntegerField()
    grace_days = models.PositiveSmallIntegerField()
    continues = models.BooleanField()
    starts_on = models.DateField(null=True)
    last_day = models.DateField(null=True)
    evidence = models.ManyToManyField(Evidence, through="PeriodEvidence", related_name="periods")
    recognised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recognised_as = models.CharField(max_length=200, blank=True, help_text="Number of the earlier certificate.")
    revoked_on = models.DateField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_reason = models.TextField(blank=True)
    certificate = models.OneToOneField(Certificate, models.PROTECT, null=True, related_name="period")

    valid_from = models.DateField()
    valid_until = models.DateField(null=True, help_text="The day after the last valid one.")
    opens_on = models.DateField(null=True)
    grace_until = models.DateField(null=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["certification", "number"]
        default_permissions = ()
        indexes = [models.Index(fields=["valid_until", "grace_until"], name="period_ends", condition=Q(revoked_on=None))]
        constraints = [
            models.UniqueConstraint(fields=["certification", "number"], name="period_number_once"),
            models.CheckConstraint(condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")), name="period_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(revoked_on=None, revoked_reason="") | Q(revoked_on__isnull=False) & ~Q(revoked_reason=""),
                name="period_revoked_with_reason",
            ),
        ]

    @property
    def last_valid_day(self) -> date | None:
        """What stands on paper; None where it never ends."""
        return self.valid_until - DAY if self.valid_until else None


class PeriodEvidence(models.Model):
    """That a piece carried a period. It serves no other, unless a revocation left it standing."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="spent")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="spent")
    stands = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evidence"], condition=Q(stands=False), name="evidence_serves_one_period"),
            models.UniqueConstraint(fields=["period", "evidence"], name="period_evidence_once"),
        ]


class Leave(models.Model):
    """Days on which the clock stands still: from the first day of leave up to the day of return."""

    certification = models.ForeignKey(Certification, models.PROTECT, related_name="leaves")
    start = models.DateField(_("first day of leave"))
    until = models.DateField(_("day of return"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["start"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("start")), name="leave_ends_after_it_begins"),
            models.UniqueConstraint(fields=["certification"], condition=Q(until=None), name="leave_one_open_per_certification"),
        ]


class Grant(models.Model):
    """A temporary certification until a day, by somebody's decision."""

    certification = models.ForeignKey(Certification, models.PROTECT, related_name="grants")
    start = models.DateField()
    until = models.DateField(_("the day after the last valid one"))
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["start"]
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(until__gt=F("start")), name="grant_ends_after_it_begins")]
