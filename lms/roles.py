"""Who may do what in the CMS, as data. `accounts.granting` writes it down.

It stands here because it names every room. The sections of a course are given to its team by `courses.teams`.
"""

from accounts.granting import Role

ENTRY = ("wagtailadmin.access_admin",)
FILES = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
MATERIAL = (
    "quizzes.view_question",
    "quizzes.add_question",
    "quizzes.change_question",
    "quizzes.view_attempt",
    "quizzes.add_marking",
    "courses.view_video",
    "courses.add_video",
    "courses.change_video",
    "wagtail_localize.submit_translation",
)
SHELVES = ("quizzes.view_category", "quizzes.add_category", "quizzes.change_category", "quizzes.delete_category")
LEADING = ("trainings.view_session", "trainings.add_stationmark")  # their own sessions open for trainers: trainings.access.led_by
PLANNING = (
    "trainings.add_session",
    "trainings.change_session",
    "trainings.view_venue",
    "trainings.add_venue",
    "trainings.change_venue",
    "trainings.view_station",
    "trainings.add_station",
    "trainings.change_station",
)
EXTRA_TIME = ("quizzes.view_accommodation", "quizzes.add_accommodation", "quizzes.change_accommodation")
REGRADING = ("quizzes.view_regradecase", "quizzes.add_regradecase", "quizzes.change_regradecase")
PEOPLE = (
    "accounts.view_user",
    "accounts.add_user",
    "accounts.change_user",
    "accounts.view_organisation",
    "accounts.add_organisation",
    "accounts.change_organisation",
    "accounts.delete_organisation",
    "accounts.view_consenttext",
    "accounts.add_consenttext",
    "accounts.change_consenttext",
    "accounts.delete_consenttext",
)
PROGRAMMES = tuple(
    f"certificates.{action}_{model}" for action in ("view", "add", "change") for model in ("programme", "certification", "design")
)
CERTIFICATES = (
    "certificates.view_certificate",
    "certificates.revoke_certificate",
    "certificates.correct_certificate",
    "certificates.bulk_certificate",
    "certificates.attach_signature",
    "certificates.change_issuer",
)
LETTERS = ("notifications.view_letter", "notifications.change_letter")

TRAINERS = Role("Trainers", permissions=ENTRY + MATERIAL + SHELVES + LEADING, files=FILES)
LEAD_TRAINERS = Role("Lead trainers", permissions=ENTRY + MATERIAL + SHELVES + REGRADING + LEADING + PLANNING, files=FILES)
REVIEWERS = Role("Reviewers", permissions=ENTRY + ("quizzes.view_question", "courses.view_video"))
ADMINISTRATORS = Role(
    "Administrators",
    permissions=ENTRY + MATERIAL + SHELVES + EXTRA_TIME + REGRADING + LEADING + PLANNING + PEOPLE + CERTIFICATES + PROGRAMMES + LETTERS,
    files=FILES,
)
ROLES = (TRAINERS, LEAD_TRAINERS, REVIEWERS, ADMINISTRATORS)
