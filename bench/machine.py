"""On what and of what it was measured: enough to compare, nothing that names the machine."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS, GROWTH = ROOT / "bench" / "results.json", ROOT / "bench" / "growth.json"


def machine() -> dict[str, object]:
    """Cores and the model of the processor."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return {"cores": os.cpu_count(), "cpu": model}


def commit_date() -> str:
    """The day of the newest commit; empty where there is no history."""
    asked = ["git", "log", "-1", "--format=%cs"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True).stdout.strip()  # noqa: S603


def database_mb() -> int:
    """What the academy takes on disk."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database()) / 1024 / 1024")
        return cursor.fetchone()[0]
