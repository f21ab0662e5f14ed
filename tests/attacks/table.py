"""Who may go where: the table that every address of the resolver is held against.

A line says whose requests get in: `get` for looking, `post` for changing (the same people where nothing is said). The first line whose
pattern fits an address's name decides, so an address that is new fails until somebody has said who may go there.

Getting in means that the address answers that person at all; whose rows a list holds is told by each page's own tests. Everybody else gets
404, is asked to sign in, or is told at the desk that they may not.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase

from tests.attacks.world import ANONYMOUS, ROLES

EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {ANONYMOUS}
STRANGERS = frozenset({ANONYMOUS})
OWNER = frozenset({"learner"})
NOBODY: frozenset[str] = frozenset()
DESK = SIGNED_IN - {"learner", "other learner"}
OFFICE = frozenset({"administrator", "superuser"})
ROOT = frozenset({"superuser"})
MATERIAL = DESK - {"reviewer"}  # who writes questions, hands files to the library, marks
LEADS = OFFICE | {"lead trainer"}
WRITERS = frozenset({"trainer", "reviewer", "superuser"})  # of this course's pages
TRANSLATORS = WRITERS - {"reviewer"}
PUBLISHERS = frozenset({"reviewer", "superuser"})
PAGES = WRITERS | {"other trainer"}  # who has any page to write
ROOM = LEADS | {"trainer"}  # whose session it is, or who plans all of them
ASSESSORS = DESK - {"reviewer"}


@dataclass(frozen=True)
class Line:
    get: frozenset[str]
    post: frozenset[str]


TABLE: dict[str, Line] = {}


def _let(get: frozenset[str], *patterns: str, post: frozenset[str] | None = None) -> None:
    for pattern in patterns:
        assert pattern not in TABLE, pattern
        TABLE[pattern] = Line(get, get if post is None else post)


def line_for(name: str) -> Line | None:
    return next((line for pattern, line in TABLE.items() if fnmatchcase(name, pattern)), None)


# What anybody may read ---------------------------------------------------------------------------------------------

_let(EVERYBODY, "certificate-answer", "certificate-code", "certificates:check", "certificates:find", "certificates:trust", "trust:*")
_let(EVERYBODY, "accounts:consent-text", "accounts:consent-version", "letters:switch-off", "trainings-feed", "trainings-scan")
_let(EVERYBODY, "wagtail_serve")
_let(DESK | STRANGERS, "wagtailadmin_sprite", "wagtailadmin_javascript_catalog")  # drawings and words of the desk
_let(NOBODY, "notifications:mail-html")  # no such letter here
_let(EVERYBODY, "notifications:mailbox")  # in the demo academy alone
_let(NOBODY, "media-access")  # asked about no file
_let(NOBODY, "wagtailcore_authenticate_with_password", "wagtaildocs_authenticate_with_password")  # nothing here is behind a shared password

# Signing in ----------------------------------------------------------------------------------------------------------

_let(
    EVERYBODY,
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_logout",
    "account_inactive",
)
_let(EVERYBODY, "account_reset_password", "account_complete_password_reset", "account_password_reset_completed")
_let(NOBODY, "account_confirm_password_reset_code")  # without a code that was asked for
_let(NOBODY, "wagtailcore_login", "*/_util/login/", "cms/login/", "wagtailadmin_login")  # one door: they lead to it
_let(OWNER, "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_download_recovery_codes")  # who has them
_let(SIGNED_IN, "account_*", "mfa_*", "usersessions_list")

# One's own -----------------------------------------------------------------------------------------------------------

_let(SIGNED_IN, "letters:choices", "accounts:*", "learning:my-learning", "trainings:sessions", "trainings:session", "trainings:book")
_let(SIGNED_IN, "learning:enrol", "learning:return", "trainings:feed-open", "trainings:feed-close")
_let(SIGNED_IN, "certificates:programmes", "certificates:programme", "certificates:programme-begin")
_let(OWNER, "learning:*", "quizzes:*", "trainings:give-up", "trainings:check-in", "trainings:calendar-file")
_let(OWNER, "certificates:show", "certificates:file", "certificates:credential", "certificates:signature")

# The desk: our own pages ---------------------------------------------------------------------------------------------

_let(OFFICE, "letters_*")
_let(WRITERS, "course-editions", post=PUBLISHERS)
_let(PUBLISHERS, "course-design")
_let(MATERIAL, "quizzes_receipts", "quizzes_analys*", "quizzes_marking", "quizzes_mark", "quizzes_handed_in")
_let(LEADS, "quizzes_regrad*")
_let(LEADS, "trainings_move", "trainings_cancel")
_let(ASSESSORS, "trainings_practicum", "trainings_mark")
_let(ROOM, "trainings_*")
_let(frozenset({"administrator"}), "certificate-batch", "certificate-batch-file")  # who gathered them
_let(OFFICE, "certificate-*", "certification", "certification-*", "programme-apply", "design-*")
_let(DESK, "questions:index*", "questions:preview*", "questions:compare", "question_export:index")
_let(MATERIAL, "questions:*", "question_categories:*", "question_import:index", "training_sessions:index*")
_let(frozenset({"trainer"}), "question_import:report")  # who brought the file
_let(LEADS, "training_sessions:*", "venues:*", "stations:*")
_let(OFFICE, "accommodations:*")
_let(OFFICE, "certificates_register:index*", "certificates_register:inspect", "certifications:index*")
_let(NOBODY, "certificates_register:*", "certifications:*")  # what happens to them happens on pages of their own
_let(ROOT, "designs:delete", "programmes:delete")
_let(OFFICE, "designs:*", "programmes:*")

# The desk: Wagtail's pages -------------------------------------------------------------------------------------------

_let(DESK, "wagtailadmin_home", "wagtailadmin_account", "cms/account/", "wagtailadmin_dismissibles", "wagtailadmin_tag_*")
_let(DESK, "wagtailadmin_editing_sessions:release", "wagtailadmin_choose_page*")
_let(NOBODY, "wagtailadmin_logout")  # out of here
_let(WRITERS, "wagtailadmin_editing_sessions:ping")
_let(NOBODY, "cms/password_reset/*", "wagtailadmin_password_reset*", "cms/no-such-page/", "wagtailadmin_block_preview")
_let(NOBODY, "wagtailadmin_error_test", "cms/failwhale/", "cms/test404/*")
_let(WRITERS, "wagtailadmin_api:pages:detail")
_let(NOBODY, "wagtailadmin_api:pages:action", post=PUBLISHERS)
_let(NOBODY, "wagtailadmin_api:*:find")  # it leads to what it is asked for
_let(DESK, "wagtailadmin_api:*")  # what it lists is what they may choose
_let(NOBODY, "wagtail_bulk_action")  # nothing is chosen
_let(PAGES, "wagtailadmin_explore*", "wagtailadmin_pages:type_use*", "wagtailadmin_pages:search*")
_let(NOBODY, "wagtailadmin_pages:convert_alias", "wagtailadmin_pages:*workflow_action*")  # neither an alias nor waiting for this
_let(DESK, "wagtailadmin_pages:choose_parent", "wagtailadmin_pages:revisions_index")
_let(DESK, "wagtailadmin_pages:confirm_workflow_cancellation")  # a sentence, whatever the page
_let(ROOT, "wagtailadmin_pages:delete", "wagtailadmin_pages:unlock")
_let(DESK, "wagtailadmin_pages:move_confirm", post=PUBLISHERS)  # asks whoever comes; moving is for those who may
_let(PUBLISHERS, "wagtailadmin_pages:unpublish", "wagtailadmin_pages:*move*", "wagtailadmin_pages:set_p*", "wagtailadmin_pages:lock")
_let(PUBLISHERS, "wagtailadmin_pages:workflow_preview", "wagtailadmin_pages:revisions_unschedule")
_let(WRITERS, "wagtailadmin_pages:*")
_let(ROOT, "wagtailadmin_collections:*")
_let(DESK, "wagtailadmin_workflows:task_chooser*", "wagtailadmin_workflows:task_chosen")
_let(ROOT, "wagtailadmin_workflows:*")
_let(PUBLISHERS, "wagtailadmin_reports:locked_pages*")
_let(DESK, "cms/reports/site-history/*", "wagtailadmin_reports:site_history*")  # of what each of them may see
_let(PAGES, "wagtailadmin_reports:*")
_let(DESK, "wagtail_localize:javascript_catalog", "wagtail_localize:translations_report*", "wagtail_localize:snippets_api_*")
_let(TRANSLATORS, "cms/localize/submit/page/*", "cms/localize/update/*")  # stand before the next two
_let(TRANSLATORS, "wagtail_localize:submit_page_translation", "wagtail_localize:update_translations")
_let(NOBODY, "wagtail_localize:stop_translation", "wagtail_localize:machine_translate")
_let(NOBODY, "wagtail_localize:convert_to_alias", "wagtail_localize:submit_snippet_translation")
_let(NOBODY, "wagtail_localize:preview_translation,translation_id,mode")  # no such way to look at it
_let(WRITERS, "wagtail_localize:*")
_let(DESK, "wagtailsettings:edit,app_name,model_name")  # leads on to the one below
_let(OFFICE, "wagtailsettings:edit,app_name,model_name,pk")
_let(NOBODY, "wagtailsettings:preview_on_edit")
_let(DESK, "wagtailembeds:*")
_let(NOBODY, "wagtailsnippets:index")
_let(NOBODY, "wagtail*:create_multiple_from_uploaded_*", "wagtail*:delete_upload_multiple")  # nothing is half uploaded
_let(NOBODY, "wagtailimages:url_generator*")
_let(MATERIAL, "wagtaildocs:*", "wagtailimages:*", "wagtail*_chooser:chosen", "wagtail*_chooser:create")
_let(DESK, "wagtaildocs_chooser:*", "wagtailimages_chooser:*")
_let(DESK, "wagtailsnippets_courses_video:list*")
_let(ROOT, "wagtailsnippets_courses_video:delete")
_let(MATERIAL, "wagtailsnippets_courses_video:*", "wagtailsnippetchoosers_courses_video:create")
_let(OFFICE, "wagtailsnippetchoosers_accounts_*:create")
_let(DESK, "wagtailsnippetchoosers_*")
_let(OFFICE, "wagtailsnippets_accounts_*")
_let(ROOT, "wagtailusers_users:delete")
_let(OFFICE, "wagtailusers_users:*")
_let(ROOT, "wagtailusers_groups:*", "wagtailsites:*", "wagtaillocales:*")
_let(DESK, "wagtaildocs_serve")  # and whoever follows a lesson that shows it: test_media.py
