"""Logging in."""

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import method_decorator
from django_htmx.http import HttpResponseClientRedirect

from config.demo.accounts import PASSWORD, accounts_to_show
from reports.access import Request


@method_decorator(login_not_required, name="dispatch")
class LoginView(views.LoginView):
    """The door; names the demo accounts where the demo is loaded."""

    template_name = "registration/login.html"
    redirect_authenticated_user = True

    def dispatch(
        self,
        request: HttpRequest,
        *args: Any,
        **kwargs: Any,
    ) -> HttpResponseBase:
        """A part of a page was asked for while logged out: the whole page goes to the door."""
        if htmx := cast(Request, request).htmx:
            here = urlencode({"next": htmx.current_url_abs_path or "/"})
            return HttpResponseClientRedirect(f"{request.path}?{here}")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        accounts = accounts_to_show()
        return super().get_context_data(
            **kwargs, demo_accounts=accounts, demo_password=PASSWORD if accounts else ""
        )
