"""The number printed on a certificate: QLQ-26-48317-72035-41.

Year, ten random digits, two check digits (ISO 7064 MOD 97-10, the ones of bank accounts: every wrong digit and every pair of swapped
neighbours is noticed). Random instead of counted: nothing to lock, nothing to enumerate. Pure.
"""

import re
import secrets
import unicodedata

from stdnum.iso7064 import mod_97_10

PREFIX = "QLQ"
PATTERN = r"QLQ-\d{2}-\d{5}-\d{5}-\d{2}"

# What people type for the prefix with a Cyrillic keyboard (Қалқан's consonants) and for digits with any.
LETTERS = str.maketrans({"Қ": "Q", "К": "Q", "K": "Q", "Л": "L"})
DIGITS = str.maketrans({"O": "0", "О": "0", "I": "1", "І": "1", "L": "1", "З": "3", "Б": "6", "B": "8", "В": "8"})


def new_serial(year: int) -> str:
    """A fresh number. Uniqueness is the database's word, not this function's."""
    body = f"{year % 100:02d}{secrets.randbelow(10**10):010d}"
    return formatted(body + mod_97_10.calc_check_digits(body))


def formatted(digits: str) -> str:
    """Fourteen digits as they are printed."""
    return f"{PREFIX}-{digits[:2]}-{digits[2:7]}-{digits[7:12]}-{digits[12:]}"


def parse(text: str) -> str | None:
    """The number somebody typed, as it is printed; None if it cannot be one.

    Forgives case, spaces, dashes of every kind, a missing prefix, full-width digits and letters taken for digits.
    """
    bare = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text.replace("№", ""))).upper()
    if bare[:3].translate(LETTERS) == PREFIX:
        bare = bare[3:]
    digits = bare.translate(DIGITS)
    if not re.fullmatch(r"[0-9]{14}", digits) or not mod_97_10.is_valid(digits):
        return None
    return formatted(digits)
