"""Drawing a sheet from a snapshot: the same snapshot gives the same bytes. Knows no model and no active language.

Tagged PDF/A-3a by WeasyPrint. Fonts, style sheets and pictures of layouts are read once in a process. Pango's font map is not for several
threads at once: one lock guards the drawing.
"""

import gc
from base64 import b64encode
from collections.abc import Mapping
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
from certificates.layouts import LAYOUTS, Layout
from certificates.snapshot import Signatory, Snapshot, read, words

SHEETS = {"kk-ru": ("kk", "ru"), "en": ("en",)}
FOLDER = Path(__file__).resolve().parent
NO_PICTURES: Mapping[str, bytes] = {}
ONE_AT_A_TIME = Lock()


def draw(snapshot: dict, sheet: str, credential: str = "", *, pictures: Mapping[str, bytes] = NO_PICTURES, specimen: bool = False) -> bytes:
    """The PDF of one sheet: `kk-ru` or `en`. The signed credential (JWT), if there is one, is attached, and so is what it says.

    `pictures` has the bytes (PNG) of what the snapshot names by SHA-256. A specimen says across the sheet that it is one.
    """
    facts = read(snapshot)
    layout, languages = LAYOUTS[facts.design.layout], SHEETS[sheet]
    context = {**_context(facts, languages, pictures), "specimen": specimen and " ".join(wording.SPECIMEN[code] for code in languages)}
    page = get_template(layout.template).render(context)
    measures = layout.both if len(languages) > 1 else layout.alone
    with ONE_AT_A_TIME:
        fonts, profiles, common = _warm()
        chosen = CSS(string=sizes(context, measures), font_config=fonts)
        return HTML(string=page, base_url=str(FOLDER), url_fetcher=_ours_only()).write_pdf(
            stylesheets=[common, _style(layout), chosen],
            font_config=fonts,
            color_profiles=profiles,
            output_intent="--srgb",
            pdf_variant="pdf/a-3a",
            attachments=enclosed(facts, credential),
            finisher=lambda _document, pdf: _finish(pdf, facts.check_url, layout),
        )


@cache
def _warm() -> tuple[FontConfiguration, dict, CSS]:
    fonts, profiles = FontConfiguration(), {}
    common = CSS(filename=FOLDER / "layouts" / "sheet.css", font_config=fonts, color_profiles=profiles)
    str(profiles["--srgb"].name)  # looked into, a profile is written differently for good: so it is before the first sheet
    return fonts, profiles, common


@cache
def _style(layout: Layout) -> CSS:
    fonts, _profiles, _common = _warm()
    style = CSS(filename=layout.style, font_config=fonts)
    gc.freeze()  # what is here now stays: the collector, woken by each sheet's many boxes, need not walk it again (a tenth of the time)
    return style


@cache
def _ours_only() -> URLFetcher:
    """Nothing is fetched from anywhere but our own files and the page itself."""
    return URLFetcher(allowed_protocols=["file", "data"])


def _finish(pdf: pydyf.PDF, url: str, layout: Layout) -> None:
    """Puts picture and QR under the words of the page, and settles the bytes of everything."""
    page = pdf.objects[pdf.pages["Kids"][0]]
    pictures = (frame.frame(layout), frame.qr(url, layout))
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


def _context(facts: Snapshot, languages: tuple[str, ...], pictures: Mapping[str, bytes]) -> dict:
    first = languages[0]
    name = (languages == ("en",) and facts.latin_name) or facts.full_name
    heading = " · ".join(_each({**wording.HEADING, **facts.design.heading}, languages))
    return {
        "lang": first,
        "title": f"{heading} {facts.serial}: {name}",
        "author": words(facts.issuer.name, first),
        "day": facts.issued_on.isoformat(),
        "heading": heading,
        "holder": " · ".join(wording.HOLDER[language] for language in languages),
        "name": name,
        "faces": [_face(facts, language) for language in languages],
        "logos": [{"source": _source(sha256, pictures), "alt": words(facts.issuer.name, first)} for sha256 in facts.design.logos],
        "signatories": [_signatory(who, languages, pictures) for who in facts.issuer.signatories],
        "serial": facts.serial,
        "number_label": " / ".join(wording.NUMBER[language] for language in languages),
        "check_label": " / ".join(wording.CHECK[language] for language in languages),
        "check_at": facts.check_url.partition("://")[2],
    }


def _face(facts: Snapshot, language: str) -> dict:
    lines = wording.facts(facts, language)
    return {
        "lang": language,
        "issuer": words(facts.issuer.name, language),
        "sentence": wording.sentence(facts, language),
        "title": words(facts.title, language),
        "facts": "\n".join(f"{line.label}:\t{line.value}" for line in lines),
        "lines": lines,
        "note": "\n".join(filter(None, [wording.note(facts, language), wording.basis(facts, language)])),
    }


def _signatory(who: Signatory, languages: tuple[str, ...], pictures: Mapping[str, bytes]) -> dict:
    return {
        "roles": "\n".join(_each(who.role, languages)),
        "names": " / ".join(_each(who.name, languages)),
        "signature": _source(who.signature, pictures) if who.signature else "",
        "alt": words(who.name, languages[0]) or words(who.role, languages[0]),
    }


def _source(sha256: str, pictures: Mapping[str, bytes]) -> str:
    """A picture as an address that holds it. Raises KeyError: a sheet that lacks one is no sheet."""
    return f"data:image/png;base64,{b64encode(pictures[sha256]).decode()}"


def _each(text: dict[str, str], languages: tuple[str, ...]) -> list[str]:
    """The text in each language, once where it is the same."""
    return list(dict.fromkeys(words(text, language) for language in languages))
