"""Pages about certificates: the check page for anyone, the files for their owner."""

from certificates.views.answering import answer
from certificates.views.checking import check, find, open_code
from certificates.views.explaining import trust
from certificates.views.owning import credential, file, show, signature

__all__ = ["answer", "check", "credential", "file", "find", "open_code", "show", "signature", "trust"]
