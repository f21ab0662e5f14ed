"""A statement, true or false."""
