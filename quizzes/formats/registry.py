"""The formats there are: one line each."""

from collections.abc import Sequence
from typing import ClassVar

from quizzes.formats.aiken import reading as aiken_reading
from quizzes.formats.aiken import writing as aiken_writing
from quizzes.formats.entries import Format, Item, Source
from quizzes.formats.gift import reading as gift_reading
from quizzes.formats.gift import writing as gift_writing
from quizzes.formats.moodlexml import reading as xml_reading
from quizzes.formats.moodlexml import writing as xml_writing


class Gift:
    name: ClassVar[str] = "gift"
    extension: ClassVar[str] = "txt"
    mime: ClassVar[str] = "text/plain"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"single", "multiple", "truefalse", "numeric", "matching", "ordering", "shorttext", "essay"}
    )

    def read(self, data: bytes, language: str) -> tuple[Item, ...]:
        return gift_reading.read(data, language)

    def write(self, sources: Sequence[Source], language: str) -> str:
        return gift_writing.write(sources, language)


class MoodleXml:
    name: ClassVar[str] = "moodlexml"
    extension: ClassVar[str] = "xml"
    mime: ClassVar[str] = "application/xml"
    kinds: ClassVar[frozenset[str]] = frozenset(xml_writing.ANSWERS)

    def read(self, data: bytes, language: str) -> tuple[Item, ...]:
        return xml_reading.read(data, language)

    def write(self, sources: Sequence[Source], language: str) -> str:
        return xml_writing.write(sources, language)


class Aiken:
    name: ClassVar[str] = "aiken"
    extension: ClassVar[str] = "txt"
    mime: ClassVar[str] = "text/plain"
    kinds: ClassVar[frozenset[str]] = frozenset({"single"})

    def read(self, data: bytes, language: str) -> tuple[Item, ...]:
        return aiken_reading.read(data, language)

    def write(self, sources: Sequence[Source], language: str) -> str:
        return aiken_writing.write(sources, language)


FORMATS: dict[str, Format] = {each.name: each for each in (Gift(), MoodleXml(), Aiken())}
