"""Logging in, and the password: choosing, changing, forgetting, and too many wrong ones."""

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.forms import BooleanField, CheckboxInput
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.generic.edit import FormMixin
from django_htmx.http import HttpResponseClientRedirect

from config.demo.accounts import PASSWORD, accounts_to_show
from municipalities.models import ApiToken
from municipalities.tokens import withdraw_all
from reports.access import Request
from reports.looks import TEXTBOX
from reports.people.passwords import ResetForm

RULES = (
    "Een wachtwoord heeft ten minste 8 tekens, lijkt niet op uw naam of e-mailadres "
    "en is niet een van de wachtwoorden die veel mensen gebruiken."
)
REQUIRED = "Vul dit in."
NO_ADDRESS = "Dit is geen volledig e-mailadres. Een voorbeeld: naam@gemeente.nl."
TOKENS_TOO = "Trek ook mijn tokens in: programma’s die ze gebruiken, komen er dan niet meer in."
TOKEN_TOO = "Trek ook mijn token in: het programma dat het gebruikt, komt er dan niet meer in."
NEW = {"new_password1": "Nieuw wachtwoord", "new_password2": "Nieuw wachtwoord, nog een keer"}


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
        return super().get_context_data(**kwargs, **_demo())


def locked_out(
    request: HttpRequest, answer: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Too many wrong passwords: the door again, with the reason and no word about the account."""
    form = AuthenticationForm(request, initial={"username": request.POST.get("username", "")})
    next_page = request.POST.get("next", "")
    context = {"form": form, "locked": True, "next": next_page} | _demo()
    return render(request, "registration/login.html", context, status=429)


def _demo() -> dict[str, Any]:
    accounts = accounts_to_show()
    return {"demo_accounts": accounts, "demo_password": PASSWORD if accounts else ""}


class _HouseStyle(FormMixin):
    """Fields, labels and messages as on every other page."""

    labels: dict[str, str] = {}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.label_suffix = ""
        for name, field in form.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = ""
            field.error_messages |= {"required": REQUIRED, "invalid": NO_ADDRESS}
            field.widget.attrs |= {"class": TEXTBOX}
        return form


class _TokensToo(FormMixin):
    """Who has tokens is asked whether those go too.

    They do not go by themselves: a new password now and then should not stop every program.  But whoever
    changes it because somebody else knew it, must be able to put that one out altogether.
    """

    request: HttpRequest

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        if count := ApiToken.objects.visible_to(form.user).valid().count():
            label = TOKENS_TOO if count > 1 else TOKEN_TOO
            tick = CheckboxInput(attrs={"class": "tick"})
            form.fields["tokens"] = BooleanField(label=label, required=False, widget=tick)
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        if form.cleaned_data.get("tokens"):
            withdraw_all(user=form.user, by=form.user, request=self.request)
        return answer


class PasswordChangeView(_TokensToo, _HouseStyle, views.PasswordChangeView):
    """Other sessions of this person end; this one goes on."""

    labels = {"old_password": "Huidig wachtwoord"} | NEW
    template_name = "registration/password_form.html"
    success_url = reverse_lazy("account")
    extra_context = {
        "base": "base.html",
        "title": "Wachtwoord wijzigen",
        "lead": RULES,
        "button": "Wachtwoord wijzigen",
        "back": reverse_lazy("account"),
    }

    def form_valid(self, form: Any) -> HttpResponse:
        too = " Uw tokens zijn ingetrokken." if form.cleaned_data.get("tokens") else ""
        messages.success(self.request, f"Uw wachtwoord is gewijzigd.{too}")
        return super().form_valid(form)


class PasswordResetView(_HouseStyle, views.PasswordResetView):
    """Answers alike whether the address is known or not."""

    form_class = ResetForm
    labels = {"email": "E-mailadres"}
    template_name = "registration/password_form.html"
    email_template_name = "registration/reset_email.txt"
    subject_template_name = "registration/reset_subject.txt"
    extra_context = {
        "base": "bare.html",
        "title": "Wachtwoord vergeten",
        "lead": "Vul uw e-mailadres in. U krijgt een link waarmee u een nieuw wachtwoord kiest.",
        "button": "Link aanvragen",
        "back": reverse_lazy("login"),
    }


class PasswordResetDoneView(views.PasswordResetDoneView):
    template_name = "registration/password_told.html"
    extra_context = {
        "title": "Kijk in uw e-mail",
        "lead": "Hoort dit adres bij een account, dan krijgt u binnen enkele minuten een link. "
        "Komt er niets, kijk dan bij de ongewenste e-mail of vraag de beheerder van uw regio.",
        "link": reverse_lazy("login"),
        "link_text": "Naar inloggen",
    }


class PasswordResetConfirmView(_TokensToo, _HouseStyle, views.PasswordResetConfirmView):
    labels = NEW
    template_name = "registration/password_confirm.html"
    extra_context = {
        "base": "bare.html",
        "title": "Wachtwoord kiezen",
        "lead": RULES,
        "button": "Wachtwoord bewaren",
        "back": reverse_lazy("login"),
    }


class PasswordResetCompleteView(views.PasswordResetCompleteView):
    template_name = "registration/password_told.html"
    extra_context = {
        "title": "Uw wachtwoord is bewaard",
        "lead": "U kunt nu inloggen met het nieuwe wachtwoord.",
        "link": reverse_lazy("login"),
        "link_text": "Inloggen",
    }
