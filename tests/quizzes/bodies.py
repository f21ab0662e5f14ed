"""Bodies of questions to test with. Words name their language, so that a test sees which one a page shows."""

import copy


def text(words):
    return {"kk": f"{words} қаз", "ru": f"{words} рус", "en": f"{words} eng"}


def rich(words):
    return {code: f"<p>{each}</p>" for code, each in text(words).items()}


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
BODIES = {
    "single": SINGLE,
    "multiple": MULTIPLE,
    "truefalse": TRUEFALSE,
    "numeric": NUMERIC,
    "matching": MATCHING,
    "ordering": ORDERING,
}
# What an author wrote that a learner must not see before its time: ids and feedback.
SECRETS = ["SECRET", "the-key", "wrong-1", "key-1", "bad-1", "pair-a", "extra-x", "step-1", "1234"]

# The answer that earns everything, as stored.
RIGHT = {
    "single": {"choice": "the-key"},
    "multiple": {"choices": ["key-1", "key-2"]},
    "truefalse": {"value": False},
    "numeric": {"text": "1234,5"},
    "matching": {"rights": {"pair-a": "pair-a", "pair-b": "pair-b", "pair-c": "pair-c"}},
    "ordering": {"numbers": {f"step-{number}": number for number in range(1, 6)}},
}


def body(kind, **changes):
    """A body of that kind with some fields changed."""
    return {**copy.deepcopy(BODIES[kind]), **changes}
