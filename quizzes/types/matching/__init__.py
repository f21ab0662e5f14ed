"""Left sides to be given their right sides."""
