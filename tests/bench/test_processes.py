"""CPU of processes that come and go."""

import os

from bench.processes import Cpu, peaks, seconds, used


def test_a_backend_that_came_meanwhile_counts_whole_and_one_that_left_not_at_all():
    assert used({1: 5.0, 3: 2.0}, {1: 4.0, 2: 9.0}) == 3.0


def test_work_is_told_in_milliseconds_each_and_not_at_all_where_nobody_could_look():
    before, after = Cpu({1: 1.0}, {}, {}), Cpu({1: 2.0}, {}, {})
    assert after.since(before, 100) == {"cpu_ms": 10.0, "db_cpu_ms": None, "worker_cpu_ms": None}


def test_this_very_process_can_be_looked_at():
    assert seconds([os.getpid()])[os.getpid()] > 0
    assert peaks([os.getpid()])[0] > 10
