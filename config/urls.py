"""Every address of the application."""

from django.contrib.auth.views import LogoutView
from django.urls import include, path

from config.login import LoginView

urlpatterns = [
    path("inloggen/", LoginView.as_view(), name="login"),
    path("uitloggen/", LogoutView.as_view(), name="logout"),
    path("", include("reports.urls")),
]

handler403 = "reports.problems.not_allowed"
handler404 = "reports.problems.not_found"
handler500 = "reports.problems.failed"
