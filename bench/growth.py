"""What a page costs in a small academy and in large ones: `python -m bench --growth 1k 100k 1m`."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import machine
from bench.sizes import MOST, factor, has_grown, label

PAGES = ("my-learning", "course", "player", "lesson", "exam-page", "save-answer", "finish", "certificate-file", "check-page")
RUNS = 2
Figures = dict[str, dict[int, list[float]]]  # page → size → a figure of each run


def compare(sizes: list[int], *, seconds: float) -> int:
    """Measures every page at each size, in turns; 1 if one of them grew."""
    runs = [(size, _measure(size, seconds)) for _run in range(RUNS) for size in sizes]
    cpu = {page: {size: [rows[page]["cpu"] for of, rows in runs if of == size] for size in sizes} for page in PAGES}
    median = {page: {size: [rows[page]["median"] for of, rows in runs if of == size] for size in sizes} for page in PAGES}
    show(cpu, median, sizes)
    grown = [page for page in PAGES for size in sizes[1:] if has_grown(cpu[page][sizes[0]], cpu[page][size])]
    found = {"seconds": seconds, "machine": machine.machine(), "commit_date": machine.commit_date(), "most": MOST, "grown": grown}
    machine.GROWTH.write_text(json.dumps({**found, "pages": {page: _row(cpu[page], median[page]) for page in PAGES}}, indent=2) + "\n")
    return 1 if grown else 0


def _row(cpu: dict[int, list[float]], median: dict[int, list[float]]) -> dict[str, dict[str, float]]:
    """By size: the better run of each figure, and the factor to the smallest academy."""
    first = min(cpu)
    return {
        label(size): {"cpu_ms": min(cpu[size]), "p50_ms": min(median[size]), "factor": factor(cpu[first], cpu[size])}
        for size in sorted(cpu)
    }


def show(cpu: Figures, median: Figures, sizes: list[int]) -> None:
    """The table: CPU of web process and database together, in brackets the median, then how many times the smallest academy's CPU."""
    say = sys.stdout.write
    say(f"{'CPU ms (median ms)':20}" + "".join(f"{label(size):>24}" for size in sizes) + "\n")
    for page in cpu:
        cells = []
        for size in sizes:
            times = f" × {factor(cpu[page][sizes[0]], cpu[page][size]):.2f}" if size != sizes[0] else ""
            cells.append(f"{min(cpu[page][size]):.2f} ({min(median[page][size]):.1f}){times}")
        say(f"{page:20}" + "".join(f"{cell:>24}" for cell in cells) + "\n")


def _measure(size: int, seconds: float) -> dict[str, dict[str, float]]:
    """The pages at one size, in a process of its own: a process knows one database."""
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder) / "rows.json"
        asked = ["-m", "bench", "--size", label(size), "--seconds", str(seconds), "--into", str(into), "--only", *PAGES]
        subprocess.run([sys.executable, *asked], check=True)  # noqa: S603
        rows = json.loads(into.read_text())["rows"]
    return {row["work"]: {"cpu": round(row["cpu_ms"] + (row["db_cpu_ms"] or 0), 2), "median": row["p50_ms"]} for row in rows}
