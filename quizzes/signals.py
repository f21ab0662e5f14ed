"""News of the exam hall, sent inside the transaction that makes them true."""

from django.dispatch import Signal

# attempt: an attempt that has just ended, with its receipt; its result may still wait for marks.
attempt_finished = Signal()

# attempt: an attempt that has its result now because the last of its answers was marked.
attempt_marked = Signal()

# attempt, by (whoever opened the case, may be None), at, reason: a regrading took the pass away, and no other attempt at the same item has
# one. A completed course stays completed: whoever issued something for it decides what to do.
pass_withdrawn = Signal()

# attempt, by, at, reason: a regrading gave the attempt a pass, or gave it back.
pass_returned = Signal()

# case: a regrading was applied or undone; learners whose result changed are to be told.
results_corrected = Signal()
