"""Certificates from before: a file is looked at, then taken over whole or not at all."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import User
from certificates.models import Certification, Period
from certificates.recognising import MOST, UnreadableError, read
from lms.roles import ADMINISTRATORS, TRAINERS
from tests import people
from tests.certificates.programmes import certified, programme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
TODAY = date(2026, 6, 1)
HEADER = "email;first_day;last_day;number\n"


def looked_at(text: str, encoding="utf-8"):
    return read((HEADER + text).encode(encoding), programme(), TODAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_a_table_saved_by_any_office_program_is_read(aigerim, encoding):
    [line] = looked_at(f"{aigerim.email};15.01.2024;2027-01-14;№ 7, Полиция Алматы\n", encoding)
    assert (line.first, line.last, line.issued_as, line.faults) == (date(2024, 1, 15), date(2027, 1, 14), "№ 7, Полиция Алматы", ())


def test_commas_and_empty_lines_do_too(aigerim):
    text = f'email,first_day,last_day,number\n\n{aigerim.email},2024-01-15,2027-01-14,"7, Almaty"\n,,,\n'
    [line] = read(text.encode(), programme(), TODAY)
    assert (line.number, line.issued_as, line.faults) == (3, "7, Almaty", ())


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("nobody@example.org;2024-01-15;2027-01-14;7", "person"),
        ("{email};2024-02-30;2027-01-14;7", "day"),
        ("{email};2024-01-15;2024-01-14;7", "order"),
        ("{email};2026-06-02;2027-01-14;7", "future"),
        ("{email};2024-01-15;2027-01-14; ", "number"),
        ("{email};2024-01-15;2027-01-14", "columns"),
        ("{email};2024-01-15;2027-01-14;7\n{email};2024-01-15;2027-01-14;8", "twice"),
    ],
)
def test_each_line_says_what_is_wrong_with_it(aigerim, text, fault):
    assert looked_at(text.format(email=aigerim.email))[-1].faults == (fault,)


def test_addresses_are_the_same_in_capitals(aigerim, daniyar):
    User.objects.filter(pk=daniyar.pk).update(email=daniyar.email.upper())
    text = f"{aigerim.email.upper()};2024-01-15;2027-01-14;7\n{daniyar.email};2024-01-15;2027-01-14;8\n"
    assert [line.faults for line in looked_at(text)] == [(), ()]


def test_who_is_certified_already_is_named(daniyar):
    made = certified(daniyar).programme
    [line] = read(f"{HEADER}{daniyar.email};2024-01-15;2027-01-14;7".encode(), made, TODAY)
    assert line.faults == ("held",)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "header"),
        (b"\x00\x01\x02", "encoding"),
        (b"name;day\n", "header"),
        (HEADER.encode(), "empty"),
        ((HEADER + "a@b.kz;2024-01-01;2025-01-01;1\n" * (MOST + 1)).encode(), "long"),
    ],
)
def test_what_is_no_such_table_is_refused(data, why):
    with pytest.raises(UnreadableError, match=why):
        read(data, programme(), TODAY)


class TestDesk:
    @pytest.fixture
    def desk(self, client, saule):
        client.force_login(people.at_the_desk(saule, ADMINISTRATORS.name))
        return client

    def look(self, client, text):
        made = programme()
        file = SimpleUploadedFile("earlier.csv", (HEADER + text).encode())
        return client.post(reverse("certification-recognise"), {"programme": made.pk, "file": file})

    def test_what_was_looked_at_is_taken_over_and_renews_from_there(self, desk, aigerim, daniyar):
        text = f"{aigerim.email};2024-01-15;2027-01-14;7\n{daniyar.email};2024-03-01;2027-02-28;=8\n"
        report = self.look(desk, text)
        assert Certification.objects.count() == 0
        desk.post(reverse("certification-recognise"), {"looked_at": report.context["looked_at"]})
        assert set(Period.objects.values_list("recognised_as", "valid_until")) == {("7", date(2027, 1, 15)), ("=8", date(2027, 3, 1))}
        desk.post(reverse("certification-recognise"), {"looked_at": report.context["looked_at"]})
        assert Period.objects.count() == 2

    def test_one_wrong_line_saves_none(self, desk, aigerim):
        report = self.look(desk, f"{aigerim.email};2024-01-15;2027-01-14;7\nnobody@example.org;2024-01-15;2027-01-14;8\n")
        assert not report.context["looked_at"]
        assert "nobody@example.org" in report.content.decode()
        assert Certification.objects.count() == 0

    def test_what_changed_meanwhile_saves_none(self, desk, aigerim, daniyar):
        report = self.look(desk, f"{aigerim.email};2024-01-15;2027-01-14;7\n{daniyar.email};2024-01-15;2027-01-14;8\n")
        daniyar.is_active = False
        daniyar.save()
        answer = desk.post(reverse("certification-recognise"), {"looked_at": report.context["looked_at"]}, follow=True)
        assert "nothing was saved" in answer.content.decode()
        assert Certification.objects.count() == 0

    def test_a_made_up_file_is_not_taken_over(self, desk):
        answer = desk.post(reverse("certification-recognise"), {"looked_at": "made:up"}, follow=True)
        assert "nothing was saved" in answer.content.decode()

    def test_a_trainer_may_not(self, client, saule, aigerim):
        client.force_login(people.at_the_desk(saule, TRAINERS.name))
        report = self.look(client, f"{aigerim.email};2024-01-15;2027-01-14;7\n")
        assert "looked_at" not in (report.context or {})
