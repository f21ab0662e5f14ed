"""What is taught and who is learning it.

`pages` is the trainer's desk, `editions` is what learners follow, `learning` is what each of them did. `items` is the one interface that a
lesson, a quiz or a practicum fulfils to stand in a course.
"""

from courses.models.editions import Completion, Correction, Course, Edition, EditionItem, EditionModule, Pin
from courses.models.items import ItemPage, Rule
from courses.models.learning import BlockState, Enrolment, ItemProgress
from courses.models.media import Captions, Video
from courses.models.pages import CataloguePage, CoursePage, HomePage, LessonPage, ModulePage

__all__ = [
    "BlockState",
    "Captions",
    "CataloguePage",
    "Completion",
    "Correction",
    "Course",
    "CoursePage",
    "Edition",
    "EditionItem",
    "EditionModule",
    "Enrolment",
    "HomePage",
    "ItemPage",
    "ItemProgress",
    "LessonPage",
    "ModulePage",
    "Pin",
    "Rule",
    "Video",
]
