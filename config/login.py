"""Logging in."""

from django.contrib.auth import views
from django.utils.decorators import method_decorator
from django.contrib.auth.decorators import login_not_required


@method_decorator(login_not_required, name="dispatch")
class LoginView(views.LoginView):
    template_name = "registration/login.html"
    redirect_authenticated_user = True
