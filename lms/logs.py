"""Lines of the log that name nobody: as JSON for programs, or as text.

What a line may say of a person is their number. Addresses go by the name of their view; e-mail addresses, codes, queries and long numbers
are taken out of whatever a library says; of an exception the kind and the place are kept, its words only where they speak of code.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.template import TemplateDoesNotExist, TemplateSyntaxError

from lms import tracing

# Their words speak of names in the code or of servers, not of what people typed.
OF_CODE = (
    AttributeError,
    NameError,
    ImportError,
    TypeError,
    ImproperlyConfigured,
    OperationalError,
    TemplateDoesNotExist,
    TemplateSyntaxError,
)
HIDDEN = (
    (re.compile(r"[^\s@<>'\"(){}\[\]:;,=/]+@[^\s@<>'\"(){}\[\]:;,=]+\.[^\s@<>'\"(){}\[\]:;,=]+"), "[e-mail]"),
    (re.compile(r"\?[^\s'\")>]+"), "?[query]"),
    (re.compile(r"(?<=/)[A-Za-z0-9_:.=-]{16,}"), "[code]"),
    (re.compile(r"\b(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{20,}"), "[code]"),
    (re.compile(r"\b\d{9,}\b"), "[number]"),
    (re.compile(r"\b\d{4}-\d{4}\b"), "[number]"),
)
EXTRAS = ("method", "status", "ms")


def scrubbed(text: str) -> str:
    """The text without what may lead to a person."""
    for pattern, put in HIDDEN:
        text = pattern.sub(put, text)
    return text


def message_of(record: logging.LogRecord) -> str:
    """What the line says. The address of a request gives way to the name of its view, and exceptions to their kinds."""
    words = record.getMessage()
    given = record.args if isinstance(record.args, tuple) else ()
    errors = [each for each in (*given, *(record.exc_info or ())) if isinstance(each, BaseException)]
    for error in (led for each in errors for led in chain_of(each)):
        for said in filter(None, (repr(error), str(error))):
            words = words.replace(said, " ".join(filter(None, (type(error).__name__, words_of(error)))))
    request = getattr(record, "request", None)
    for address in sorted(_addresses(request), key=len, reverse=True):
        words = words.replace(address, f"<{tracing.view_of(request)}>")
    return scrubbed(words)


def chain_of(error: BaseException) -> list[BaseException]:
    """The exception and those that led to it, the last one first."""
    chain = [error]
    while (before := chain[-1].__cause__ or chain[-1].__context__) and before not in chain:
        chain.append(before)
    return chain


def failure_of(error: BaseException) -> dict[str, Any]:
    """An exception and what led to it: kinds, the last one's place in the code, and words where they speak of code."""
    frames = traceback.extract_tb(error.__traceback__, limit=-30)
    return {
        "kinds": [f"{type(each).__module__}.{type(each).__qualname__}" for each in chain_of(error)],
        "words": words_of(error),
        "stack": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


def words_of(error: BaseException) -> str:
    """What the exception says, where that is known to speak of code; its first line."""
    return scrubbed(str(error).partition("\n")[0]) if isinstance(error, OF_CODE) else ""


def facts_of(record: logging.LogRecord) -> dict[str, Any]:
    """Everything a line says, by name; nothing empty."""
    trace = tracing.current.get()
    facts = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": message_of(record),
        "request_id": trace and trace.request_id,
        "view": trace and trace.view,
        "chore": trace and trace.chore,
        "person": trace and trace.person,
        **{name: getattr(record, name, None) for name in EXTRAS},
        "error": failure_of(record.exc_info[1]) if record.exc_info and record.exc_info[1] else None,
    }
    return {name: value for name, value in facts.items() if value not in (None, "")}


class Json(logging.Formatter):
    """One line, one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(facts_of(record), ensure_ascii=False)


class Text(logging.Formatter):
    """The same facts for people."""

    def format(self, record: logging.LogRecord) -> str:
        facts = facts_of(record)
        head = [str(facts.pop(name)) for name in ("time", "level", "logger", "message")]
        error = facts.pop("error", None)
        line = " ".join([*head, *(f"{name}={value}" for name, value in facts.items())])
        if error is None:
            return line
        return "\n  ".join([line, *error["stack"], f"{' < '.join(error['kinds'])} {error['words']}"])


def _addresses(request: Any) -> set[str]:
    given = {getattr(request, name, "") for name in ("path", "path_info")}
    return {address for address in given if isinstance(address, str) and len(address) > 1}
