"""The demo's accounts: one per role, everybody knows the password."""

from django.conf import settings

from municipalities.models import Region, Role, User

PASSWORD = "demo"
ACCOUNTS = {
    "adviseur": Role.Kind.POLICY,
    "financien": Role.Kind.FINANCE,
    "portefeuillehouder": Role.Kind.ALDERMAN,
}


def enter_accounts(region: Region) -> None:
    """Make the accounts that are not there yet."""
    for username, kind in ACCOUNTS.items():
        user, is_new = User.objects.get_or_create(username=username)
        if is_new:
            user.set_password(PASSWORD)
            user.save(update_fields=["password"])
        Role.objects.get_or_create(user=user, region=region, defaults={"kind": kind})


def accounts_to_show() -> list[str]:
    """The names for the login page: none in production, or where the demo is not loaded."""
    if settings.PRODUCTION:
        return []
    present = set(User.objects.filter(username__in=ACCOUNTS).values_list("username", flat=True))
    return [username for username in ACCOUNTS if username in present]
