"""What beat asks for by the clock, done by hand or by cron."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page

from accounts import forgetting
from accounts.models import User
from lms.celery import app
from lms.management.commands.chores import SCHEDULE
from notifications.models import Letter
from notifications.telling import tell

pytestmark = pytest.mark.django_db


def test_every_chore_of_beat_is_there(settings):
    app.loader.import_default_modules()
    assert set(SCHEDULE.values()) <= set(app.tasks)
    assert len(SCHEDULE) == len([each for each in settings.CELERY_BEAT_SCHEDULE if not each.startswith("heartbeat")])


def test_all_of_them_run_in_an_empty_academy_and_twice(chores_here):
    call_command("chores")
    call_command("chores")


def test_a_chore_that_there_is_not(capsys):
    with pytest.raises(CommandError, match="No such chore: sing"):
        call_command("chores", "sing")


def test_one_that_fails_stops_no_other(daniyar, monkeypatch, capsys, chores_here):
    forgetting.ask(daniyar, at=timezone.now() - timedelta(days=15))
    monkeypatch.setattr("certificates.issuing.issue_forgotten", lambda **_at: 1 / 0)
    with pytest.raises(SystemExit):
        call_command("chores")
    assert "draw-undrawn-certificates: ZeroDivisionError" in capsys.readouterr().err
    assert User.objects.get(pk=daniyar.pk).erased_at


def test_pages_are_published_when_their_hour_has_come():
    home = Page.objects.get(depth=2)
    page = home.add_child(instance=Page(title="News", slug="news", live=False, go_live_at=timezone.now() + timedelta(hours=1)))
    revision = page.save_revision(approved_go_live_at=page.go_live_at)
    call_command("chores", "publish-scheduled-pages")
    assert not Page.objects.get(pk=page.pk).live
    revision.approved_go_live_at = past = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = past.isoformat()
    revision.save()
    call_command("chores", "publish-scheduled-pages")
    assert Page.objects.get(pk=page.pk).live


def test_ended_sessions_go_with_what_is_remembered_of_them(client, daniyar):
    now = timezone.now()
    client.force_login(daniyar)
    ended = Session.objects.create(session_key="ended", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="running", session_data="", expire_date=now + timedelta(days=1))
    about = {"user": daniyar, "ip": "10.0.0.1", "user_agent": "Firefox"}
    UserSession.objects.create(session_key="ended", **about)
    UserSession.objects.create(session_key="running", **about)
    UserSession.objects.update(last_seen_at=now - timedelta(days=20))  # the day of signing in: a session that is used lives longer
    call_command("chores", "forget-ended-sessions")
    assert not Session.objects.filter(pk=ended.pk).exists()
    assert Session.objects.filter(session_key=client.session.session_key).exists()
    assert [each.session_key for each in UserSession.objects.filter(user=daniyar)] == ["running"]


def test_old_letters_are_emptied_and_told_once_all_the_same(daniyar, settings):
    now = timezone.now()
    long_ago = now - settings.LETTERS_KEPT - timedelta(days=1)
    for event, sent in (("old", long_ago), ("new", now), ("waiting", None)):
        tell(daniyar, event, "quizzes/mail/marked", at=long_ago, context={"title": "Емтихан"})
        Letter.objects.filter(event=event).update(sent_at=sent)
    call_command("chores", "forget-old-letters")
    assert dict(Letter.objects.values_list("event", "context")) == {"old": {}, "new": {"title": "Емтихан"}, "waiting": {"title": "Емтихан"}}
    assert tell(daniyar, "old", "quizzes/mail/marked", at=now, context={"title": "Емтихан"}).context == {}
