"""Drawing a lesson: its blocks once for everybody, cached; then what one learner left in them."""

from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from courses.drawing import merge
from courses.outline import DAY
from courses.playing import pinned, pinned_page
from courses.seating import Seat

# A lesson drawn by other templates or with other words is another drawing: each release has its own.
DRAWN_FROM = [*settings.BASE_DIR.glob("templates/blocks/*.html"), *settings.BASE_DIR.glob("locale/*/*/django.po")]
DRAWN_BY = sha256(b"".join(path.read_bytes() for path in sorted(DRAWN_FROM))).hexdigest()[:12]
ANY = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True)
class Drawn:
    """A lesson as drawn: its HTML with markers where a person's own state goes, and the kind of each block by id."""

    html: str
    summary: str
    kinds: dict[str, str]


def drawn(seat: Seat) -> Drawn:
    """The pinned lesson in the language of the request. Cached by revision and release; no query then."""
    number, language = pinned(seat)
    key = f"lesson:{number}:{DRAWN_BY}"
    found = cache.get(key)
    if found is None:
        page = pinned_page(seat)
        with override(language):
            html = render_to_string("courses/body.html", {"page": page})
        found = Drawn(html, page.summary, {block.id: block.block_type for block in page.body})
        cache.set(key, found, DAY)
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
