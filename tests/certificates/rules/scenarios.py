"""Dated stories of officers: what happened, and where each stood on which day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from certificates.rules.facts import Facts
from certificates.rules.imagining import Event, Versions, anybody, imagine
from certificates.rules.programme import Courses, Requirements, Rules

EXAM = Rules(first=Requirements(exam="exam"), months=12, window_days=90, grace_days=30)
FREE = EXAM.model_copy(update={"keeps_anniversary": False})
FULL = Rules(
    first=Requirements(courses=(Courses(keys=("law", "talk")),), exam="exam", practicum="practicum"),
    renewal=Requirements(courses=(Courses(keys=("update",)),), exam="exam"),
    months=12,
    window_days=90,
    grace_days=30,
)
# Done in January: certified from the 20th.
ALL_OF_IT = (("law", "2024-01-02"), ("talk", "2024-01-09"), ("exam", "2024-01-15"), ("practicum", "2024-01-20", "2024-01-20"))
MONTHLY = EXAM.model_copy(update={"months": 1, "window_days": 7, "grace_days": 3})
Change = tuple[str, Rules]


@dataclass(frozen=True)
class Story:
    """`done` are (what, day) or (what, day, signed off on); `then` maps a day to «state, last valid day» and «-what» that is missing."""

    name: str
    done: Sequence[tuple[str, ...]]
    then: dict[str, str]
    rules: Rules = EXAM
    leaves: Sequence[tuple[str, str | None]] = ()
    grants: Sequence[tuple[str, str]] = ()
    recognised: Sequence[tuple[str, str]] = ()
    revoked: tuple[str, ...] = ()
    changed: Change | None = None
    hours: dict[str, int] = field(default_factory=dict)

    def events(self) -> list[Event]:
        """What happened, as events."""
        found = [self._piece(*each) for each in self.done]
        found += [Event(_day(start), "leave", until=_day(until) if until else None) for start, until in self.leaves]
        found += [Event(_day(start), "grant", until=_day(until)) for start, until in self.grants]
        found += [Event(_day(first), "recognised", until=_day(last)) for first, last in self.recognised]
        if self.revoked:
            found.append(Event(_day(self.revoked[0]), "revoked_but_courses" if len(self.revoked) > 1 else "revoked"))
        if self.changed:
            found.append(Event(_day(self.changed[0]), "changed"))
        return found

    def on(self, today: date) -> tuple[Rules, Facts]:
        """What has come of it by that day, and under which rules."""
        return imagine(self.versions(), anybody(self.events(), today), self.events(), today)

    def versions(self) -> Versions:
        """The programme as it was, and from the change on."""
        first = (date(2000, 1, 1), self.rules)
        return [first, (_day(self.changed[0]), self.changed[1])] if self.changed else [first]

    def _piece(self, what: str, on: str, signed: str = "") -> Event:
        kind = what if what in ("exam", "practicum", "training") else "course"
        return Event(_day(on), kind, what, _day(signed) if signed else None, self.hours.get(what, 0))  # type: ignore[arg-type]


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _months(months: int | None, rules: Rules = EXAM, **more) -> Rules:
    return rules.model_copy(update={"months": months, **more})


STORIES = [
    # the first time
    Story("nothing was done", [], {"2024-01-01": "not_started -exam"}),
    Story(
        "the last valid day is included",
        [("exam", "2024-01-15")],
        {"2024-01-14": "not_started", "2024-01-15": "certified 2025-01-15", "2025-01-15": "renewable 2025-01-15", "2025-01-16": "in_grace"},
    ),
    Story(
        "two courses of two, no exam",
        [("law", "2024-01-02"), ("talk", "2024-01-09")],
        {"2024-02-01": "in_progress -exam -practicum"},
        rules=FULL,
    ),
    Story(
        "practicum is missing",
        [("law", "2024-01-02"), ("talk", "2024-01-09"), ("exam", "2024-01-15")],
        {"2024-02-01": "in_progress -practicum", "2025-02-01": "in_progress -practicum"},
        rules=FULL,
    ),
    Story(
        "a practicum counts from the day it was held, once signed off",
        [("law", "2024-01-02"), ("talk", "2024-01-09"), ("exam", "2024-01-15"), ("practicum", "2024-02-01", "2024-02-10")],
        {"2024-02-05": "in_progress -practicum", "2024-02-10": "certified 2025-02-01"},
        rules=FULL,
    ),
    Story(
        "the practicum first, the exam last",
        [("practicum", "2024-01-10", "2024-01-12"), ("law", "2024-01-20"), ("talk", "2024-01-25"), ("exam", "2024-03-05")],
        {"2024-03-04": "in_progress -exam", "2024-03-05": "certified 2025-03-05"},
        rules=FULL,
    ),
    Story(
        "one course done twice is one course",
        [("law", "2024-01-02"), ("law", "2024-01-09"), ("exam", "2024-01-15"), ("practicum", "2024-01-20", "2024-01-20")],
        {"2024-02-01": "in_progress -courses"},
        rules=FULL,
    ),
    Story(
        "any two of three courses",
        [("law", "2024-01-02"), ("children", "2024-01-09")],
        {"2024-01-08": "in_progress -courses", "2024-01-09": "certified 2025-01-09"},
        rules=_months(12, first=Requirements(courses=(Courses(keys=("law", "talk", "children"), needed=2),))),
    ),
    Story(
        "courses do, but hours are missing",
        [("law", "2024-01-02")],
        {"2024-01-02": "in_progress -hours"},
        rules=_months(12, first=Requirements(courses=(Courses(keys=("law",)),), hours=72)),
        hours={"law": 36},
    ),
    Story(
        "a training brings the hours that were missing",
        [("law", "2024-01-02"), ("training", "2024-02-03")],
        {"2024-02-02": "in_progress -hours", "2024-02-03": "certified 2025-02-03"},
        rules=_months(12, first=Requirements(courses=(Courses(keys=("law",)),), hours=72)),
        hours={"law": 36, "training": 36},
    ),
    Story(
        "an exam of more than six months ago is too old when the last requirement is met",
        [("exam", "2024-01-10"), ("practicum", "2024-07-11", "2024-07-11")],
        {"2024-07-11": "in_progress -exam"},
        rules=_months(12, first=Requirements(exam="exam", exam_months=6, practicum="practicum")),
    ),
    Story(
        "an exam of exactly six months ago still counts",
        [("exam", "2024-01-10"), ("practicum", "2024-07-10", "2024-07-25")],
        {"2024-07-24": "in_progress", "2024-07-25": "certified 2025-07-10"},
        rules=_months(12, first=Requirements(exam="exam", exam_months=6, practicum="practicum")),
    ),
    Story(
        "an exam passed again is young enough",
        [("exam", "2024-01-10"), ("practicum", "2024-07-11", "2024-07-11"), ("exam", "2024-08-01")],
        {"2024-08-01": "certified 2025-08-01"},
        rules=_months(12, first=Requirements(exam="exam", exam_months=6, practicum="practicum")),
    ),
    Story("a programme without months never expires", [("exam", "2024-01-15")], {"2044-01-15": "certified"}, rules=_months(None)),
    # renewal
    Story(
        "renewed early, the anniversary is kept",
        [("exam", "2024-01-15"), ("exam", "2024-11-01")],
        {"2024-10-31": "renewable 2025-01-15", "2024-11-01": "certified 2025-01-15", "2025-01-16": "certified 2026-01-15"},
    ),
    Story(
        "the window opens ninety days before the last valid day",
        [("exam", "2024-01-15")],
        {"2024-10-16": "certified 2025-01-15", "2024-10-17": "renewable 2025-01-15 -exam"},
    ),
    Story(
        "before the window opens nothing counts",
        [("exam", "2024-01-15"), ("exam", "2024-10-16")],
        {"2024-11-01": "renewable 2025-01-15 -exam", "2025-01-16": "in_grace 2025-01-15 -exam"},
    ),
    Story(
        "renewed on the first day of the window",
        [("exam", "2024-01-15"), ("exam", "2024-10-17")],
        {"2024-10-17": "certified 2025-01-15", "2025-06-01": "certified 2026-01-15"},
    ),
    Story(
        "renewed on the last valid day",
        [("exam", "2024-01-15"), ("exam", "2025-01-15")],
        {"2025-01-15": "certified 2025-01-15", "2025-01-16": "certified 2026-01-15"},
    ),
    Story(
        "renewed in grace, the anniversary is kept",
        [("exam", "2024-01-15"), ("exam", "2025-02-10")],
        {"2025-02-09": "in_grace 2025-01-15", "2025-02-10": "certified 2026-01-15"},
    ),
    Story(
        "the last day of grace",
        [("exam", "2024-01-15"), ("exam", "2025-02-14")],
        {"2025-02-13": "in_grace 2025-01-15", "2025-02-14": "certified 2026-01-15"},
    ),
    Story(
        "a day after grace a new anniversary begins",
        [("exam", "2024-01-15"), ("exam", "2025-02-15")],
        {"2025-02-14": "in_grace 2025-01-15", "2025-02-15": "certified 2026-02-15"},
    ),
    Story("lapsed", [("exam", "2024-01-15")], {"2025-02-14": "in_grace", "2025-02-15": "lapsed 2025-01-15 -exam"}),
    Story(
        "renewed early without an anniversary to keep: a new period at once",
        [("exam", "2024-01-15"), ("exam", "2024-11-01")],
        {"2024-11-01": "certified 2025-11-01"},
        rules=FREE,
    ),
    Story(
        "renewed in grace without an anniversary to keep",
        [("exam", "2024-01-15"), ("exam", "2025-02-01")],
        {"2025-01-31": "in_grace 2025-01-15", "2025-02-01": "certified 2026-02-01"},
        rules=FREE,
    ),
    Story(
        "the renewal programme is another one",
        [*ALL_OF_IT, ("update", "2024-12-01"), ("exam", "2024-12-05")],
        {"2024-12-01": "renewable 2025-01-20 -exam", "2024-12-05": "certified 2025-01-20", "2025-01-21": "certified 2026-01-20"},
        rules=FULL,
    ),
    Story(
        "what carried a period is spent",
        [*ALL_OF_IT, ("update", "2024-12-01")],
        {"2024-12-01": "renewable 2025-01-20 -exam"},
        rules=FULL,
    ),
    Story(
        "after a lapse the first programme is required",
        [*ALL_OF_IT, ("update", "2025-03-01"), ("exam", "2025-03-02")],
        {"2025-03-02": "lapsed 2025-01-20 -courses -practicum"},
        rules=FULL,
    ),
    Story(
        "after a lapse the renewal programme is enough where the programme says so",
        [*ALL_OF_IT, ("update", "2025-03-01"), ("exam", "2025-03-02")],
        {"2025-03-01": "lapsed 2025-01-20 -exam", "2025-03-02": "certified 2026-03-02"},
        rules=FULL.model_copy(update={"renewal_after_lapse": True}),
    ),
    Story(
        "without a window renewal begins with grace",
        [("exam", "2024-01-15"), ("exam", "2025-01-10"), ("exam", "2025-01-16")],
        {"2025-01-15": "certified 2025-01-15", "2025-01-16": "certified 2026-01-15"},
        rules=_months(12, window_days=0),
    ),
    Story(
        "without grace a lapse follows at once",
        [("exam", "2024-01-15")],
        {"2025-01-15": "renewable 2025-01-15", "2025-01-16": "lapsed 2025-01-15"},
        rules=_months(12, grace_days=0),
    ),
    Story(
        "three renewals in time keep one anniversary",
        [("exam", "2021-01-31"), ("exam", "2022-01-15"), ("exam", "2023-01-20"), ("exam", "2024-01-25")],
        {"2022-02-01": "certified 2023-01-31", "2024-02-01": "certified 2025-01-31"},
    ),
    # month ends and leap days
    Story(
        "31 January and a month",
        [("exam", "2024-01-31"), ("exam", "2024-02-25"), ("exam", "2024-03-28")],
        {"2024-02-10": "certified 2024-02-29", "2024-03-01": "certified 2024-03-31", "2024-04-02": "certified 2024-04-30"},
        rules=MONTHLY,
    ),
    Story("31 January and a month in a common year", [("exam", "2023-01-31")], {"2023-02-01": "certified 2023-02-28"}, rules=MONTHLY),
    Story(
        "29 February and a year",
        [("exam", "2024-02-29"), ("exam", "2025-02-01")],
        {"2024-03-01": "certified 2025-02-28", "2025-03-01": "certified 2026-02-28"},
    ),
    Story("29 February and four years", [("exam", "2024-02-29")], {"2024-03-01": "certified 2028-02-29"}, rules=_months(48)),
    Story("31 December and two months", [("exam", "2023-12-31")], {"2024-01-01": "certified 2024-02-29"}, rules=_months(2, window_days=30)),
    Story(
        "the day Almaty's clock changed is a day like any other",
        [("exam", "2024-02-29"), ("exam", "2024-03-01")],
        {"2024-02-29": "certified 2024-03-29", "2024-03-01": "certified 2024-03-29"},
        rules=MONTHLY,
    ),
    Story(
        "earned on the day of the clock's change",
        [("exam", "2024-03-01")],
        {"2025-03-01": "renewable 2025-03-01", "2025-03-02": "in_grace"},
    ),
    # leave
    Story(
        "leave moves end and window by its days",
        [("exam", "2024-01-15")],
        {
            "2024-03-15": "suspended",
            "2024-04-10": "certified 2025-02-15",
            "2024-11-16": "certified 2025-02-15",
            "2024-11-17": "renewable 2025-02-15",
            "2025-02-16": "in_grace",
        },
        leaves=[("2024-03-01", "2024-04-01")],
    ),
    Story(
        "leave that has not ended keeps the clock stopped",
        [("exam", "2024-01-15")],
        {"2024-03-01": "suspended", "2030-01-01": "suspended"},
        leaves=[("2024-03-01", None)],
    ),
    Story(
        "the day of return is a working day",
        [("exam", "2024-01-15")],
        {"2024-03-31": "suspended", "2024-04-01": "certified 2025-02-15"},
        leaves=[("2024-03-01", "2024-04-01")],
    ),
    Story(
        "leave begun in grace stops the grace",
        [("exam", "2024-01-15")],
        {
            "2025-01-20": "in_grace",
            "2025-01-25": "suspended 2025-01-15",
            "2025-03-16": "in_grace 2025-01-15",
            "2025-03-17": "lapsed 2025-01-15",
        },
        leaves=[("2025-01-25", "2025-02-24")],
    ),
    Story(
        "leave begun after the lapse moves nothing",
        [("exam", "2024-01-15")],
        {"2025-03-10": "lapsed 2025-01-15"},
        leaves=[("2025-03-01", "2025-04-01")],
    ),
    Story(
        "an exam during leave counts by the window that was open when the leave began",
        [("exam", "2024-01-15"), ("exam", "2024-12-20")],
        {"2024-12-15": "suspended", "2025-01-20": "certified 2025-02-15", "2025-02-16": "certified 2026-02-15"},
        leaves=[("2024-12-01", "2025-01-01")],
    ),
    Story(
        "an exam during leave counts where the window would have opened but for the leave",
        [("exam", "2024-01-15"), ("exam", "2024-10-20")],
        {"2024-11-01": "certified 2025-02-15", "2025-02-16": "certified 2026-02-15"},
        leaves=[("2024-10-01", "2024-11-01")],
    ),
    Story(
        "two leaves add up, and the anniversary moves with them",
        [("exam", "2024-01-15"), ("exam", "2024-12-20")],
        {"2024-07-01": "certified 2025-01-27", "2025-01-28": "certified 2026-01-27"},
        leaves=[("2024-02-01", "2024-02-11"), ("2024-03-01", "2024-03-03")],
    ),
    # temporary
    Story(
        "a temporary certification ends unmet",
        [("law", "2024-01-02")],
        {
            "2024-01-10": "certified",
            "2024-01-31": "certified",
            "2024-02-01": "in_progress -courses -exam -practicum",
        },
        rules=FULL,
        grants=[("2024-01-05", "2024-02-01")],
    ),
    Story(
        "earned before the temporary certification ended",
        [("exam", "2024-01-20")],
        {"2024-01-10": "certified", "2024-01-20": "certified 2025-01-20", "2024-02-05": "certified 2025-01-20"},
        grants=[("2024-01-05", "2024-02-01")],
    ),
    # changes, revocation, history
    Story(
        "a longer validity applied on purpose",
        [("exam", "2024-01-15")],
        {"2024-05-31": "certified 2025-01-15", "2024-06-01": "certified 2026-01-15"},
        changed=("2024-06-01", _months(24)),
    ),
    Story(
        "a shorter validity never ends in the past",
        [("exam", "2024-01-15")],
        {"2024-09-01": "renewable 2024-09-01", "2024-09-02": "in_grace 2024-09-01"},
        changed=("2024-09-01", _months(6)),
    ),
    Story(
        "renewed under the changed programme",
        [("exam", "2024-01-15"), ("exam", "2025-12-01")],
        {"2026-01-16": "certified 2028-01-15"},
        changed=("2024-06-01", _months(24)),
    ),
    Story(
        "revoked, and its evidence with it",
        [("exam", "2024-01-15")],
        {"2024-05-31": "certified 2025-01-15", "2024-06-01": "revoked -exam", "2026-06-01": "revoked -exam"},
        revoked=("2024-06-01",),
    ),
    Story(
        "earning again after a revocation starts a new chain",
        [("exam", "2024-01-15"), ("exam", "2024-08-01")],
        {"2024-07-31": "revoked -exam", "2024-08-01": "certified 2025-08-01"},
        revoked=("2024-06-01",),
    ),
    Story(
        "a revocation that leaves the courses standing",
        [*ALL_OF_IT, ("exam", "2024-07-01"), ("practicum", "2024-07-10", "2024-07-12")],
        {"2024-06-15": "revoked -exam -practicum", "2024-07-12": "certified 2025-07-10"},
        rules=FULL,
        revoked=("2024-06-01", "law", "talk"),
    ),
    Story(
        "a recognised certificate is renewed like any other",
        [("exam", "2024-12-01")],
        {"2024-06-01": "certified 2025-01-31", "2024-12-01": "certified 2025-01-31", "2025-02-01": "certified 2026-01-31"},
        recognised=[("2022-02-01", "2025-01-31")],
    ),
    Story(
        "a recognised certificate that has lapsed", [], {"2025-06-01": "lapsed 2025-01-31 -exam"}, recognised=[("2022-02-01", "2025-01-31")]
    ),
]
