"""Pages about certificates: the check page for anyone, the files for their owner."""

from certificates.views.checking import check, find, open_code
from certificates.views.owning import credential, file, show

__all__ = ["check", "credential", "file", "find", "open_code", "show"]
