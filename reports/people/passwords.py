"""The link by e-mail with which somebody chooses a password: when invited, and when it was forgotten."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.forms import PasswordResetForm
from django.http import HttpRequest

from municipalities.models import Role, User


class ResetForm(PasswordResetForm):
    """Django's, but also for who was invited and has no password yet."""

    def get_users(self, email: str) -> Iterator[User]:
        wanted = _folded(email)
        found = User.objects.filter(email__iexact=email, is_active=True)
        return (user for user in found if _folded(user.email) == wanted)


def send_invitation(request: HttpRequest, role: Role) -> None:
    """Mails the link; Django logs it where the mail server does not answer."""
    form = ResetForm({"email": role.user.email})
    context: dict[str, Any] = {"role": role, "by": request.user}
    if form.is_valid():
        form.save(
            request=request,
            use_https=request.is_secure(),
            subject_template_name="registration/invitation_subject.txt",
            email_template_name="registration/invitation_email.txt",
            extra_email_context=context,
        )


def _folded(text: str) -> str:
    """So that an address that only looks alike is not taken for the same."""
    return unicodedata.normalize("NFKC", text).casefold()
