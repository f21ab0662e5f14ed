from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.mailbox, name="mailbox"),
    path("<slug:key>/", views.mail_html, name="mail-html"),
]
