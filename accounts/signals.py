"""News of this room. Sent inside the transaction that made it true: a receiver that fails undoes the change."""

from django.dispatch import Signal

# A person's surname and given name became present, so that a certificate can be written in their name.
# Arguments: person (accounts.User, saved).
names_given = Signal()

# A person asked to be erased when some days have passed.
# Arguments: request (accounts.ErasureRequest), at (datetime).
erasure_asked = Signal()

# A person takes along what is known about them: every room answers with an accounts.exporting.Known. Nothing is changed.
# Arguments: person (accounts.User).
data_asked = Signal()

# A person is being erased: every room takes out what it keeps that tells who it was. The names are still there.
# Arguments: person (accounts.User, locked), by (accounts.User or None), at (datetime).
person_erased = Signal()
