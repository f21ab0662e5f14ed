"""All blocks that a lesson may hold, in the order of the editor's menu."""

from wagtail import blocks

from courses.blocks.evidence import FactBlock, QuotationBlock, TableBlock
from courses.blocks.media import DownloadBlock, ImageBlock, VideoBlock
from courses.blocks.practice import CaseBlock, ChecklistBlock, ReflectionBlock, SorterBlock
from courses.blocks.text import AccordionBlock, HeadingBlock, TextBlock


class LessonBody(blocks.StreamBlock):
    """The body of a lesson."""

    heading = HeadingBlock()
    text = TextBlock()
    image = ImageBlock()
    video = VideoBlock()
    fact = FactBlock()
    sorter = SorterBlock()
    case = CaseBlock()
    checklist = ChecklistBlock()
    reflection = ReflectionBlock()
    accordion = AccordionBlock()
    table = TableBlock()
    quotation = QuotationBlock()
    download = DownloadBlock()
