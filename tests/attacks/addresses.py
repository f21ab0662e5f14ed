"""Every address that the resolver knows, as patterns: its name, where it leads, which arguments it wants."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

CONVERTED = re.compile(r"<(?:\w+:)?(\w+)>")
WAYS = {  # patterns written as expressions, which have no names for their arguments
    r"^(\d+)/revisions/compare/(live|earliest|\d+)\.\.\.(live|latest|\d+)/$": "{page_id}/revisions/compare/live...latest/",
    r"^(\d+)/(.*)$": "{document_id}/{document_name}",
    r"^.*/$": "no-such-page/",
    r"^((?:[\w\-]+/)*)$": "courses/prevention/",
    r"^trust/keys/(?P<fingerprint>[0-9a-f]{64})\.json$": "trust/keys/{fingerprint}.json",
    r"^trust/keys/(?P<fingerprint>[0-9a-f]{64})\.pem$": "trust/keys/{fingerprint}.pem",
}


@dataclass(frozen=True)
class Address:
    """`way` is the path with its arguments in braces."""

    name: str
    way: str
    view: Any

    @property
    def wanted(self) -> list[str]:
        return re.findall(r"{(\w+)}", self.way)

    def path(self, arguments: dict) -> str:
        return "/" + self.way.format_map(arguments)


def addresses() -> list[Address]:
    """All of them. An unnamed one is called by its way; where two share a name, what they want is said with it."""
    found = list(_walk(get_resolver(), "", ""))
    times = Counter(one.name for one in found)
    return [replace(one, name=one.name + "".join(f",{a}" for a in one.wanted)) if times[one.name] > 1 else one for one in found]


def _walk(resolver: URLResolver, way: str, space: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        further = way + _way(str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            yield Address(space + pattern.name if pattern.name else further, further, pattern.callback)
        else:
            yield from _walk(pattern, further, f"{space}{pattern.namespace}:" if pattern.namespace else space)


def _way(pattern: str) -> str:
    if pattern in WAYS:
        return WAYS[pattern]
    return CONVERTED.sub(r"{\1}", pattern.removeprefix("^").removesuffix("$"))
