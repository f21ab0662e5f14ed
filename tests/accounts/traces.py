"""What tells who somebody was."""

from django.apps import apps

WORDS = "Он живёт на улице Абая"
NAMES = ("Қасымов", "Данияр", "daniyar@police.kz", "Kassymov", WORDS)


def found() -> list[str]:
    """Every place in the database where something of Daniyar stands: table, column, value."""
    told = []
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        for row in model._base_manager.values():
            told += [
                f"{model._meta.label}.{column}: {value}"
                for column, value in row.items()
                for name in NAMES
                if name.lower() in str(value).lower()
            ]
    return told
