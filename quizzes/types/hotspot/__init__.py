"""Places to be found on a picture."""
