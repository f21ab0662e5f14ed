"""What a programme demands and for how long it holds. Frozen with every version of a programme, so it reads and writes itself."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Rule(BaseModel):
    """A value that never changes and knows no field that it was not told of."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Courses(Rule):
    """Courses of which `needed` have to be completed; all of them where nothing is said."""

    keys: tuple[str, ...] = Field(min_length=1)
    needed: int | None = Field(None, ge=1)

    @property
    def number(self) -> int:
        return self.needed or len(self.keys)

    @model_validator(mode="after")
    def enough_to_choose_from(self) -> Self:
        if self.number > len(self.keys) or len(set(self.keys)) < len(self.keys):
            raise ValueError("needed")
        return self


class Requirements(Rule):
    """What has to be met. `hours` are academic hours over all evidence; `exam_months` how old a pass may be when the last one is met."""

    courses: tuple[Courses, ...] = ()
    in_order: bool = False
    exam: str = ""
    exam_months: int | None = Field(None, ge=1)
    practicum: str = ""
    hours: int = Field(0, ge=0)

    @model_validator(mode="after")
    def something_is_required(self) -> Self:
        if not (self.courses or self.exam or self.practicum or self.hours):
            raise ValueError("empty")
        return self


class Rules(Rule):
    """A programme. Without `months` it never expires; without `renewal`, renewing takes what the first time took."""

    first: Requirements
    renewal: Requirements | None = None
    months: int | None = Field(None, ge=1)
    window_days: int = Field(0, ge=0)
    grace_days: int = Field(0, ge=0)
    keeps_anniversary: bool = True
    renewal_after_lapse: bool = False

    @model_validator(mode="after")
    def window_shorter_than_validity(self) -> Self:
        if self.months and self.window_days >= self.months * 28:
            raise ValueError("window_days")
        return self

    @property
    def to_renew(self) -> Requirements:
        return self.renewal or self.first
