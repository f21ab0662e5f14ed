"""Self-checks: what a learner does inside a lesson. Not graded; what they leave is kept for them alone (courses.models.BlockState)."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.text import RICH


class Statement(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Statement"), max_length=300)
    verdict = blocks.ChoiceBlock(label=_("It is a"), choices=[("myth", _("Myth")), ("fact", _("Fact"))])
    explanation = blocks.TextBlock(label=_("Why"))


class SorterBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    intro = blocks.CharBlock(label=_("Introduction"), max_length=300, required=False)
    statements = blocks.ListBlock(Statement(), label=_("Statements"), min_num=2)

    class Meta:
        icon = "bars"
        label = _("Myth or fact")
        group = _("Practice")
        description = _("Statements to sort, each with an explanation.")
        template = "blocks/sorter.html"
        preview_value = {
            "title": "Миф пе, факт пе?",
            "intro": "Әр сөйлем туралы ойланыңыз.",
            "statements": [{"text": "Бір рет қорқыту жеткілікті.", "verdict": "myth", "explanation": "Қорқыту дағды бермейді."}],
        }


class Reply(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Reply"), max_length=300)
    tone = blocks.ChoiceBlock(label=_("It"), choices=[("helps", _("helps")), ("mixed", _("helps in part")), ("harms", _("harms"))])
    feedback = blocks.RichTextBlock(label=_("Feedback"), features=RICH)
    goes_to = blocks.IntegerBlock(
        label=_("Goes to step"), required=False, min_value=1, help_text=_("Number of the step that follows; empty: the case ends here.")
    )


class Step(blocks.StructBlock):
    situation = blocks.RichTextBlock(label=_("Situation"), features=RICH)
    question = blocks.CharBlock(label=_("Question"), max_length=300)
    replies = blocks.ListBlock(Reply(), label=_("Replies"), min_num=2)


class CaseBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    steps = blocks.ListBlock(Step(), label=_("Steps"), min_num=1)

    class Meta:
        icon = "decimal"
        label = _("Case")
        group = _("Practice")
        description = _("A situation with replies, each with feedback; a reply may lead to a further step.")
        template = "blocks/case.html"
        preview_value = {
            "title": "Әлия өзгеріп кетті",
            "steps": [
                {
                    "situation": "<p>Әлия сабақта үндемейтін болды.</p>",
                    "question": "Не істейсіз?",
                    "replies": [
                        {
                            "text": "Оңаша сөйлесемін",
                            "tone": "helps",
                            "feedback": "<p>Оған сөйлесуге жағдай жасадыңыз.</p>",
                            "goes_to": None,
                        },
                        {"text": "Сынып алдында сұраймын", "tone": "harms", "feedback": "<p>Ол ұялып қалуы мүмкін.</p>", "goes_to": None},
                    ],
                }
            ],
        }


class ChecklistBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    intro = blocks.CharBlock(label=_("Introduction"), max_length=300, required=False)
    items = blocks.ListBlock(blocks.CharBlock(max_length=300), label=_("Items"), min_num=1)

    class Meta:
        icon = "tasks"
        label = _("Checklist")
        group = _("Practice")
        description = _("Points to tick; the ticks are kept for the learner.")
        template = "blocks/checklist.html"
        preview_value = {"title": "Қонақ шақырмас бұрын", "intro": "", "items": ["Мақсат анық", "Сынып дайын"]}


class ReflectionBlock(blocks.StructBlock):
    prompt = blocks.CharBlock(label=_("Question"), max_length=500)
    hint = blocks.CharBlock(label=_("Hint"), max_length=300, required=False)

    class Meta:
        icon = "edit"
        label = _("Reflection")
        group = _("Practice")
        description = _("A question the learner answers for themselves; nobody else reads it.")
        template = "blocks/reflection.html"
        preview_value = {"prompt": "Соңғы рет қай оқушыны шын тыңдадыңыз?", "hint": ""}
