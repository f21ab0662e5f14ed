"""`make bench`: the table, and bench/results.json. Loads 127.0.0.1 only, each piece of work for a few seconds."""

import argparse
import asyncio
import json
import os
import sys
from pathlib import Path

RESULTS = Path(__file__).parent / "results.json"


def main() -> None:
    """Prepares the academy, measures every piece of work in one run, prints and writes the rows."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--learners", type=int, default=3000)
    parser.add_argument("--seconds", type=float, default=6.0, help="for each piece of work")
    parser.add_argument("--only", nargs="*", default=[], help="names of works; the floor is always measured")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    from bench.place import place

    if not os.environ.get("DATABASE_URL", "").startswith("postgres") or not os.environ.get("REDIS_URL"):
        sys.exit("Set DATABASE_URL (PostgreSQL) and REDIS_URL: the bench measures what runs in production.")
    with place(options.learners) as serving:
        from bench.works import measure

        rows = asyncio.run(measure(serving, seconds=options.seconds, only=set(options.only)))
    show(rows)
    RESULTS.write_text(json.dumps({"rows": rows}, indent=2) + "\n")


def show(rows: list[dict]) -> None:
    """The table on the screen."""
    print(f"{'work':18}{'per s':>9}{'p95 ms':>9}{'queries':>9}{'CPU ms':>9}{'ratio':>8}")  # noqa: T201
    for row in rows:
        numbers = [row["per_s"], row["p95_ms"], row["queries"], row["cpu_ms"], row["ratio"]]
        cells = [f"{number:.2f}" if isinstance(number, float) else "-" if number is None else str(number) for number in numbers]
        print(f"{row['work']:18}{cells[0]:>9}{cells[1]:>9}{cells[2]:>9}{cells[3]:>9}{cells[4]:>8}")  # noqa: T201


main()
