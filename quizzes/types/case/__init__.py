"""A situation with several questions to it."""
