"""Giving roles: groups with what they may do."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission


@dataclass(frozen=True)
class Role:
    """A group's name, its permissions (`app.codename`) and what it may do with files in the root collection."""

    name: str
    permissions: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


@transaction.atomic
def ensure_groups(roles: Iterable[Role]) -> dict[str, Group]:
    """Make the group of every role and give them what they lack; by group name. A second call changes nothing.

    What an administrator added to a group by hand stays. Permissions of a room that is not installed are left out.
    """
    return {role.name: _ensure_group(role) for role in roles}


def _ensure_group(role: Role) -> Group:
    group, _ = Group.objects.get_or_create(name=role.name)
    group.permissions.add(*_permissions(role.permissions))
    root = Collection.get_first_root_node()
    for permission in _permissions(role.files):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
    return group


def _permissions(names: tuple[str, ...]):
    wanted = Q(pk=None)
    for name in names:
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    return Permission.objects.filter(wanted)
