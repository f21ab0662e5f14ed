"""The questions of an XML file as small trees, one after the other. No document type, no entity, nothing from outside is read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from quizzes.formats.entries import Refused

DEEPEST = 30
MOST_NODES = 5_000


@dataclass
class Node:
    """An element of a question."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list["Node"] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    too_many: bool = False

    def all(self, tag: str) -> list["Node"]:
        return [child for child in self.children if child.tag == tag]

    def first(self, tag: str) -> "Node":
        """The first child with that tag; an empty one where there is none."""
        return next(iter(self.all(tag)), Node(tag, {}, self.line))

    def has(self, tag: str) -> bool:
        return bool(self.all(tag))

    @property
    def words(self) -> str:
        return "".join(self.parts).strip()

    @property
    def text(self) -> str:
        """What its `<text>` says; some files put the words beside it."""
        return self.first("text").words or self.words


class Reader(ContentHandler):
    """Hands each `<question>` over and forgets it. Raises Refused where this is not such a file."""

    def __init__(self, take: Callable[[Node], None], line: Callable[[], int | None]) -> None:
        super().__init__()
        self.take = take
        self.line_now = line
        self.depth = 0
        self.open: list[Node] = []
        self.nodes = 0

    @property
    def line(self) -> int:
        return self.line_now() or 1

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 — the name that SAX calls
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused("xml_too_deep", line=self.line, most=DEEPEST)
        if self.depth == 1 and name != "quiz":
            raise Refused("xml_not_quiz", line=self.line, tag=name[:40])
        if self.open:
            self.nodes += 1
            if self.nodes > MOST_NODES:
                self.open[0].too_many = True
                return
        elif (self.depth, name) == (2, "question"):
            self.nodes = 1
        else:
            return
        node = Node(name, dict(attrs.items()), self.line)
        if self.open:
            self.open[-1].children.append(node)
        self.open.append(node)

    def characters(self, content: str) -> None:
        if self.open and not self.open[0].too_many:
            self.open[-1].parts.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802
        # The question stands at depth 2: once it has too many nodes, only its own end is waited for.
        if self.open and (self.depth == 2 or not self.open[0].too_many):
            node = self.open.pop()
            if self.depth == 2:
                self.take(self.open[0] if self.open else node)
                self.open = []
        self.depth -= 1


def read_questions(data: bytes, take: Callable[[Node], None]) -> None:
    """Calls `take` with each question. Raises Refused, with the line, where the file is broken or forbidden."""
    parser = make_parser()
    reader = Reader(take, parser.getLineNumber)
    parser.forbid_dtd = parser.forbid_entities = parser.forbid_external = True
    parser.setContentHandler(reader)
    try:
        parser.feed(data)
        parser.close()
    except DefusedXmlException as fault:
        raise Refused("xml_forbidden", line=reader.line) from fault
    except SAXParseException as fault:
        raise Refused("xml_broken", line=fault.getLineNumber() or 1, message=str(fault.getMessage())[:100]) from fault
    except (SAXException, LookupError, ValueError) as fault:  # an encoding that nobody knows
        raise Refused("xml_broken", line=1, message=str(fault)[:100]) from fault
