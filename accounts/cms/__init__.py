"""People, organisations and consent texts in Wagtail's admin."""
