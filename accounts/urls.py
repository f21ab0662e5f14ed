from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.ProfileView.as_view(), name="profile"),
    path("security/", views.security, name="security"),
    path("data/", views.data, name="data"),
    path("data/download/", views.download_data, name="data-download"),
    path("data/keep/", views.keep_account, name="data-keep"),
    path("consent/", views.ConsentView.as_view(), name="consent"),
    path("consent/text/", views.read_consent_text, name="consent-text"),
    path("consent/text/<str:version>/", views.read_consent_text, name="consent-version"),
]
