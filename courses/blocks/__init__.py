"""The blocks a lesson is made of. Each family has its file; each block its template under templates/blocks/."""

from courses.blocks.lesson import LessonBody

__all__ = ["LessonBody"]
