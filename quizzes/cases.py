"""A case in people's hands: opened with a reason, dropped or confirmed, asked to be undone. What it does is `quizzes.regrading`."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from quizzes.models import AttemptQuestion, CaseRemedy, CaseState, Question, QuestionVersion, RegradeCase
from quizzes.registry import TYPES
from quizzes.rekeying import lost_ids
from quizzes.weighing import attempts_met_by, met_by

RUNNING = (CaseState.OPEN, CaseState.APPLYING, CaseState.UNDOING)


class NotRegraded(Exception):  # noqa: N818 — it reads as the refusal it is
    """A case was refused.

    `reason`: `running` (another case of this question), `nobody` (met the question), `same` (the newest version is the one that was asked),
    `by_hand` (people mark this question), `kind` (the newest version is of another kind), `ids` (it lacks what was shown or answered),
    `later` (a later case rests on this one), `state` (it is not at that point).
    """

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def open_case(question: Question, *, remedy: str, version: QuestionVersion, reason: str, by: Any, at: datetime) -> RegradeCase:
    """Opens a case; nothing changes yet. Constraint `regrade_case_one_running_per_question` is the lock. Raises NotRegraded."""
    case = RegradeCase(question=question, remedy=remedy, version=version, reason=reason, opened_by=by, opened_at=at)
    if refusal := why_not(case):
        raise NotRegraded(refusal)
    case.total = len(attempts_met_by(case))
    try:
        with transaction.atomic():
            case.save()
            log(question, "quizzes.regrade_open", user=by, data=facts_of(case))
    except IntegrityError as running:
        raise NotRegraded("running") from running
    return case


def why_not(case: RegradeCase) -> str:
    """The reason for which a case cannot be opened; empty if it can."""
    if RegradeCase.objects.filter(question=case.question, state__in=RUNNING).exists():
        return "running"
    asked = AttemptQuestion.objects.filter(question_version__question=case.question)
    if not asked.filter(question_version__number__lte=case.version.number).exists():
        return "nobody"
    if case.remedy != CaseRemedy.NEW_KEY:
        return ""
    return _why_no_new_key(case)


def _why_no_new_key(case: RegradeCase) -> str:
    if TYPES[case.version.kind].by_hand:
        return "by_hand"
    met = met_by(case)
    versions = list(QuestionVersion.objects.filter(pk__in=met.values("question_version")))
    if not versions:
        return "same"
    for version in versions:
        if version.kind != case.version.kind:
            return "kind"
        rows = list(met.filter(question_version=version).values_list("order", "answer"))
        if lost_ids(version.body, case.version.body, orders=(row[0] for row in rows), answers=(row[1] for row in rows)):
            return "ids"
    return ""


def drop(case: RegradeCase, *, by: Any, at: datetime) -> bool:
    """Closes a case that was opened and not applied. A second call changes nothing and returns False."""
    with transaction.atomic():
        if not RegradeCase.objects.filter(pk=case.pk, state=CaseState.OPEN).update(state=CaseState.UNDONE, undone_at=at):
            return False
        log(case.question, "quizzes.regrade_drop", user=by, data=facts_of(case))
    return True


@transaction.atomic
def confirm(case: RegradeCase, *, by: Any, at: datetime) -> bool:
    """Somebody looked at the preview and wants it done. One guarded UPDATE: of two people, one confirms, the other gets False.

    The task that applies it is the caller's to ask for, after the commit.
    """
    return _move(case, CaseState.OPEN, CaseState.APPLYING, "quizzes.regrade_confirm", by=by)


@transaction.atomic
def ask_undo(case: RegradeCase, *, by: Any, at: datetime) -> bool:
    """Somebody wants an applied case undone; like `confirm`. Raises NotRegraded where a later case rests on it or one is running."""
    later = RegradeCase.objects.filter(question=case.question_id, opened_at__gt=case.opened_at)
    if later.filter(state__in=(*RUNNING, CaseState.APPLIED)).exists():
        raise NotRegraded("later")
    return _move(case, CaseState.APPLIED, CaseState.UNDOING, "quizzes.regrade_ask_undo", by=by)


def _move(case: RegradeCase, old: str, new: str, action: str, *, by: Any) -> bool:
    if not RegradeCase.objects.filter(pk=case.pk, state=old).update(state=new, done=0):
        return False
    case.state = new
    log(case.question, action, user=by, data=facts_of(case))
    return True


def facts_of(case: RegradeCase) -> dict[str, Any]:
    return {"case": case.pk, "remedy": case.remedy, "version": case.version.number, "reason": case.reason}
