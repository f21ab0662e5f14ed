"""People: user, profile, organisations, roles, consent."""
