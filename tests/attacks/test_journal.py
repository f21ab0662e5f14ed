"""What staff did: added to, never changed, read at the desk and as a file."""

import csv
import io
import json

import pytest
from django.db import DatabaseError, transaction
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

from accounts.models import Organisation
from lms.apps import LogIsAppendOnly
from lms.roles import ADMINISTRATORS, TRAINERS
from tests import make, people

pytestmark = pytest.mark.django_db
FILE = "/cms/reports/site-history/?export=csv"


@pytest.fixture
def line(saule):
    school = Organisation.objects.create(name_kk="№ 1 мектеп", name_ru="=1+1")
    log(school, "wagtail.edit", user=saule, data={"reason": "Renamed."})
    return ModelLogEntry.objects.get(object_id=str(school.pk), action="wagtail.edit")


def test_a_line_is_neither_changed_nor_deleted(line):
    line.label = "Something else"
    for attempt in (line.save, line.delete, ModelLogEntry.objects.all().delete):
        with pytest.raises(LogIsAppendOnly), transaction.atomic():
            attempt()


@pytest.mark.postgres
@pytest.mark.parametrize("model", [ModelLogEntry, PageLogEntry])
def test_the_database_refuses_what_goes_past_the_models(line, model):
    log(make.course(), "wagtail.edit")
    assert model.objects.exists()
    for attempt in (lambda rows: rows.update(label="x"), lambda rows: rows._raw_delete(rows.db)):
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            attempt(model.objects.all())


def test_an_administrator_takes_it_along_as_a_file(client, line, no_second_factor):
    client.force_login(people.at_the_desk(people.person("arman@narkostop.kz", surname="А", given_name="Б"), ADMINISTRATORS.name))
    rows = list(csv.DictReader(io.StringIO(client.get(FILE).getvalue().decode())))
    found = next(row for row in rows if row["Name"].endswith("=1+1"))
    assert found["Name"] == "'=1+1"  # a spreadsheet computes nothing of it
    assert (json.loads(found["Facts"]), found["E-mail address"]) == ({"reason": "Renamed."}, "saule@narkostop.kz")


def test_who_may_not_see_organisations_reads_nothing_of_them(client, line, no_second_factor):
    client.force_login(people.at_the_desk(people.person("marat@narkostop.kz", surname="А", given_name="Б"), TRAINERS.name))
    assert "=1+1" not in client.get(FILE).getvalue().decode()
