"""The demo academy: content, opened editions, people with known passwords, an officer whose certification ends soon."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses.content import read
from courses.models import CoursePage, Edition
from courses.opening import open_edition
from courses.teams import make_reviewers, make_team
from lms.demo import PASSWORD, make_demo_people
from lms.demo_officer import certify_officer
from lms.roles import REVIEWERS
from trainings.content import put_demo_sessions

OPEN_FOR = timedelta(days=365)


class Command(BaseCommand):
    """Refuses to run outside the demo academy: its passwords are printed in the README."""

    help = "Fills an empty database with the demo academy. Running it again changes nothing."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("The demo academy has known passwords. Set DEMO=1 if that is what you want.")
        call_command("load_content", stdout=self.stdout)
        people = make_demo_people()
        make_reviewers(Group.objects.get(name=REVIEWERS.name))
        for course in CoursePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE):
            people["trainer"].groups.add(make_team(course))
            if not Edition.objects.filter(course_id=course.translation_key).exists():
                open_edition(course, by=people["admin"], at=timezone.now() - OPEN_FOR)
        sessions = read(settings.BASE_DIR / "content" / "trainings" / "demo_sessions.yaml")
        put_demo_sessions(sessions, trainer=people["trainer"], today=timezone.now())
        certify_officer(people["officer"], assessors=[people["trainer"], people["admin"]])
        for role, person in people.items():
            self.stdout.write(f"{role:10} {person.email:24} {PASSWORD}")
