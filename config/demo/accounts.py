"""The demo's accounts: each role in the region of the case, one in its neighbour; all know the password."""

from django.conf import settings

from municipalities.models import Region, Role, User

PASSWORD = "demo"
CASE, NEIGHBOUR = "gooi-en-vechtstreek", "utrecht-voorbeeld"
ACCOUNTS = {
    "adviseur": (CASE, Role.Kind.POLICY),
    "financien": (CASE, Role.Kind.FINANCE),
    "portefeuillehouder": (CASE, Role.Kind.ALDERMAN),
    "beheerder": (CASE, Role.Kind.ADMINISTRATOR),
    "lezer": (CASE, Role.Kind.READER),
    "buurregio": (NEIGHBOUR, Role.Kind.POLICY),
}


def enter_accounts(region: Region) -> User:
    """Make the accounts of the region that are not there yet; returns its policy adviser."""
    theirs = {username: kind for username, (slug, kind) in ACCOUNTS.items() if slug == region.slug}
    for username, kind in theirs.items():
        user, is_new = User.objects.get_or_create(username=username)
        if is_new:
            user.set_password(PASSWORD)
            user.save(update_fields=["password"])
            Role.objects.get_or_create(user=user, region=region, defaults={"kind": kind})
    adviser = next(username for username, kind in theirs.items() if kind == Role.Kind.POLICY)
    return User.objects.get(username=adviser)


def accounts_to_show() -> list[str]:
    """The names for the login page: none in production, or where the demo is not loaded."""
    if settings.PRODUCTION:
        return []
    present = set(User.objects.filter(username__in=ACCOUNTS).values_list("username", flat=True))
    return [username for username in ACCOUNTS if username in present]
