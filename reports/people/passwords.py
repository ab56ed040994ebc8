"""The link by e-mail with which somebody chooses a password: when invited, and when it was forgotten."""

import logging
import unicodedata
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.forms import PasswordResetForm
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string

from municipalities.models import Role, User

log = logging.getLogger(__name__)


class ResetForm(PasswordResetForm):
    """Django's, but also for who was invited and has no password yet."""

    def get_users(self, email: str) -> Iterator[User]:
        wanted = _folded(email)
        found = User.objects.filter(email__iexact=email, is_active=True)
        return (user for user in found if _folded(user.email) == wanted)


class InvitationForm(ResetForm):
    """For one user, whoever else has that address; ``sent`` says whether the mail left."""

    sent = False

    def __init__(self, user: User) -> None:
        super().__init__({"email": user.email})
        self.user = user

    def get_users(self, email: str) -> Iterator[User]:
        return iter([self.user])

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        """As Django's, which logs what goes wrong and tells nobody: here the administrator hears it."""
        subject = " ".join(render_to_string(subject_template_name, context).split())
        body = render_to_string(email_template_name, context)
        try:
            self.sent = bool(EmailMessage(subject, body, from_email, [to_email]).send())
        except Exception:  # as Django does: a mail server fails in many ways, and the role stands
            log.exception("Invitation not sent to user %s", self.user.pk)


def send_invitation(request: HttpRequest, role: Role) -> bool:
    """Mails the link; whether that worked."""
    form = InvitationForm(role.user)
    context: dict[str, Any] = {"role": role, "by": request.user}
    if form.is_valid():
        form.save(
            request=request,
            use_https=request.is_secure(),
            subject_template_name="registration/invitation_subject.txt",
            email_template_name="registration/invitation_email.txt",
            extra_email_context=context,
        )
    return form.sent


def _folded(text: str) -> str:
    """So that an address that only looks alike is not taken for the same."""
    return unicodedata.normalize("NFKC", text).casefold()
