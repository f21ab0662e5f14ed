from django.urls import path

from notifications import views

app_name = "letters"
urlpatterns = [
    path("", views.choices, name="choices"),
    path("<str:token>/off/", views.switch_off_here, name="switch-off"),
]
