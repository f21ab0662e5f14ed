"""The question about known holes: a hole fails `make check`, a network that is away does not."""

import json
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

HOLE = {"id": "PYSEC-2026-1", "fix_versions": ["1.1"]}


@pytest.fixture
def audit(tmp_path, monkeypatch):
    """Asks, with another in the place of whoever is asked; it writes that, or nothing."""

    def ask(said: dict | None):
        answer = tmp_path / "said.json"
        answer.write_text(json.dumps(said))
        writes = f'for a; do [ "$out" = 1 ] && cp {answer} "$a"; out=0; [ "$a" = --output ] && out=1; done' if said else ":"
        for name, body in (("uv", 'for a; do f="$a"; done; : > "$f"'), ("uvx", f"out=0; {writes}; exit 1")):
            program = tmp_path / ".local/bin" / name
            program.parent.mkdir(parents=True, exist_ok=True)
            program.write_text(f"#!/bin/sh\n{body}\n")
            program.chmod(0o755)
        monkeypatch.setenv("HOME", str(tmp_path))
        return subprocess.run([Path(settings.BASE_DIR) / "scripts/audit"], capture_output=True, text=True, check=False)

    return ask


def test_a_hole_fails_and_is_named(audit):
    asked = audit({"dependencies": [{"name": "tiny", "version": "1.0", "vulns": [HOLE]}, {"name": "sound", "version": "2", "vulns": []}]})
    assert (asked.returncode, asked.stdout.strip()) == (1, "tiny 1.0: PYSEC-2026-1, mended in 1.1")


def test_without_a_hole_nothing_is_said(audit):
    asked = audit({"dependencies": [{"name": "sound", "version": "2", "vulns": []}]})
    assert (asked.returncode, asked.stdout) == (0, "")


def test_what_could_not_be_asked_about_is_counted(audit):
    asked = audit({"dependencies": [{"name": "odd", "skip_reason": "not found"}, {"name": "sound", "version": "2", "vulns": []}]})
    assert (asked.returncode, asked.stdout.strip()) == (0, "1 of 2 packages could not be asked about")


def test_a_network_that_is_away_is_said_and_holds_up_nobody(audit):
    asked = audit(None)
    assert (asked.returncode, "nobody could be asked" in asked.stdout) == (0, True)
