"""An answer of a few words, compared with those that are accepted."""
