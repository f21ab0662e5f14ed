"""What machines ask: alive, ready, and the figures."""

import re

import pytest
from django.db import Error as DatabaseError
from prometheus_client.parser import text_string_to_metric_families

from lms import health
from lms.watching import metrics
from tests.certificates import rows

pytestmark = pytest.mark.django_db
TOKEN = "sesame-" * 5
KEY = {"Authorization": f"Bearer {TOKEN}"}


class Away:
    def cursor(self):
        raise DatabaseError("no")


@pytest.fixture
def figures(client, settings):
    """What an address says to whoever has the token: value by metric and labels."""
    settings.METRICS_TOKEN = TOKEN

    def read() -> dict[tuple, float]:
        said = client.get("/metrics", headers=KEY)
        assert said.status_code == 200
        samples = [sample for family in text_string_to_metric_families(said.content.decode()) for sample in family.samples]
        return {(sample.name, *sorted(sample.labels.items())): sample.value for sample in samples}

    return read


class TestHealth:
    def test_alive_asks_nobody(self, client, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert client.get("/healthy", headers={"Host": "10.0.0.7"}).status_code == 200

    def test_ready_with_the_database(self, client):
        assert client.get("/ready", headers={"Host": "10.0.0.7"}).content == b"ready\n"

    def test_not_ready_without_it(self, client, monkeypatch):
        monkeypatch.setattr(health, "connection", Away())
        assert client.get("/ready").status_code == 503
        assert client.get("/healthy").status_code == 200

    def test_ready_without_redis_and_says_so(self, client, monkeypatch, settings):
        settings.REDIS_URL = "redis://away"
        monkeypatch.setattr(health, "redis_answers", lambda: False)
        answer = client.get("/ready")
        assert (answer.status_code, answer.content) == (200, b"ready, without Redis\n")


class TestClosed:
    @pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer "}, {"Authorization": TOKEN}])
    @pytest.mark.parametrize("token", ["", TOKEN])
    def test_whoever_has_no_token_finds_nothing(self, client, settings, token, headers):
        settings.METRICS_TOKEN = token
        answer = client.get("/metrics", headers=headers)
        assert (answer.status_code, answer.content) == (404, b"")


class TestFigures:
    def test_answers_are_counted_by_view_and_state(self, client, figures):
        row = ("qalqan_requests_total", ("method", "GET"), ("status", "404"), ("view", "certificates:check"))
        before = figures().get(row, 0)
        client.get("/ru/certificates/c/x7Gk2_aPq-LmN3vTzR81wQ/")
        after = figures()
        assert after[row] == before + 1
        assert after["qalqan_request_seconds_count", ("view", "certificates:check")] >= 1

    def test_chores_certificates_and_letters_are_counted(self, aigerim, figures):
        rows.certificate(aigerim)
        said = figures()
        assert said["qalqan_certificates", ("state", "valid")] == 1
        assert said["qalqan_undone_chores", ("chore", "certificates to draw")] == 1
        assert said["qalqan_oldest_undone_chore_seconds", ("chore", "certificates to draw")] > 60
        assert said["qalqan_letters_failing", ("state", "given_up")] == 0
        assert said["qalqan_up", ("part", "database")] == 1

    def test_without_the_database_the_rest_is_told(self, client, figures, monkeypatch):
        client.get("/nowhere")

        def away():
            raise DatabaseError("no")

        monkeypatch.setattr(metrics, "_of_database", away)
        said = figures()
        assert said["qalqan_up", ("part", "database")] == 0
        assert any(name == "qalqan_requests_total" for name, *_labels in said)

    def test_labels_name_no_address_number_or_person(self, client, aigerim, figures):
        certificate = rows.certificate(aigerim)
        client.force_login(aigerim)
        for address in (f"/c/{certificate.code}", f"/ru/certificates/{certificate.serial}/", "/aigerim@mektep.kz", "/здесь"):
            client.get(address)
        client.generic("AIGERIM", "/")
        labels = {value for _name, *pairs in figures() for _label, value in pairs}
        allowed = re.compile(r"[a-zA-Z_:. -]+|\d{3}|\d+(\.\d+)?|\+Inf")
        assert not [value for value in labels if not allowed.fullmatch(value)]
        assert not [value for value in labels if certificate.code in value or certificate.serial in value or "aigerim" in value.lower()]
