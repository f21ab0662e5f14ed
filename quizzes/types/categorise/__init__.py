"""Things to be put where they belong."""
