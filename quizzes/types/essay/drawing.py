"""The field of an essay: rubric, text with a count of words, and a file where one may be handed in."""

from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quizzes.questions import View
from quizzes.types.essay.rules import LONGEST


def draw(name: str, view: View) -> str:
    label, rubric_word = _("Your text"), _("How it is marked")  # makemessages does not read f-strings
    rows = "".join(_criterion(each) for each in view["rubric"])
    words = {"words": _("Words: {count}"), "least": view["words_min"] or "", "most": view["words_max"] or ""}
    data = "".join(f' data-{key}="{escape(str(text))}"' for key, text in words.items())
    return (
        f'<details class="rubric" open><summary>{escape(rubric_word)}</summary><dl>{rows}</dl></details>'
        f'<exam-essay{data}><label class="essay"><span>{escape(label)}{_wanted(view)}</span>'
        f'<textarea name="{name}" rows="12" maxlength="{LONGEST}" aria-describedby="{name}-count">'
        f"{escape(view['text'])}</textarea></label>"
        f'<p class="essay-count" id="{name}-count" hidden></p></exam-essay>{_file(name, view) if view["takes_file"] else ""}'
    )


def _criterion(criterion: View) -> str:
    levels = "".join(f"<li><b>{_points(level['points'])}</b> <span>{escape(level['text'])}</span></li>" for level in criterion["levels"])
    return f'<dt>{escape(criterion["criterion"])}</dt><dd><ul role="list">{levels}</ul></dd>'


def _points(points: int) -> str:
    return escape(ngettext("%(points)s point", "%(points)s points", points) % {"points": points})


def _wanted(view: View) -> str:
    """How long the text should be, in words."""
    least, most = view["words_min"], view["words_max"]
    if least and most:
        return " · " + escape(_("%(least)s to %(most)s words") % {"least": least, "most": most})
    if least:
        return " · " + escape(_("at least %(least)s words") % {"least": least})
    return " · " + escape(_("at most %(most)s words") % {"most": most}) if most else ""


def _file(name: str, view: View) -> str:
    label, there = _("File, if you want to add one (PDF, office file or picture, up to 10 MB)"), _("A file is handed in.")
    sent, failed = _("The file is handed in."), _("The file could not be sent. Try once more.")
    known = view["file"] or ""
    state = escape(there) if known else ""
    return (
        f'<answer-file data-sent="{escape(sent)}" data-failed="{escape(failed)}">'
        f'<label class="essay-file"><span>{escape(label)}</span><input type="file" name="{name}.upload"'
        f' aria-describedby="{name}-file" accept=".pdf,.docx,.odt,.pptx,.xlsx,.jpg,.jpeg,.png"></label>'
        f'<input type="hidden" name="{name}.file" value="{known}">'
        f'<p class="essay-file-state" id="{name}-file" role="status">{state}</p></answer-file>'
    )
