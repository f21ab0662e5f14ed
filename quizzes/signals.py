"""News of the exam hall, sent inside the transaction that makes them true."""

from django.dispatch import Signal

# attempt: an attempt that has just ended, with its receipt; its result may still wait for marks.
attempt_finished = Signal()

# attempt: an attempt that has its result now because the last of its answers was marked.
attempt_marked = Signal()
