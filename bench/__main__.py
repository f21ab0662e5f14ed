"""`make bench`: the table, and bench/results.json; `--growth 1k 100k 1m`: what each page costs in academies of such sizes, and
bench/growth.json. Loads 127.0.0.1 only, each piece of work for a few seconds.
"""

import argparse
import asyncio
import json
import sys
from pathlib import Path

from bench import growth, machine, sizes
from bench.place import place, require_services

COLUMNS = ("per_s", "p50_ms", "p95_ms", "queries", "cpu_ms", "db_cpu_ms", "worker_cpu_ms", "ratio")


def main() -> None:
    """Prepares the academy, measures every piece of work in one run, prints and writes the rows."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--size", type=sizes.parse, default=sizes.parse("3k"), help="enrolments: 1k, 100k, 1m")
    parser.add_argument("--seconds", type=float, default=6.0, help="for each piece of work")
    parser.add_argument("--only", nargs="*", default=[], help="names of works; the floor is always measured")
    parser.add_argument(
        "--growth", nargs="+", type=sizes.parse, metavar="SIZE", help="compare academies of these sizes, the smallest first"
    )
    parser.add_argument("--into", type=Path, default=machine.RESULTS, help="the file for the results")
    options = parser.parse_args()
    require_services()
    if options.growth:
        sys.exit(growth.compare(sorted(options.growth), seconds=options.seconds))
    found = {
        "size": sizes.label(options.size),
        "seconds": options.seconds,
        "machine": machine.machine(),
        "commit_date": machine.commit_date(),
    }
    with place(options.size) as serving:
        from bench.works import measure

        rows = asyncio.run(measure(serving, seconds=options.seconds, only=set(options.only)))
        found["database_mb"] = machine.database_mb()
    show(rows, serving.memory)
    options.into.write_text(json.dumps({**found, "memory_mb": serving.memory, "rows": rows}, indent=2) + "\n")


def show(rows: list[dict], memory: dict[str, list[int]]) -> None:
    """The table on the screen."""
    say = sys.stdout.write
    say(f"{'work':18}" + "".join(f"{name.replace('_', ' '):>15}" for name in COLUMNS) + "\n")
    for row in rows:
        cells = ("-" if row[name] is None else f"{row[name]:.2f}" if isinstance(row[name], float) else str(row[name]) for name in COLUMNS)
        say(f"{row['work']:18}" + "".join(f"{cell:>15}" for cell in cells) + "\n")
    for kind, peaks in memory.items():
        say(f"{kind}: at most {', '.join(map(str, peaks))} MB\n")


if __name__ == "__main__":
    main()
