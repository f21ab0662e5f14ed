"""Drawing a lesson: its blocks once for everybody, remembered; then what one learner left in them."""

from dataclasses import dataclass
from datetime import datetime

from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from courses.drawing import merge
from courses.playing import pinned, pinned_page
from courses.seating import Seat

MOST = 500  # lessons that one process remembers, about 30 KB each
# Not in the shared cache: fetching it from there costs a tenth of the page, drawing it anew a twentieth of a second, once.
_remembered: dict[tuple[int, datetime], "Drawn"] = {}
ANY = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True)
class Drawn:
    """A lesson as drawn: its HTML with markers where a person's own state goes, and the kind of each block by id."""

    html: str
    summary: str
    kinds: dict[str, str]


def drawn(seat: Seat) -> Drawn:
    """The pinned lesson in the language of the request. Remembered by this process, for a revision never changes; no query then."""
    number, language = pinned(seat)
    key = (number, seat.enrolment.edition.opened_at)
    found = _remembered.get(key)
    if found is None:
        page = pinned_page(seat)
        with override(language):
            html = render_to_string("courses/body.html", {"page": page})
        found = Drawn(html, page.summary, {block.id: block.block_type for block in page.body})
        if len(_remembered) > MOST:
            _remembered.clear()
        _remembered[key] = found
    return found


def unsigned(page) -> str:
    """The blocks of a page as nobody in particular sees them: for the editor's preview, which keeps nothing."""
    return merge(render_to_string("courses/body.html", {"page": page}), {}, action=lambda *_address: "", csrf="")


def personal(html: str, states: dict, *, course: str, item: str, request) -> str:
    """The drawn body with the learner's own state, and the addresses that keep it."""
    addresses = {kind: reverse(f"learning:{kind}", args=[course, item, ANY]) for kind in ("block", "video")}

    def action(block_id: str, kind: str = "block") -> str:
        return addresses[kind].replace(ANY, block_id)

    return merge(html, {str(key): data for key, data in states.items()}, action=action, csrf=get_token(request))
