"""A text with gaps, each filled by choosing or by typing."""
