"""Logging in."""

from typing import Any

from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator

from config.demo.accounts import PASSWORD, accounts_to_show


@method_decorator(login_not_required, name="dispatch")
class LoginView(views.LoginView):
    """The door; names the demo accounts where the demo is loaded."""

    template_name = "registration/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        accounts = accounts_to_show()
        return super().get_context_data(
            **kwargs, demo_accounts=accounts, demo_password=PASSWORD if accounts else ""
        )
