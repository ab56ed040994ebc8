"""Addresses of one's own."""

from django.urls import URLPattern, URLResolver, path

from reports.account import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.account, name="account"),
    path("tokens/<slug:prefix>/intrekken/", views.token_withdraw, name="token_withdraw"),
]
