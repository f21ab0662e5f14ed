"""Sizes as they are written, and what counts as growth."""

import pytest

from bench.sizes import factor, has_grown, label, parse


@pytest.mark.parametrize(("text", "size"), [("300", 300), ("1k", 1_000), ("100K", 100_000), (" 1m ", 1_000_000)])
def test_a_size_is_read_as_it_is_written(text, size):
    assert parse(text) == size


@pytest.mark.parametrize("text", ["", "0", "-5", "k", "1,5k", "1g", "99m"])
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match="A size is written"):
        parse(text)


@pytest.mark.parametrize("text", ["300", "1k", "3k", "100k", "1m"])
def test_a_size_is_written_as_it_was_read(text):
    assert label(parse(text)) == text


def test_the_better_run_of_each_is_compared():
    assert factor([10.0, 14.0], [19.0, 11.0]) == 1.1
    assert not has_grown([10.0, 14.0], [19.0, 11.0])


def test_a_page_has_grown_when_even_its_better_run_costs_a_fifth_more():
    assert not has_grown([10.0, 10.0], [12.0, 12.5])
    assert has_grown([10.0, 10.0], [12.1, 12.5])
