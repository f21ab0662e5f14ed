"""Pages about certificates: the check page for anyone, files and certifications for their owner."""

from certificates.views.answering import answer
from certificates.views.certifying import begin_here, programme, programmes
from certificates.views.checking import check, find, open_code
from certificates.views.explaining import trust
from certificates.views.owning import credential, file, show, signature

__all__ = [
    "answer",
    "begin_here",
    "check",
    "credential",
    "file",
    "find",
    "open_code",
    "programme",
    "programmes",
    "show",
    "signature",
    "trust",
]
