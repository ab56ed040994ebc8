"""Mijn account: who you are, your roles, and the tokens with which programs work in your name."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from municipalities.models import ApiToken, Region, Role
from municipalities.refusals import Refused
from municipalities.tokens import create_token, withdraw_token
from reports.access import Missing, Request
from reports.account.forms import TokenForm
from reports.account.lists import token_rows
from reports.shell import page, region_page

form_page = require_http_methods(["GET", "HEAD", "POST"])
NO_TOKEN = "Dit token is er niet, of is al ingetrokken. Bij Mijn account staan uw tokens."


@form_page
def account(request: Request) -> HttpResponse:
    """The page, with a form that makes a token."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            values = form.values()
            token, text = create_token(user=request.user, by=request.user, request=request, **values)
            return _shown_once(request, token, text)
        except Refused as refused:
            form.refuse(refused)
    roles = Role.objects.filter(user=request.user).select_related("region", "municipality")
    context = {"roles": roles.order_by("region__name"), "rows": token_rows(request.user), "form": form}
    return _own_page(request, "account/account.html", context)


@form_page
def token_withdraw(request: Request, prefix: str) -> HttpResponse:
    """Asks first: whatever uses the token stops working."""
    token = ApiToken.objects.visible_to(request.user).filter(prefix=prefix, withdrawn_at=None).first()
    if token is None:
        raise Missing(NO_TOKEN)
    if request.method == "POST":
        withdraw_token(token=token, by=request.user, request=request)
        messages.success(request, f"Het token ‘{token.name}’ is ingetrokken en werkt niet meer.")
        return redirect("account")
    return _own_page(request, "account/withdraw.html", {"token": token})


def _shown_once(request: Request, token: ApiToken, text: str) -> HttpResponse:
    """The answer to making it, and not a page of its own: then the token would have to be kept for it."""
    api = request.build_absolute_uri("/api/v1/regions")
    return _own_page(request, "account/made.html", {"token": token, "text": text, "api": api})


def _own_page(request: Request, template: str, context: dict[str, Any]) -> HttpResponse:
    """Who belongs to one region keeps its menu in sight."""
    regions = list(Region.objects.visible_to(request.user)[:2])
    if len(regions) == 1:
        return region_page(request, template, context, regions[0], "account")
    return page(request, template, context, current="account")
