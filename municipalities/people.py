"""Every write about people: atomic, in the history, safe when two administrators do it at once.

Each action locks the region first and then asks again whether ``by`` still is its
administrator: somebody else may have ended that a moment ago.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import chain, count

from django.db import IntegrityError, transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from municipalities.models import Municipality, Region, Role, User
from municipalities.refusals import Gone, Refused

LAST_ADMINISTRATOR = (
    "Een regio houdt altijd ten minste één beheerder met toegang. Maak eerst iemand anders beheerder."
)

ANOTHER_REGION = (
    "Deze persoon hoort ook bij een regio waarvan u geen beheerder bent. "
    "U kunt wel de toegang tot uw eigen regio beëindigen."
)
NO_LONGER_ADMINISTRATOR = "U bent geen beheerder meer van deze regio. Er is niets bewaard."

INVITED_AGAIN_AFTER = timedelta(minutes=15)
"""An invitation goes out no more often: each new link makes a full mailbox, not a quicker answer."""
INVITED, NOT_SENT = "uitgenodigd", "uitnodiging niet verstuurd"
"""Why there is a row in the history of a user whose details did not change."""


class RoleChangedMeanwhile(Refused):
    """Somebody else gave the person another role since the page was made; ``role`` is how it now stands."""

    def __init__(self, message: str, role: Role) -> None:
        super().__init__(message)
        self.role = role


def invite(
    *, region: Region, email: str, name: str, kind: str, municipality: Municipality | None, by: User
) -> Role:
    """The role of somebody in the region; who has no account yet gets one, without a password.

    Raises ``Refused`` where they have a role here already, or may not log in any more.
    """
    try:
        with transaction.atomic():
            return _invite(region, email.strip().lower(), name, kind, municipality, by)
    except IntegrityError:
        raise Refused(
            "Iemand anders nodigde deze persoon op hetzelfde moment uit. Probeer het nog eens.", "email"
        ) from None


def state_of(role: Role) -> str:
    """Kind and municipality in one word, for a page to remember what its reader saw."""
    return f"{role.kind}/{role.municipality_id or ''}"


def change_role(*, role: Role, kind: str, municipality: Municipality | None, seen: str, by: User) -> Role:
    """``seen`` is the ``state_of`` the role on the page of ``by``.

    Raises ``RoleChangedMeanwhile`` where it is another by now: an old page gives no right back that
    somebody took away.  Raises ``Refused`` where the region would lose its last administrator, ``Gone``
    where the role is.
    """
    with transaction.atomic():
        _lock_regions([role.region_id], by)
        locked = _lock(role)
        is_wanted = (locked.kind, locked.municipality) == (kind, municipality)
        if not is_wanted and state_of(locked) != seen:
            raise RoleChangedMeanwhile(_what_it_became(locked, by), locked)
        if municipality is not None and municipality.pk != locked.municipality_id:
            _refuse_stranger(locked.region, municipality)
        if kind != Role.Kind.ADMINISTRATOR:
            _refuse_last_administrator(locked, "role")
        if not is_wanted:
            locked.kind, locked.municipality = kind, municipality
            _save(locked, by)
    return locked


def end_access(*, role: Role, by: User) -> None:
    """Takes the role in this region away; the account stays, for other regions and for the history."""
    with transaction.atomic():
        _lock_regions([role.region_id], by)
        locked = _lock(role)
        _refuse_last_administrator(locked)
        in_history(locked, by)
        locked.delete()


def set_active(*, role: Role, active: bool, by: User) -> User:
    """Whether the person of ``role`` may log in at all.

    Raises ``Refused`` for oneself, and where the person is in a region that ``by`` does not administer.
    """
    with transaction.atomic():
        everywhere = Role.objects.filter(user=role.user_id).values_list("region_id", flat=True)
        _lock_regions([role.region_id, *everywhere], by)
        user = User.objects.select_for_update().get(pk=_lock(role).user_id)
        _refuse_not_administered(everywhere.all(), by)  # again: they may have got a role elsewhere meanwhile
        if user.pk == by.pk:
            raise Refused("U kunt uw eigen account niet uitschakelen. Vraag een andere beheerder.")
        if user.is_active != active:
            user.is_active = active
            in_history(user, by)
            user.save(update_fields=["is_active"])
    return user


def invite_again(*, role: Role, by: User) -> None:
    """Notes that the invitation goes out once more; who called mails it.

    Raises ``Refused`` where there is nothing to invite for, or where one went out just now.
    """
    with transaction.atomic():
        _lock_regions([role.region_id], by)
        user = User.objects.select_for_update().get(pk=_lock(role).user_id)
        if not is_invited(user):
            raise Refused(
                "Deze persoon heeft al een wachtwoord gekozen, of het account is uitgeschakeld. "
                "Er is niets verstuurd."
            )
        last = user.history.exclude(history_change_reason=None).first()
        if (
            last
            and last.history_change_reason == INVITED
            and timezone.now() - last.history_date < INVITED_AGAIN_AFTER
        ):
            raise Refused(
                f"De vorige uitnodiging is verstuurd op {_when(last.history_date)}. Wacht ten minste "
                "een kwartier en laat de ander eerst bij de ongewenste e-mail kijken."
            )
        _note(user, INVITED, by)


def note_not_sent(*, user: User, by: User) -> None:
    """The invitation did not leave: the next one need not wait."""
    _note(user, NOT_SENT, by)


def is_invited(user: User) -> bool:
    """May log in, but has not chosen a password yet."""
    return user.is_active and not user.has_usable_password()


def may_set_active(role: Role, by: User) -> bool:
    """Somebody else, all of whose regions are administered by ``by``."""
    theirs = Role.objects.filter(user=role.user_id).values_list("region_id", flat=True)
    return role.user_id != by.pk and set(theirs) <= _administered(by)


def _invite(
    region: Region, email: str, name: str, kind: str, municipality: Municipality | None, by: User
) -> Role:
    _lock_regions([region.pk], by)
    _refuse_stranger(region, municipality)
    user = _known(email) or _new_user(email, name, by)
    if not user.is_active:
        raise Refused(
            "Deze gebruiker is uitgeschakeld en kan daarom geen rol krijgen. "
            "Een beheerder moet het account eerst weer inschakelen.",
            "email",
        )
    if Role.objects.filter(user=user, region=region).exists():
        raise Refused(
            "Deze persoon heeft al een rol in deze regio. Klik op de naam in de lijst om de rol te wijzigen.",
            "email",
        )
    role = Role(user=user, region=region, kind=kind, municipality=municipality)
    _save(role, by)
    return role


def _lock_regions(regions: list[int], by: User) -> None:
    list(Region.objects.select_for_update().filter(pk__in=regions).order_by("pk"))  # always in this order
    _refuse_not_administered(regions, by)


def _refuse_not_administered(regions: Iterable[int], by: User) -> None:
    if not (wanted := set(regions)) <= _administered(by):
        raise Refused(ANOTHER_REGION if len(wanted) > 1 else NO_LONGER_ADMINISTRATOR)


def _administered(by: User) -> set[int]:
    roles = Role.objects.filter(user=by, user__is_active=True, kind=Role.Kind.ADMINISTRATOR)
    return set(roles.values_list("region_id", flat=True))


def _lock(role: Role) -> Role:
    try:
        return Role.objects.select_for_update(of=("self",)).select_related("region", "user").get(pk=role.pk)
    except Role.DoesNotExist:
        raise Gone("Deze persoon heeft geen toegang meer tot deze regio.") from None


def _refuse_last_administrator(role: Role, field: str | None = None) -> None:
    others = Role.objects.filter(
        region=role.region_id, kind=Role.Kind.ADMINISTRATOR, user__is_active=True
    ).exclude(pk=role.pk)
    if role.kind == Role.Kind.ADMINISTRATOR and not others.exists():
        raise Refused(LAST_ADMINISTRATOR, field)


def _refuse_stranger(region: Region, municipality: Municipality | None) -> None:
    if municipality is not None and not members_of(region).filter(pk=municipality.pk).exists():
        raise Refused("Deze gemeente hoort niet (meer) bij de regio.", "municipality")


def members_of(region: Region) -> QuerySet[Municipality]:
    """The municipalities that take part today."""
    today = timezone.localdate()
    since = Q(memberships__member_from=None) | Q(memberships__member_from__lte=today)
    until = Q(memberships__member_until=None) | Q(memberships__member_until__gte=today)
    return Municipality.objects.filter(since, until, memberships__region=region)


def _known(email: str) -> User | None:
    """Locked, so that nobody disables them while they get a role."""
    same = Q(email__iexact=email) | Q(username__iexact=email)
    return User.objects.select_for_update().filter(same).order_by("pk").first()


def _new_user(email: str, name: str, by: User) -> User:
    first, _, last = " ".join(name.split()).partition(" ")
    user = User(username=_free_username(email), email=email, first_name=first, last_name=last)
    user.set_unusable_password()
    user._change_reason = INVITED  # type: ignore[attr-defined]  # what simple_history reads
    in_history(user, by)
    user.save()
    return user


def _free_username(email: str) -> str:
    """The address itself; what a user name may not hold becomes a hyphen."""
    start = re.sub(r"[^\w.@+-]", "-", email)[:140]
    numbered = (f"{start}-{i}" for i in count(2))
    return next(
        name for name in chain([start], numbered) if not User.objects.filter(username__iexact=name).exists()
    )


def _what_it_became(role: Role, by: User) -> str:
    """Who gave the role its present form and when, as far as the history tells."""
    last = role.history.select_related("history_user").first()
    user = last.history_user if last else None
    name = user.display_name if user else "een ander"
    who = "uzelf in een ander venster" if user == by else name
    when = f" op {_when(last.history_date)}" if last else ""
    return (
        f"Intussen gewijzigd door {who}{when}: de rol is nu {role.get_kind_display()}, "
        f"voor {role.municipality or 'de hele regio'}. Er is niets bewaard. "
        "Bewaar nog eens als uw keuze hieronder moet gelden."
    )


def _when(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y H:i")


def _note(user: User, reason: str, by: User) -> None:
    """A row in the history that says only what happened: no field of the user changes."""
    user._change_reason = reason  # type: ignore[attr-defined]  # what simple_history reads
    in_history(user, by)
    user.save(update_fields=["is_active"])


def _save(role: Role, by: User) -> None:
    in_history(role, by)
    role.save()


def in_history(thing: Model, by: User) -> None:
    """Whom the history names as the one who did it."""
    thing._history_user = by  # type: ignore[attr-defined]  # what simple_history reads
