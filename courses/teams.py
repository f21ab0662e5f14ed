"""Who writes which course: a group of trainers for each section, one group of reviewers for all of them."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Workflow, WorkflowPage, WorkflowTask

from courses.models import CataloguePage, CoursePage


def make_team(course: CoursePage) -> Group:
    """The group of trainers who write this course and no other, in every language. A second call returns it.

    They add and edit; publishing goes through the reviewers.
    """
    group, _created = Group.objects.get_or_create(name=f"Trainers: {course.slug}")
    for page in course.get_translations(inclusive=True):
        _allow(group, page, "add_page", "change_page")
    return group


def make_reviewers(group: Group) -> Workflow:
    """Lets a group approve and publish everything in the catalogues; its approval is the way to publish. A second call changes nothing."""
    task, _created = GroupApprovalTask.objects.get_or_create(name="Review")
    task.groups.add(group)
    workflow, _created = Workflow.objects.get_or_create(name="Review")
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    for page in CataloguePage.objects.all():
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
        _allow(group, page, "add_page", "change_page", "publish_page", "lock_page", "unlock_page")
    return workflow


def _allow(group: Group, page: Page, *codenames: str) -> None:
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
