import pytest
from django.test import Client


@pytest.fixture
def phone(client, aigerim):
    client.force_login(aigerim)
    return client


@pytest.fixture
def laptop(aigerim):
    other = Client()
    other.force_login(aigerim)
    return other
