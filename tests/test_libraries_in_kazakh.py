"""What libraries say to a learner has Kazakh words: form errors, sign-in pages and mails, the words of time."""

import re
from pathlib import Path

import allauth
import django
import polib
import pytest
from django.conf import settings

DJANGO, ALLAUTH = Path(django.__file__).parent, Path(allauth.__file__).parent
OURS = polib.pofile(str(settings.BASE_DIR / "locale_libraries/kk/LC_MESSAGES/django.po"))
KAZAKH = {(entry.msgctxt, entry.msgid): entry for entry in OURS}

# Parts of allauth that are not installed: signing in through others, being such an other, serving only an API.
NOT_OF_ALLAUTH = re.compile(r"(templates/)?(socialaccount|idp|openid|headless)/")
OF_DJANGO = re.compile(r"(core|db/models|forms|template|utils|views/generic)/|views/(csrf|static)\.py")
OF_AUTH = re.compile(r"contrib/auth/(forms|models|password_validation|validators|views|templates)\b")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}|</?\w[^>]*>")
MIXED = re.compile(r"[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]")
ENDING_AFTER_PLACEHOLDER = re.compile(r"(%\((?!(?:end_)?link\))\w+\)[a-z]|\{\w*\})[’'-]?[Ѐ-ӿ]")
NAMES = {"IPv4", "IPv6", "URL"}
ORDINALS = {"ordinal 11, 12, 13", *(f"ordinal {digit}" for digit in range(10))}  # «5-»: the hyphen makes the ordinal


def messages(catalogue: Path, folder_matters) -> list[polib.POEntry]:
    return [
        entry
        for entry in polib.pofile(str(catalogue / "LC_MESSAGES/django.po"))
        if not entry.obsolete and any(folder_matters(path) for path, _ in entry.occurrences)
    ]


def without_kazakh(entries: list[polib.POEntry], also: Path | None = None) -> list[str]:
    theirs = {(e.msgctxt, e.msgid) for e in polib.pofile(str(also / "LC_MESSAGES/django.po")) if e.translated()} if also else set()
    return [e.msgid for e in entries if (e.msgctxt, e.msgid) not in theirs and (e.msgctxt, e.msgid) not in KAZAKH]


def words(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_allauth_speaks_kazakh():
    russian = messages(ALLAUTH / "locale/ru", lambda path: not NOT_OF_ALLAUTH.match(path))
    assert len(russian) > 250
    assert without_kazakh(russian) == []


@pytest.mark.parametrize(
    ("folder", "matters"),
    [("conf", OF_DJANGO.match), ("contrib/auth", OF_AUTH.match), ("contrib/humanize", bool)],
)
def test_django_speaks_kazakh(folder, matters):
    english = messages(DJANGO / folder / "locale/en", matters)
    assert len(english) > 40
    assert without_kazakh(english, also=DJANGO / folder / "locale/kk") == []


def test_every_entry_has_kazakh_words_in_each_form():
    for entry in OURS:
        assert len(words(entry)) == (2 if entry.msgid_plural else 1), entry.msgid
        for said in words(entry):
            wordless = entry.msgid in NAMES or not re.search(r"[A-Za-z]", PLACEHOLDER.sub("", entry.msgid)) or entry.msgctxt in ORDINALS
            assert said, entry.msgid
            assert wordless or re.search(r"[Ѐ-ӿ]", said), entry.msgid


def test_placeholders_and_tags_are_the_same_set():
    for entry in OURS:
        asked = [entry.msgid, entry.msgid_plural or entry.msgid]
        for original, said in zip(asked, words(entry), strict=False):
            assert sorted(set(PLACEHOLDER.findall(said))) == sorted(set(PLACEHOLDER.findall(original))), entry.msgid


def test_no_latin_letter_hides_in_a_word_and_no_ending_follows_a_placeholder():
    for entry in OURS:
        for said in words(entry):
            assert not MIXED.search(PLACEHOLDER.sub(" ", said)), said
            assert entry.msgid == "Key nr. {number}" or not ENDING_AFTER_PLACEHOLDER.search(said), said
