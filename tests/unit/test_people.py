"""Inviting, changing roles, ending access: what the actions allow and refuse."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from municipalities.models import Municipality, Region, RegionMember, Role, User
from municipalities.people import (
    INVITED_AGAIN_AFTER,
    RoleChangedMeanwhile,
    change_role,
    end_access,
    invite,
    invite_again,
    may_set_active,
    members_of,
    note_not_sent,
    set_active,
    state_of,
)
from municipalities.refusals import Refused
from reports.people.lists import rights_csv


def person(username, region, kind="lezer", **details):
    user = User.objects.create_user(username, password="geheim", **details)
    return Role.objects.create(user=user, region=region, kind=kind)


@pytest.fixture
def region(db):
    return Region.objects.create(slug="hier", name="Hier")


@pytest.fixture
def elsewhere(db):
    return Region.objects.create(slug="elders", name="Elders")


@pytest.fixture
def admin(region):
    return person("baas", region, "beheerder").user


@pytest.fixture
def municipality(region):
    found = Municipality.objects.create(code="GM0307", name="Amersfoort")
    RegionMember.objects.create(region=region, municipality=found)
    return found


def invited(region, by, email="jan@voorbeeld.nl", municipality=None, kind="lezer"):
    return invite(
        region=region, email=email, name="Jan de Vries", kind=kind, municipality=municipality, by=by
    )


def changed(role, by, kind="lezer", municipality=None):
    """By somebody whose page shows the role as ``role`` has it."""
    return change_role(role=role, kind=kind, municipality=municipality, seen=state_of(role), by=by)


def test_invited_person_has_role_and_no_password(region, admin, municipality):
    role = invited(region, admin, " Jan@Voorbeeld.NL ", municipality)
    assert (role.kind, role.municipality) == ("lezer", municipality)
    assert (role.user.email, role.user.get_full_name()) == ("jan@voorbeeld.nl", "Jan de Vries")
    assert not role.user.has_usable_password()
    assert role.history.get().history_user == role.user.history.get().history_user == admin


def test_invited_person_who_has_an_account_gets_the_role_only(region, elsewhere, admin):
    known = person("jan", elsewhere, "financieel_adviseur", email="JAN@voorbeeld.nl").user
    role = invited(region, admin)
    assert role.user == known
    assert known.check_password("geheim")
    assert Role.objects.get(user=known, region=elsewhere).kind == "financieel_adviseur"


def test_invited_twice_is_refused(region, admin):
    invited(region, admin)
    with pytest.raises(Refused, match="al een rol") as refused:
        invited(region, admin)
    assert refused.value.field == "email"


def test_invited_while_disabled_is_refused(region, elsewhere, admin):
    person("jan", elsewhere, email="jan@voorbeeld.nl", is_active=False)
    with pytest.raises(Refused, match="uitgeschakeld"):
        invited(region, admin)


@pytest.mark.parametrize("until", [date(2020, 12, 31), None])
def test_municipality_that_is_no_member_is_refused(region, elsewhere, admin, until):
    stranger = Municipality.objects.create(code="GM0308", name="Baarn")
    RegionMember.objects.create(
        region=region if until else elsewhere, municipality=stranger, member_until=until
    )
    with pytest.raises(Refused, match="hoort niet") as refused:
        invited(region, admin, municipality=stranger)
    assert refused.value.field == "municipality"
    assert not User.objects.filter(email="jan@voorbeeld.nl").exists()


def test_role_changed_leaves_history(region, admin, municipality):
    role = invited(region, admin)
    changed(role, admin, "financieel_adviseur", municipality)
    assert [was.kind for was in role.history.all()] == ["financieel_adviseur", "lezer"]
    assert role.history.first().history_user == admin


def test_role_changed_to_what_it_is_leaves_no_history(region, admin):
    role = invited(region, admin)
    changed(role, admin)
    assert role.history.count() == 1


def test_old_page_gives_no_right_back(region, admin, municipality):
    second = person("tweede", region, "beheerder").user
    on_the_page = person("jan", region, "financieel_adviseur")
    changed(Role.objects.get(pk=on_the_page.pk), second, "lezer")
    with pytest.raises(RoleChangedMeanwhile, match=r"door tweede op .*: de rol is nu lezer") as refused:
        changed(on_the_page, admin, "financieel_adviseur", municipality)
    left = Role.objects.get(pk=on_the_page.pk)
    assert (left.kind, left.municipality, left.history.count()) == ("lezer", None, 2)
    seen = state_of(refused.value.role)
    change_role(role=left, kind="financieel_adviseur", municipality=municipality, seen=seen, by=admin)
    assert Role.objects.get(pk=left.pk).kind == "financieel_adviseur"


def test_old_page_that_wants_what_is_already_so_is_no_problem(region, admin):
    on_the_page = person("jan", region, "financieel_adviseur")
    changed(Role.objects.get(pk=on_the_page.pk), admin, "lezer")
    assert changed(on_the_page, admin, "lezer").history.count() == 2


def test_page_that_does_not_say_what_it_showed_changes_nothing(region, admin):
    role = person("jan", region)
    with pytest.raises(RoleChangedMeanwhile):
        change_role(role=role, kind="beheerder", municipality=None, seen="", by=admin)


@pytest.mark.parametrize(
    ("since", "until", "takes_part"),
    [(None, None, True), (0, 0, True), (1, None, False), (-9, -1, False), (-9, 1, True)],
)
def test_municipalities_that_take_part_today(region, since, until, takes_part, monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)

    def day(offset):
        return None if offset is None else timezone.localdate() + timedelta(days=offset)

    found = Municipality.objects.create(code="GM0308", name="Baarn")
    RegionMember.objects.create(
        region=region, municipality=found, member_from=day(since), member_until=day(until)
    )
    assert list(members_of(region)) == ([found] if takes_part else [])


def test_invited_again_after_a_quarter_of_an_hour(region, admin):
    role = invited(region, admin)
    with pytest.raises(Refused, match="vorige uitnodiging is verstuurd op"):
        invite_again(role=role, by=admin)
    role.user.history.update(history_date=timezone.now() - INVITED_AGAIN_AFTER)
    invite_again(role=role, by=admin)
    assert role.user.history.first().history_user == admin
    with pytest.raises(Refused, match="vorige uitnodiging is verstuurd op"):
        invite_again(role=role, by=admin)


def test_invitation_that_did_not_leave_does_not_count(region, admin):
    role = invited(region, admin)
    note_not_sent(user=role.user, by=admin)
    invite_again(role=role, by=admin)


@pytest.mark.parametrize("active", [True, False])
def test_who_cannot_use_an_invitation_gets_none(region, admin, active):
    role = person("jan", region) if active else invited(region, admin)
    if not active:
        set_active(role=role, active=False, by=admin)
    with pytest.raises(Refused, match="Er is niets verstuurd"):
        invite_again(role=role, by=admin)


def test_last_administrator_stays(region, admin):
    own = Role.objects.get(user=admin)
    person("oud", region, "beheerder", is_active=False)  # cannot log in, so does not count
    with pytest.raises(Refused, match="ten minste één beheerder"):
        changed(own, admin)
    with pytest.raises(Refused, match="ten minste één beheerder"):
        end_access(role=own, by=admin)
    person("tweede", region, "beheerder")
    end_access(role=own, by=admin)
    assert not Role.objects.filter(user=admin).exists()


def test_ended_access_leaves_account_and_other_regions(region, elsewhere, admin):
    role = person("jan", region)
    Role.objects.create(user=role.user, region=elsewhere, kind="lezer")
    pk = role.pk
    end_access(role=role, by=admin)
    assert [left.region for left in Role.objects.filter(user=role.user)] == [elsewhere]
    assert User.objects.get(username="jan").is_active
    assert Role.history.filter(id=pk).first().history_user == admin
    with pytest.raises(Refused, match="geen toegang meer"):
        end_access(role=Role(pk=pk, region=region, user=role.user), by=admin)


def test_disabled_and_enabled_again(region, admin):
    role = person("jan", region)
    assert not set_active(role=role, active=False, by=admin).is_active
    assert User.objects.get(username="jan").history.first().history_user == admin
    assert set_active(role=role, active=True, by=admin).is_active


def test_disabling_somebody_of_another_region_is_refused(region, elsewhere, admin):
    role = person("jan", region)
    Role.objects.create(user=role.user, region=elsewhere, kind="lezer")
    assert not may_set_active(role, admin)
    with pytest.raises(Refused, match="geen beheerder bent"):
        set_active(role=role, active=False, by=admin)
    Role.objects.create(user=admin, region=elsewhere, kind="beheerder")
    assert may_set_active(role, admin)
    assert not set_active(role=role, active=False, by=admin).is_active


def test_disabling_oneself_is_refused(region, admin):
    person("tweede", region, "beheerder")
    with pytest.raises(Refused, match="eigen account"):
        set_active(role=Role.objects.get(user=admin), active=False, by=admin)


@pytest.mark.parametrize("kind", ["beleidsadviseur", "financieel_adviseur", "portefeuillehouder", "lezer"])
def test_who_is_no_administrator_changes_nobody(region, admin, kind):
    by = person("ander", region, kind).user
    role = Role.objects.get(user=admin)
    for act in (
        lambda: invited(region, by),
        lambda: changed(role, by),
        lambda: end_access(role=role, by=by),
        lambda: set_active(role=role, active=False, by=by),
        lambda: invite_again(role=role, by=by),
    ):
        with pytest.raises(Refused, match="geen beheerder"):
            act()


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_end_each_other_leave_one():
    region = Region.objects.create(slug="hier", name="Hier")
    roles = [person(name, region, "beheerder") for name in ("een", "twee")]
    start, refused = threading.Barrier(2), []

    def end(role, by):
        try:
            start.wait()
            end_access(role=role, by=by)
        except Refused as problem:
            refused.append(problem.message)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=end, args=(role, other.user)) for role, other in (roles, reversed(roles))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert Role.objects.filter(region=region).count() == 1


def test_download_cannot_hold_a_formula(region, admin):
    for name in ("=1+1", "+31", "-5", "@som", '=HYPERLINK("http://x";"y")'):
        person(name, region, email="a;b@voorbeeld.nl")
    text = rights_csv(region).decode("utf-8")
    assert text.startswith("\ufeffNaam;Gebruikersnaam;")
    lines = text.split("\r\n")
    assert len(lines) == 8  # a heading, six people and the end of the last line
    assert not any(line.startswith(("=", "+", "-", "@", '"=')) for line in lines)
    assert "'=1+1;'=1+1;\"a;b@voorbeeld.nl\";lezer;" in text
    assert '"\'=HYPERLINK(""http://x"";""y"")"' in text
    assert "baas;baas;;beheerder;;actief;;ja;" in text
