"""Every fact that a certificate prints, as it was on the day of issue. Pure.

A file is drawn from this and nothing else, so it can be drawn again years later, byte for byte. Texts are kept by language, pictures as
the SHA-256 of their bytes. Version 1 knew no designs: it reads as the first layout with its own words, and stays readable for ever.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from unicodedata import normalize

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from certificates.days import day_of

Language = Literal["kk", "ru", "en"]
VERSION: Literal[2] = 2
LANGUAGES: tuple[Language, ...] = ("kk", "ru", "en")


def _composed(text: str) -> str:
    """One code point for each letter that has one (NFC), single spaces: what is typed on some phones comes in pieces."""
    return " ".join(normalize("NFC", text).split())


Text = dict[Language, Annotated[str, AfterValidator(_composed)]]
Line = Annotated[str, AfterValidator(_composed)]
Picture = Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]


class Fact(BaseModel):
    """A value that never changes and knows no field that it was not told of."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Signatory(Fact):
    """Who stands for the issuer. `signature`: a picture of it, or nothing."""

    name: Text
    role: Text
    signature: Picture = ""


class Issuer(Fact):
    """The organisation that issues, as it wrote itself on that day."""

    name: Text
    place: Text
    basis: Text = {}
    signatories: tuple[Signatory, ...] = ()


class Design(Fact):
    """How a sheet looks, and the words that are its own; where it has none, those of certificates.wording stand."""

    layout: str = "horns"
    heading: Text = {}
    sentence: Text = {}
    text: Text = {}
    logos: tuple[Picture, ...] = ()


class Snapshot(Fact):
    """The printed facts of one certificate."""

    version: Literal[1, 2] = VERSION
    serial: str
    code: str
    check_base: str
    full_name: Annotated[Line, Field(min_length=1)]
    latin_name: Line = ""
    title: Text
    note: Text = {}
    kind: Literal["course", "programme"] = "course"
    hours: int
    edition: int | None = None
    form: Literal["distance", "mixed"] = "distance"
    enrolled_on: date
    completed_on: date
    issued_on: date
    valid_from: date | None = None
    last_day: date | None = None
    replaces: str = ""
    issuer: Issuer
    design: Design = Design()

    @property
    def pictures(self) -> set[str]:
        """The SHA-256 of every picture on the sheet."""
        return pictures_of(self.issuer, self.design)

    @property
    def check_url(self) -> str:
        """Where anyone may check it: what the QR says."""
        return f"{self.check_base}/c/{self.code}"


class Erased(Snapshot):
    """What is left when the person asked to be taken out: everything but the name."""

    full_name: Literal[""] = ""
    latin_name: Literal[""] = ""


def pictures_of(issuer: Issuer, design: Design) -> set[str]:
    """The SHA-256 of every picture that these two print."""
    return {each for each in (*design.logos, *(who.signature for who in issuer.signatories)) if each}


def snapshot_of(*, enrolled_at: datetime, completed_at: datetime, issued_at: datetime, **facts: Any) -> Snapshot:
    """The snapshot of a completed course; instants become days of Almaty."""
    return Snapshot(enrolled_on=day_of(enrolled_at), completed_on=day_of(completed_at), issued_on=day_of(issued_at), **facts)


def read(stored: dict[str, Any]) -> Snapshot:
    """A stored snapshot. Raises pydantic.ValidationError for what this code cannot read."""
    return (Snapshot if "full_name" in stored else Erased).model_validate(stored)


def words(text: Text, language: Language) -> str:
    """The text in that language; where it lacks one, the first there is in kk, ru, en."""
    return next((text[code] for code in (language, *LANGUAGES) if text.get(code)), "")
