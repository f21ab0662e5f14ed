"""Fails when a string that people can meet has no Kazakh or Russian words, or when the catalogues are behind the code.

What Django and allauth say stands in `locale_libraries/`, which a test compares with their own catalogues.
"""

import re
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}|%[sd]")


def collected() -> set[tuple[str | None, str]]:
    """Every string that makemessages finds now, with its context."""
    command = [sys.executable, "manage.py", "makemessages", "--locale", "kk", "--no-location", "--no-wrap", "--keep-pot"]
    for pattern in (".venv/*", "staticfiles/*", "tests/*", "data/*"):
        command += ["--ignore", pattern]
    kept = {path: path.read_bytes() for path in (ROOT / "locale").rglob("django.po")}
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    for path, content in kept.items():
        path.write_bytes(content)
    pot = ROOT / "locale" / "django.pot"
    entries = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(pot))}
    pot.unlink()
    return entries


def problems(language: str, wanted: set[tuple[str | None, str]]) -> list[str]:
    """What that language's catalogue lacks."""
    catalogue = polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))
    entries = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
    found = [
        f"{language}: not in the catalogue (run `make messages`): {msgid!r}" for context, msgid in sorted(wanted - set(entries), key=str)
    ]
    for entry in entries.values():
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if not all(texts) or entry.fuzzy:
            found.append(f"{language}: {'fuzzy' if entry.fuzzy else 'empty'}: {entry.msgid!r}")
        for text in texts:
            if text and not entry.msgid_plural and names(entry.msgid) != names(text):
                found.append(f"{language}: placeholders differ: {entry.msgid!r} → {text!r}")
    return found


def names(text: str) -> list[str]:
    """The placeholders of a string, sorted."""
    return sorted(match.group(0) for match in PLACEHOLDER.finditer(text))


wanted = collected()
found = [problem for language in ("kk", "ru") for problem in problems(language, wanted)]
for problem in found:
    sys.stdout.write(problem + "\n")
sys.stdout.write(f"{len(wanted)} strings, {len(found)} problems\n")
sys.exit(bool(found))
