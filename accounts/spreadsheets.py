"""Text in files that are opened by a spreadsheet: what people wrote is never run there as a formula."""

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def never_formula(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(STARTS_FORMULA) else text
