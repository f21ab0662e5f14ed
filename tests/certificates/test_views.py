"""Checking a certificate, and getting one's own."""

from hashlib import sha256

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from certificates import limiting, tasks
from certificates.models import Certificate
from certificates.revoking import revoke
from tests import people
from tests.certificates import rows

pytestmark = pytest.mark.django_db


def url(name, *args, language="ru"):
    with override(language):
        return reverse(f"certificates:{name}", args=args)


@pytest.fixture
def drawn(aigerim):
    certificate = rows.certificate(aigerim)
    tasks.draw(certificate.pk)
    return certificate


class TestChecking:
    def test_the_qr_leads_to_the_page_in_the_visitors_language(self, client, aigerim):
        code = rows.certificate(aigerim).code
        assert client.get(f"/c/{code}").url == f"/kk/certificates/c/{code}/"
        assert client.get(f"/c/{code}", headers={"Accept-Language": "ru-RU,ru"}).url == f"/ru/certificates/c/{code}/"
        client.cookies["django_language"] = "en"
        assert client.get(f"/c/{code}", headers={"Accept-Language": "ru-RU,ru"}).url == f"/en/certificates/c/{code}/"

    def test_a_valid_one_says_so_with_every_printed_fact_in_two_queries(self, client, drawn, django_assert_max_num_queries):
        with django_assert_max_num_queries(2):
            response = client.get(url("check", drawn.code))
        page = response.content.decode()
        assert 'data-state="valid"' in page
        for fact in (
            "Сейітқали Айгерім Нұрланқызы",
            *rows.TITLES.values(),
            drawn.serial,
            "36 академических часов",
            "36 академиялық сағат",
            "дистанционная",
            "21\N{NO-BREAK SPACE}марта\N{NO-BREAK SPACE}2026\N{NO-BREAK SPACE}г.",
            "2026\N{NO-BREAK SPACE}ж.\N{NO-BREAK SPACE}21\N{NO-BREAK SPACE}наурыз",
            "город Алматы",
            "Проект города Алматы «Наркостоп»",
            *(file.sha256 for file in drawn.files.all()),
        ):
            assert fact in page
        assert response["X-Robots-Tag"] == "noindex, nofollow"

    def test_a_revoked_one_says_when_and_why(self, client, drawn, saule):
        revoke(drawn, by=saule, at=timezone.now(), reason="Another person sat the test")
        page = client.get(url("check", drawn.code, language="en")).content.decode()
        assert 'data-state="revoked"' in page
        assert "Another person sat the test" in page
        assert "This certificate is valid" not in page

    def test_an_unknown_code_is_told_so_in_words_with_a_form(self, client):
        response = client.get(url("check", "x" * 22, language="en"))
        assert response.status_code == 404
        assert "No certificate has this number or code." in response.content.decode()
        assert f'action="{url("find", language="en")}"' in response.content.decode()

    @pytest.mark.parametrize("spelling", [str, str.lower, lambda text: text.replace("-", " "), lambda text: text[4:]])
    def test_the_number_leads_to_the_page(self, client, drawn, spelling):
        response = client.get(url("find"), {"number": spelling(drawn.serial)})
        assert response.url == url("check", drawn.code)

    def test_so_do_the_code_and_the_whole_address(self, client, drawn):
        for typed in (drawn.code, drawn.facts.check_url):
            assert client.get(url("find"), {"number": typed}).url == url("check", drawn.code)

    def test_typing_is_limited(self, client, drawn, monkeypatch):
        monkeypatch.setattr(limiting, "LOOK_UPS", 3)
        answers = [client.get(url("find"), {"number": drawn.serial}).status_code for _again in range(5)]
        assert answers == [302, 302, 302, 429, 429]

    def test_an_undrawn_one_is_valid_all_the_same(self, client, aigerim):
        page = client.get(url("check", rows.certificate(aigerim).code)).content.decode()
        assert 'data-state="valid"' in page
        assert "<file-compare" not in page


class TestOwning:
    @pytest.mark.parametrize("sheet", ["kk-ru", "en"])
    def test_its_learner_gets_the_stored_bytes_without_a_renderer(self, client, aigerim, drawn, sheet, monkeypatch):
        monkeypatch.setattr("certificates.rendering.draw", None)
        client.force_login(aigerim)
        response = client.get(url("file", drawn.serial, sheet))
        body = response.getvalue()
        assert sha256(body).hexdigest() == drawn.files.get(sheet=sheet).sha256
        assert response["Content-Type"] == "application/pdf"
        assert f'filename="{drawn.serial}-{sheet}.pdf"' in response["Content-Disposition"]
        assert response["Cache-Control"].startswith("private")

    def test_for_others_there_is_no_such_file(self, client, outsider, drawn):
        client.force_login(outsider)
        assert client.get(url("file", drawn.serial, "kk-ru")).status_code == 404
        assert client.get(url("show", drawn.serial)).status_code == 404

    def test_nobody_gets_one_without_signing_in(self, client, drawn):
        assert "/accounts/login/" in client.get(url("file", drawn.serial, "en")).url

    def test_where_nobody_draws_it_is_drawn_now(self, client, aigerim, settings):
        settings.CELERY_TASK_ALWAYS_EAGER = True
        certificate = rows.certificate(aigerim)
        client.force_login(aigerim)
        assert client.get(url("file", certificate.serial, "en")).getvalue().startswith(b"%PDF-1.7")

    def test_while_a_worker_draws_the_page_says_so_and_looks_again(self, client, aigerim, settings):
        settings.CELERY_TASK_ALWAYS_EAGER = False
        certificate = rows.certificate(aigerim)
        client.force_login(aigerim)
        response = client.get(url("file", certificate.serial, "en", language="en"))
        assert (response.status_code, response["Refresh"]) == (202, "3")
        assert "Your certificate is being drawn" in response.content.decode()

    def test_the_page_offers_both_sheets_and_the_address(self, client, aigerim, drawn):
        client.force_login(aigerim)
        page = client.get(url("show", drawn.serial)).content.decode()
        for part in (url("file", drawn.serial, "kk-ru"), url("file", drawn.serial, "en"), drawn.facts.check_url):
            assert part in page


class TestMyCertificates:
    def drawn_for(self, person, rf, django_assert_num_queries, queries):
        from django.template import Context, Template

        request = rf.get("/ru/learn/")
        request.user = person
        with override("en"), django_assert_num_queries(queries):
            return Template("{% load certificates %}{% my_certificates %}").render(Context({"request": request}))

    def test_lists_what_a_person_holds(self, aigerim, rf, django_assert_num_queries):
        held = [rows.certificate(aigerim) for _each in range(3)]
        page = self.drawn_for(aigerim, rf, django_assert_num_queries, 1)
        assert all(certificate.serial in page for certificate in held)
        assert rows.TITLES["en"] in page

    def test_asks_for_a_missing_name(self, rf, django_assert_num_queries):
        nameless = people.person("someone@mektep.kz")
        rows.completed(nameless)
        page = self.drawn_for(nameless, rf, django_assert_num_queries, 2)
        assert "reason=certificate&amp;next=/ru/learn/" in page


class TestDesk:
    @pytest.fixture
    def administrator(self):
        person = people.person("admin@narkostop.kz", surname="Ж", given_name="А", is_staff=True)
        names = ["access_admin", "view_certificate", "revoke_certificate"]
        person.user_permissions.add(*Permission.objects.filter(codename__in=names))
        return person

    @pytest.fixture(autouse=True)
    def _no_second_factor(self, settings):
        settings.DEMO = True

    def test_lists_and_shows_but_edits_nothing(self, client, administrator, drawn):
        client.force_login(administrator)
        assert drawn.serial in client.get(reverse("certificates_register:index")).content.decode()
        assert drawn.code in client.get(reverse("certificates_register:inspect", args=[drawn.pk])).content.decode()
        for name, args in (("add", []), ("edit", [drawn.pk]), ("delete", [drawn.pk])):
            assert client.get(reverse(f"certificates_register:{name}", args=args)).status_code == 302

    def test_not_even_a_superuser_edits_a_record(self, client, administrator, drawn):
        administrator.is_superuser = True
        administrator.save()
        client.force_login(administrator)
        assert client.get(reverse("certificates_register:edit", args=[drawn.pk])).status_code == 302

    def test_revoking_asks_for_a_reason_and_is_logged(self, client, administrator, drawn):
        client.force_login(administrator)
        address = reverse("certificate-revoke", args=[drawn.pk])
        assert client.post(address, {"reason": " "}).status_code == 200
        assert Certificate.objects.get().status == "valid"
        client.post(address, {"reason": "Issued by mistake"})
        assert Certificate.objects.get().revoked_reason == "Issued by mistake"
        entry = ModelLogEntry.objects.get(action="certificates.revoke")
        assert (entry.user, entry.data["reason"]) == (administrator, "Issued by mistake")

    def test_without_the_permission_nobody_revokes(self, client, saule, drawn):
        saule.is_staff = True
        saule.save()
        saule.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(saule)
        client.post(reverse("certificate-revoke", args=[drawn.pk]), {"reason": "Because"})
        assert Certificate.objects.get().status == "valid"

    def test_the_issuer_is_edited_in_the_cms(self, client, administrator):
        administrator.user_permissions.add(Permission.objects.get(codename="change_issuer"))
        client.force_login(administrator)
        page = client.get(reverse("wagtailsettings:edit", args=["certificates", "issuer"]), follow=True)
        assert "Алматы қаласының «Наркостоп» жобасы" in page.content.decode()
