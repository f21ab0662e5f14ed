"""Bodies of questions to test with. Words name their language, so that a test sees which one a page shows."""

import copy


def text(words):
    return {"kk": f"{words} қаз", "ru": f"{words} рус", "en": f"{words} eng"}


def rich(words):
    return {code: f"<p>{each}</p>" for code, each in text(words).items()}


def ids_of(value):
    """Every id in a body, however deep."""
    if isinstance(value, dict):
        own = {value["id"]} if "id" in value else set()
        return own.union(*map(ids_of, value.values()))
    return set().union(*map(ids_of, value)) if isinstance(value, list) else set()


SINGLE = {
    "prompt": rich("Single?"),
    "choices": [
        {"id": "wrong-1", "text": text("One"), "feedback": text("SECRET one")},
        {"id": "the-key", "text": text("Two"), "feedback": text("SECRET two"), "correct": True},
        {"id": "wrong-2", "text": text("Three"), "feedback": text("SECRET three")},
    ],
    "feedback": text("SECRET why"),
}
MULTIPLE = {
    "prompt": rich("Multiple?"),
    "choices": [
        {"id": "key-1", "text": text("Right one"), "feedback": text("SECRET r1"), "correct": True},
        {"id": "key-2", "text": text("Right two"), "feedback": text("SECRET r2"), "correct": True},
        {"id": "bad-1", "text": text("Wrong one"), "feedback": text("SECRET w1")},
        {"id": "bad-2", "text": text("Wrong two"), "feedback": text("SECRET w2")},
        {"id": "bad-3", "text": text("Wrong three"), "feedback": text("SECRET w3")},
    ],
    "feedback": text("SECRET why"),
}
TRUEFALSE = {
    "prompt": rich("Statement"),
    "answer": False,
    "feedback_true": text("SECRET said true"),
    "feedback_false": text("SECRET said false"),
    "feedback": text("SECRET why"),
}
NUMERIC = {"prompt": rich("How many?"), "answer": "1234.5", "tolerance": "0.5", "unit": text("hours"), "feedback": text("SECRET why")}
MATCHING = {
    "prompt": rich("Match"),
    "pairs": [
        {"id": "pair-a", "left": text("Left A"), "right": text("Right A")},
        {"id": "pair-b", "left": text("Left B"), "right": text("Right B")},
        {"id": "pair-c", "left": text("Left C"), "right": text("Right C")},
    ],
    "extra": [{"id": "extra-x", "text": text("Right X")}],
    "feedback": text("SECRET why"),
}
ORDERING = {
    "prompt": rich("Order"),
    "steps": [{"id": f"step-{number}", "text": text(f"Do {number}")} for number in range(1, 6)],
    "feedback": text("SECRET why"),
}
SHORTTEXT = {
    "prompt": rich("In a word?"),
    "accepted": {"kk": ["сауалнама", "КЕЙ жауап"], "ru": ["опрос"], "en": ["the secret survey"]},
    "feedback": text("SECRET why"),
}
GAPS = {
    "prompt": rich("Fill"),
    "text": {
        "kk": "<p>Бірі [[gap-a]], екіншісі [[gap-b]].</p>",
        "ru": "<p>[[gap-b]] и [[gap-a]].</p>",
        "en": "<p>[[gap-a]], [[gap-b]].</p>",
    },
    "gaps": [
        {
            "id": "gap-a",
            "choices": [
                {"id": "bad-word", "text": text("Bad word")},
                {"id": "good-word", "text": text("Good word"), "correct": True},
                {"id": "no-word", "text": text("No word")},
            ],
        },
        {"id": "gap-b", "accepted": {"kk": ["қалқан"], "ru": ["щит"], "en": ["secretshield"]}},
    ],
    "feedback": text("SECRET why"),
}
CATEGORISE = {
    "prompt": rich("Sort"),
    "categories": [{"id": "cat-x", "text": text("Here")}, {"id": "cat-y", "text": text("There")}],
    "things": [
        {"id": "thing-1", "text": text("Apple"), "category": "cat-x"},
        {"id": "thing-2", "text": text("Pear"), "category": "cat-y"},
        {"id": "thing-3", "text": text("Plum"), "category": "cat-x"},
    ],
    "feedback": text("SECRET why"),
}
CASE = {
    "prompt": rich("A situation"),
    "parts": [
        {"id": "part-one", "kind": "single", "body": {**SINGLE, "prompt": rich("What first?")}},
        {"id": "part-two", "kind": "matching", "body": {**MATCHING, "prompt": rich("Who does what?")}},
        {"id": "part-three", "kind": "shorttext", "body": {**SHORTTEXT, "prompt": rich("Whom to call?")}},
    ],
    "feedback": text("SECRET why"),
}
HOTSPOT = {
    "prompt": rich("Where?"),
    "picture": {"image": 1, "alt": text("A wall")},
    "several": False,
    "spots": [
        {"id": "spot-bad", "label": text("Corner"), "x": "5", "y": "5", "width": "20", "height": "30"},
        {"id": "spot-good", "label": text("Middle"), "x": "40", "y": "40", "width": "20", "height": "20", "correct": True},
    ],
    "feedback": text("SECRET why"),
}
ESSAY = {
    "prompt": rich("Write"),
    "rubric": [
        {
            "id": "crit-1",
            "criterion": text("Sources"),
            "levels": [{"points": 0, "text": text("none")}, {"points": 2, "text": text("one")}, {"points": 4, "text": text("two")}],
        },
        {
            "id": "crit-2",
            "criterion": text("Clarity"),
            "levels": [{"points": 0, "text": text("unclear")}, {"points": 6, "text": text("clear")}],
        },
    ],
    "words_min": 5,
    "file": True,
    "feedback": text("SECRET why"),
}
BODIES = {
    "single": SINGLE,
    "multiple": MULTIPLE,
    "truefalse": TRUEFALSE,
    "numeric": NUMERIC,
    "matching": MATCHING,
    "ordering": ORDERING,
}
# Kinds that need more than a body: a picture in the bank, people who mark. Tests that want them ask for them.
MORE = {
    "shorttext": SHORTTEXT,
    "gaps": GAPS,
    "categorise": CATEGORISE,
    "case": CASE,
    "hotspot": HOTSPOT,
    "essay": ESSAY,
}
EVERY = {**BODIES, **MORE}
# What an author wrote that a learner must not see before its time: ids, feedback, and the words and numbers that are accepted.
SECRETS = ["SECRET", "1234.5", "1234,5", "сауалнама", "КЕЙ жауап", "secret survey", "secretshield", *sorted(ids_of(EVERY))]

# The answer that earns everything, as stored.
RIGHT = {
    "single": {"choice": "the-key"},
    "multiple": {"choices": ["key-1", "key-2"]},
    "truefalse": {"value": False},
    "numeric": {"text": "1234,5"},
    "matching": {"rights": {"pair-a": "pair-a", "pair-b": "pair-b", "pair-c": "pair-c"}},
    "shorttext": {"text": "Опрос."},
    "gaps": {"gaps": {"gap-a": "good-word", "gap-b": "Калкан"}},
    "categorise": {"places": {"thing-1": "cat-x", "thing-2": "cat-y", "thing-3": "cat-x"}},
    "case": {
        "parts": {
            "part-one": {"choice": "the-key"},
            "part-two": {"rights": {"pair-a": "pair-a", "pair-b": "pair-b", "pair-c": "pair-c"}},
            "part-three": {"text": "опрос"},
        }
    },
    "hotspot": {"spots": ["spot-good"]},
    "essay": {"text": "Five words are enough here.", "file": 7},
    "ordering": {"numbers": {f"step-{number}": number for number in range(1, 6)}},
}


def body(kind, **changes):
    """A body of that kind with some fields changed."""
    return {**copy.deepcopy(EVERY[kind]), **changes}
