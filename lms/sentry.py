"""Errors told to a Sentry of one's choice (SENTRY_DSN), with what the log may say and no more."""

from typing import Any

import sentry_sdk

from lms import tracing
from lms.logs import chain_of, scrubbed, words_of

# Everything else that the library gathers is left out: the request with its address, headers and form, breadcrumbs, modules, the machine.
KEPT = ("event_id", "timestamp", "platform", "level", "logger", "environment", "release", "sdk")
OF_A_FRAME = ("filename", "abs_path", "function", "module", "lineno", "pre_context", "context_line", "post_context", "in_app")


def begin(dsn: str, **more: Any) -> None:
    """Tells from now on. Loaded only where an address is set."""
    sentry_sdk.init(
        dsn=dsn,
        data_collection={
            "user_info": False,
            "http_bodies": [],
            "database_query_data": False,
            "queues": False,
            "stack_frame_variables": False,
        },
        max_breadcrumbs=0,
        traces_sample_rate=0,
        send_client_reports=False,
        auto_session_tracking=False,
        before_send=reduced,
        **more,
    )


def reduced(event: dict[str, Any], hint: dict[str, Any]) -> dict[str, Any]:
    """The event as it goes out."""
    trace = tracing.current.get()
    told = {name: event[name] for name in KEPT if name in event}
    if "logentry" in event:
        told["logentry"] = {"message": scrubbed(str(event["logentry"].get("message", "")))}
    if "exception" in event:
        _type, error, _traceback = hint.get("exc_info") or (None, None, None)
        words = {type(each).__name__: words_of(each) for each in chain_of(error)} if error else {}
        told["exception"] = {"values": [_exception(each, words) for each in event["exception"].get("values", [])]}
    if trace:
        told["transaction"] = trace.view or trace.chore
        told["tags"] = {"request_id": trace.request_id}
        told |= {"user": {"id": trace.person}} if trace.person else {}
    return told


def _exception(each: dict[str, Any], words: dict[str, str]) -> dict[str, Any]:
    frames = (each.get("stacktrace") or {}).get("frames", [])
    return {
        "type": each.get("type"),
        "module": each.get("module"),
        "value": words.get(each.get("type") or "", ""),
        "mechanism": {"type": "generic", "handled": bool((each.get("mechanism") or {}).get("handled"))},
        "stacktrace": {"frames": [{name: frame[name] for name in OF_A_FRAME if name in frame} for frame in frames]},
    }
