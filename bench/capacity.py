"""From the CPU of a journey to machines: `python -m bench.capacity` writes the figures of bench/results.json into docs/capacity.md."""

import json
import sys
from dataclasses import dataclass
from math import ceil

from bench.machine import GROWTH, RESULTS, ROOT

PAPER = ROOT / "docs" / "capacity.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
LEARNERS = 338_000  # of one free national course
PEAK_HOUR = 0.15  # of a day's journeys fall into its busiest hour
BUSY = 0.6  # how much of a core is planned for: above that, waiting grows faster than work
CORES = 4  # of one machine


@dataclass(frozen=True)
class Demand:
    """Journeys of a day, and what they take in the busiest hour."""

    journeys: int

    @property
    def per_s(self) -> float:
        return self.journeys * PEAK_HOUR / 3600

    def cores(self, cpu_ms: float) -> float:
        """Cores that are busy `BUSY` of the time, for that much CPU a journey."""
        return self.per_s * cpu_ms / 1000 / BUSY


def machines(cores: float) -> int:
    """Never fewer than one."""
    return max(1, ceil(cores / CORES))


def figures(found: dict) -> str:
    """The paper's figures from the bench's results. Pure."""
    rows = {row["work"]: row for row in found["rows"]}
    journey, memory = rows["journey"], found["memory_mb"]
    kinds = {"web": journey["cpu_ms"], "PostgreSQL": journey["db_cpu_ms"] or 0.0, "workers": journey["worker_cpu_ms"] or 0.0}
    cpu = found["machine"]
    lines = [
        f"Measured {found['commit_date']} on {cpu['cores']} cores ({cpu['cpu']}) that also ran PostgreSQL, Redis, the worker and the",
        f"bench itself, in an academy of {found['size']} enrolments: **{journey['per_s']} journeys a second**,",
        f"{journey['requests_per_s']} requests a second.",
        "",
        "| | CPU ms a journey |",
        "|---|---|",
        *(f"| {kind} | {ms:.0f} |" for kind, ms in kinds.items()),
        f"| together | {sum(kinds.values()):.0f} |",
        "",
        f"A journey is {journey['requests']:.0f} requests. A web process held at most {max(memory['web'])} MB, the worker's processes "
        f"{max(memory['worker'])} MB each. The database takes {found['database_mb']} MB on disk.",
        "",
        f"| on one day | journeys a second in the busiest hour | {' | '.join(f'cores: {kind}' for kind in kinds)} | "
        f"{' | '.join(f'machines: {kind}' for kind in kinds)} |",
        "|---" * (2 + 2 * len(kinds)) + "|",
    ]
    for said, demand in (("a tenth of them", Demand(LEARNERS // 10)), ("all of them", Demand(LEARNERS))):
        cores = [demand.cores(ms) for ms in kinds.values()]
        cells = [f"{each:.1f}" for each in cores] + [str(machines(each)) for each in cores]
        lines.append(f"| {said}: {demand.journeys:,} | {demand.per_s:.1f} | {' | '.join(cells)} |")
    return "\n".join(lines)


def growth(found: dict) -> str:
    """What pages cost at each size, from the results of `make growth`. Pure."""
    sizes = list(next(iter(found["pages"].values())))
    lines = [f"| CPU ms of web process and database ({found['commit_date']}) | {' | '.join(sizes)} |", "|---" * (1 + len(sizes)) + "|"]
    for page, by_size in found["pages"].items():
        cells = [f"{each['cpu_ms']:.1f}" + (f" (× {each['factor']:.2f})" if size != sizes[0] else "") for size, each in by_size.items()]
        lines.append(f"| {page} | {' | '.join(cells)} |")
    return "\n".join(lines)


def refreshed(paper: str, new: str) -> str:
    """The paper with these figures between its marks. Pure."""
    before, _begin, rest = paper.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{new}\n\n{END}{after}"


def main() -> None:
    if not RESULTS.exists():
        sys.exit("There are no results yet: make bench ARGS='--size 100k'")
    new = figures(json.loads(RESULTS.read_text()))
    if GROWTH.exists():
        new += "\n\n" + growth(json.loads(GROWTH.read_text()))
    PAPER.write_text(refreshed(PAPER.read_text(), new))
    sys.stdout.write(new + "\n")


if __name__ == "__main__":
    main()
