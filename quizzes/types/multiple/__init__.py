"""One or more correct choices."""
