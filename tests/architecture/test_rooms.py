"""The house as architecture says: who may know whom."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOMS = ["accounts", "notifications", "courses", "quizzes", "trainings", "certificates"]
STRANGERS = {"quizzes", "trainings"}  # side by side: neither knows the other
ROOT = Path(settings.BASE_DIR)


def test_the_apps_are_the_rooms_in_order():
    assert [name for name in settings.INSTALLED_APPS if (ROOT / name).is_dir()] == [*ROOMS, "lms"]


@pytest.mark.parametrize("room", ROOMS)
def test_every_relation_points_up_the_list(room):
    allowed = set(ROOMS[: ROOMS.index(room) + 1]) - (STRANGERS - {room} if room in STRANGERS else set())
    for model in apps.get_app_config(room).get_models():
        for field in model._meta.get_fields():
            if field.many_to_one or (field.one_to_one and field.concrete) or (field.many_to_many and field.concrete):
                target = field.related_model._meta.app_label
                assert target not in ROOMS or target in allowed, f"{model.__name__}.{field.name} points down to {target}"


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_names_a_lower_one_by_string(room):
    lower = {*ROOMS[ROOMS.index(room) + 1 :], *(STRANGERS - {room} if room in STRANGERS else set())}
    for path in (ROOT / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for name in lower:
                    assert not node.value.startswith(f"{name}.") or " " in node.value, f"{path}:{node.lineno} names {node.value}"
