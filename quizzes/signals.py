"""News of the exam hall, sent inside the transaction that makes them true."""

from django.dispatch import Signal

# attempt: an attempt that has just ended, with its receipt; its result may still wait for marks.
attempt_finished = Signal()
