"""Every address of the application."""

from django.contrib.auth.views import LogoutView
from django.urls import include, path, re_path

from api import pages
from config import login

password_urls = [
    path("wijzigen/", login.PasswordChangeView.as_view(), name="password_change"),
    path("vergeten/", login.PasswordResetView.as_view(), name="password_reset"),
    path("vergeten/verstuurd/", login.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path("kiezen/<uidb64>/<token>/", login.PasswordResetConfirmView.as_view(), name="password_reset_confirm"),
    path("gekozen/", login.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
]

urlpatterns = [
    path("inloggen/", login.LoginView.as_view(), name="login"),
    path("uitloggen/", LogoutView.as_view(), name="logout"),
    path("wachtwoord/", include(password_urls)),
    path("api/v1", pages.root, name="api-root"),
    path("api/v1/", include("api.urls")),
    re_path("^api/v1/", pages.nothing, name="api-nothing"),
    path("", include("reports.urls")),
]

handler400 = "reports.problems.unreadable"
handler403 = "reports.problems.not_allowed"
handler404 = "reports.problems.not_found"
handler500 = "reports.problems.failed"
