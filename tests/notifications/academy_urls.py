"""The addresses of the demo academy: what lms.urls adds when DEMO is set."""

from django.urls import include, path

from lms.urls import urlpatterns as house

urlpatterns = [path("mailbox/", include("notifications.urls")), *house]
