"""From the CPU of a journey to machines."""

import pytest

from bench.capacity import BEGIN, CORES, END, Demand, figures, growth, machines, refreshed

RESULTS = {
    "size": "100k",
    "machine": {"cores": 2, "cpu": "Some processor"},
    "commit_date": "2026-11-24",
    "database_mb": 700,
    "memory_mb": {"web": [150, 230], "worker": [170, 190]},
    "rows": [
        {
            "work": "journey",
            "per_s": 3.0,
            "requests": 42.0,
            "requests_per_s": 126.0,
            "cpu_ms": 300.0,
            "db_cpu_ms": 60.0,
            "worker_cpu_ms": 90.0,
        }
    ],
}


def test_a_tenth_of_the_country_on_one_day_is_a_journey_and_a_half_a_second():
    assert Demand(33_800).per_s == pytest.approx(1.41, abs=0.01)


def test_cores_are_planned_with_room():
    assert Demand(24_000).per_s == 1.0
    assert Demand(24_000).cores(600.0) == pytest.approx(1.0)


def test_part_of_a_machine_is_a_machine():
    assert [machines(0.1), machines(CORES), machines(CORES + 0.1)] == [1, 1, 2]


def test_the_paper_says_what_was_measured():
    said = figures(RESULTS)
    assert "| together | 450 |" in said
    assert "| a tenth of them: 33,800 | 1.4 | 0.7 | 0.1 | 0.2 | 1 | 1 | 1 |" in said


def test_growth_stands_beside_the_smallest_academy():
    sizes = {"1k": {"cpu_ms": 2.0, "p50_ms": 4.0, "factor": 1.0}, "100k": {"cpu_ms": 2.2, "p50_ms": 4.1, "factor": 1.1}}
    assert "| lesson | 2.0 | 2.2 (× 1.10) |" in growth({"commit_date": "2026-11-24", "pages": {"lesson": sizes}})


def test_only_what_stands_between_the_marks_is_written_anew():
    assert refreshed(f"Before\n{BEGIN}\nold\n{END}\nafter\n", "new") == f"Before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"
