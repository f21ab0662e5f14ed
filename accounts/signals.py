"""News of this room. Sent inside the transaction that made it true: a receiver that fails undoes the change."""

from django.dispatch import Signal

# A person's surname and given name became present, so that a certificate can be written in their name.
# Arguments: person (accounts.User, saved).
names_given = Signal()

# A person is being erased: every room takes out what it keeps that tells who it was. The names are still there.
# Arguments: person (accounts.User, locked), by (accounts.User or None), at (datetime).
person_erased = Signal()
