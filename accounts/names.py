"""What may stand in a name. Pure: text in, text or a reason out. Nothing is ever converted between alphabets."""

import unicodedata

APOSTROPHES = "'’ʼ‘`´"
HYPHENS = "-‐‑–"
JOINERS = set(APOSTROPHES + HYPHENS + " ")


def tidy(name: str) -> str:
    """One form for one name: composed letters (NFC), single spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def is_name(name: str) -> bool:
    """Letters of any script with their marks, joined by apostrophes, hyphens and spaces; at least one letter, and it begins with one."""
    return bool(name) and name[0].isalpha() and all(_is_letter(sign) or sign in JOINERS for sign in name)


def is_latin(name: str) -> bool:
    """A name whose every letter is Latin, diacritics included."""
    return is_name(name) and all(unicodedata.name(sign, "").startswith("LATIN ") for sign in name if sign.isalpha())


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM"
