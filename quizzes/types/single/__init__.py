"""One correct choice."""
