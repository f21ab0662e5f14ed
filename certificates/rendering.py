"""Drawing a sheet from a snapshot: the same snapshot gives the same bytes. Knows no model and no active language.

Tagged PDF/A-3a by WeasyPrint. Fonts, style sheet and frame are read once in a process. Pango's font map is not for several threads at once:
one lock guards the drawing.
"""

import gc
from functools import cache
from pathlib import Path
from threading import Lock

import pydyf
from django.template.loader import get_template
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from certificates import frame, wording
from certificates.enclosing import enclosed
from certificates.fitting import sizes
from certificates.snapshot import Snapshot, read, words

SHEETS = {"kk-ru": ("kk", "ru"), "en": ("en",)}
FOLDER = Path(__file__).resolve().parent / "sheets"
ONE_AT_A_TIME = Lock()


def draw(snapshot: dict, sheet: str, credential: str = "") -> bytes:
    """The PDF of one sheet: `kk-ru` or `en`. The signed credential (JWT), if there is one, is attached, and so is what it says."""
    facts = read(snapshot)
    context = _context(facts, SHEETS[sheet])
    page = get_template("certificates/sheet.html").render(context)
    with ONE_AT_A_TIME:
        fonts, profiles, style = _warm()
        chosen = CSS(string=sizes(context["name"], context["faces"]), font_config=fonts)
        return HTML(string=page, base_url=str(FOLDER), url_fetcher=_ours_only()).write_pdf(
            stylesheets=[style, chosen],
            font_config=fonts,
            color_profiles=profiles,
            output_intent="--srgb",
            pdf_variant="pdf/a-3a",
            attachments=enclosed(facts, credential),
            finisher=lambda _document, pdf: _finish(pdf, facts.check_url),
        )


@cache
def _warm() -> tuple[FontConfiguration, dict, CSS]:
    fonts, profiles = FontConfiguration(), {}
    style = CSS(filename=FOLDER / "sheet.css", font_config=fonts, color_profiles=profiles)
    gc.freeze()  # what is here now stays: the collector, woken by each sheet's many boxes, need not walk it again (a tenth of the time)
    return fonts, profiles, style


@cache
def _ours_only() -> URLFetcher:
    """Nothing is fetched from anywhere but our own files."""
    return URLFetcher(allowed_protocols=["file"])


def _finish(pdf: pydyf.PDF, url: str) -> None:
    """Puts frame and QR under the words of the page, and settles the bytes of everything."""
    page = pdf.objects[pdf.pages["Kids"][0]]
    pictures = (frame.frame(), frame.qr(url))
    for picture in pictures:
        pdf.add_object(picture)
    _describe_enclosed(pdf)
    page["Contents"] = pydyf.Array([*(picture.reference for picture in pictures), page["Contents"]])
    pdf.objects[:] = [thing if thing.free == "f" else Settled(thing) for thing in pdf.objects]


def _describe_enclosed(pdf: pydyf.PDF) -> None:
    """WeasyPrint lists each attachment twice and knows no media type of a credential."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream) and thing.extra.get("Subtype") == "/application#2foctet-stream":
            thing.extra["Subtype"] = "/application#2fvc+jwt"


class Settled(pydyf.Object):
    """An object as bytes, made once: pydyf asks for them twice, to write them and to give the file its identifier."""

    data = compressible = None

    def __init__(self, thing: pydyf.Object):
        super().__init__()
        self.number, self.generation = thing.number, thing.generation
        self.data, self.compressible = thing.data, thing.compressible


def _context(facts: Snapshot, languages: tuple[str, ...]) -> dict:
    first = languages[0]
    name = (languages == ("en",) and facts.latin_name) or facts.full_name
    return {
        "lang": first,
        "title": f"{wording.HEADING[first]} {facts.serial}: {name}",
        "author": words(facts.issuer.name, first),
        "day": facts.issued_on.isoformat(),
        "heading": wording.HEADING[first],
        "holder": " · ".join(wording.HOLDER[language] for language in languages),
        "name": name,
        "faces": [_face(facts, language) for language in languages],
        "signatories": [
            {"roles": "\n".join(_each(who.role, languages)), "names": " / ".join(_each(who.name, languages))}
            for who in facts.issuer.signatories
        ],
        "serial": facts.serial,
        "number_label": " / ".join(wording.NUMBER[language] for language in languages),
        "check_label": " / ".join(wording.CHECK[language] for language in languages),
        "check_at": facts.check_url.partition("://")[2],
    }


def _face(facts: Snapshot, language: str) -> dict:
    return {
        "lang": language,
        "issuer": words(facts.issuer.name, language),
        "sentence": wording.SENTENCE[language],
        "title": words(facts.title, language),
        "facts": "\n".join(f"{line.label}:\t{line.value}" for line in wording.facts(facts, language)),
        "note": "\n".join(filter(None, [words(facts.note, language), wording.basis(facts, language)])),
    }


def _each(text: dict[str, str], languages: tuple[str, ...]) -> list[str]:
    """The text in each language, once where it is the same."""
    return list(dict.fromkeys(words(text, language) for language in languages))
