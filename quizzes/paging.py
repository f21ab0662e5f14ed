"""The pages of an exam: which questions stand on which, and which may be opened. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

Each = TypeVar("Each")


@dataclass(frozen=True)
class Pages:
    """`total` questions, `per_page` on each page (all on one if None). With `no_return` the page `reached` is the only one open."""

    total: int
    per_page: int | None = None
    no_return: bool = False
    reached: int = 1

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.per_page)) if self.per_page else 1

    def page_of(self, position: int) -> int:
        """The page of a question, counted from 1 like it."""
        return (position - 1) // self.per_page + 1 if self.per_page else 1

    def is_open(self, page: int) -> bool:
        return page == self.reached if self.no_return else 1 <= page <= self.last

    def open_page_of(self, position: int) -> int | None:
        """The page of a question if it may be opened."""
        page = self.page_of(position)
        return page if self.is_open(page) else None

    def opened(self, wanted: str) -> int:
        """The page to show to somebody who asks for that one: the nearest that there is and that is open."""
        page = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else 1
        return min(self.reached, self.last) if self.no_return else min(max(page, 1), self.last)

    def on(self, page: int, questions: Sequence[Each]) -> Sequence[Each]:
        """The questions of a page, given all in order."""
        if not self.per_page:
            return questions
        return questions[(page - 1) * self.per_page : page * self.per_page]
