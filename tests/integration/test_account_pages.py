"""Mijn account, as a browser gets it: one's roles, and tokens that are shown once."""

import html
import re
from datetime import timedelta

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from municipalities.models import ApiToken, Municipality, Region, Role, User
from municipalities.tokens import create_token, token_of, withdraw_token

ACCOUNT = "/account/"
TOKEN = re.compile(r"rbg_\w{60}")


def text_of(answer):
    return html.unescape(answer.content.decode())


def filled(**changes):
    until = timezone.localdate() + timedelta(days=30)
    return {"naam": "Power BI", "toegang": "read", "geldig_tot": until.isoformat()} | changes


def made(user, name="Power BI", **options):
    tomorrow = timezone.localdate() + timedelta(days=1)
    return create_token(user=user, name=name, scope="read", expires_on=tomorrow, by=user, **options)


def test_page_says_who_one_is_and_as_what(financial, finance, demo):
    elsewhere = Region.objects.create(slug="elders", name="Elders")
    huizen = Municipality.objects.get(code="GM0406")
    Role.objects.create(user=finance, region=elsewhere, kind="lezer", municipality=huizen)
    page = text_of(financial.get(ACCOUNT))
    for said in ("financieel adviseur", "hele regio", "Elders", "lezer", "Huizen", "Wachtwoord wijzigen"):
        assert said in page
    assert "U hebt nog geen token." in page


def test_who_has_no_role_yet_reads_who_gives_one(client, demo):
    client.force_login(User.objects.create(username="nieuw"), "django.contrib.auth.backends.ModelBackend")
    assert "Een beheerder van uw regio geeft u die." in text_of(client.get(ACCOUNT))


def test_name_in_the_header_leads_here(financial, demo):
    assert f'<a class="band-link" href="{ACCOUNT}"' in text_of(financial.get("/"))


def test_token_is_shown_once_and_kept_nowhere(financial, finance):
    answer = financial.post(ACCOUNT, filled(toegang="write"))
    (text,) = TOKEN.findall(text_of(answer))
    assert answer["Cache-Control"] == "no-store"
    assert (token_of(text).user, token_of(text).scope) == (finance, "write")
    assert text not in text_of(financial.get(ACCOUNT))
    assert token_of(text).start in text_of(financial.get(ACCOUNT))
    assert all(text not in str(session.get_decoded()) for session in Session.objects.all())
    assert text not in str(financial.cookies)


def test_example_beside_a_new_token_works_with_it(financial):
    page = text_of(financial.post(ACCOUNT, filled()))
    (address,) = re.findall(r"http://testserver(/api/\S*?)</code>", page)
    bearer = {"Authorization": f"Bearer {TOKEN.search(page)[0]}"}
    assert Client().get(address, headers=bearer).status_code == 200


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"naam": " "}, "Geef het token een naam."),
        ({"naam": "x" * 101}, "Dit is te lang: 101 tekens"),
        ({"naam": "a\x00b"}, "Null-tekens"),
        ({"toegang": "alles"}, "Kies een toegang uit de lijst."),
        ({"geldig_tot": ""}, "Vul de laatste dag in."),
        ({"geldig_tot": "morgen"}, "Dit is geen datum."),
        ({"geldig_tot": "2020-01-01"}, "De einddatum is al voorbij."),
        ({"geldig_tot": "9999-12-31"}, "hoogstens een jaar"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(financial, changes, said):
    page = text_of(financial.post(ACCOUNT, filled(**changes)))
    field = next(iter(changes))
    (error,) = re.findall(rf'id="fout-{field}">(.*?)</p>', page)
    assert said in error
    assert not TOKEN.search(page)
    assert not ApiToken.objects.exists()


def test_too_many_tokens_are_refused_on_top_of_the_form(financial, finance, monkeypatch):
    monkeypatch.setattr("municipalities.tokens.MOST_VALID", 1)
    made(finance)
    page = text_of(financial.post(ACCOUNT, filled()))
    assert "U hebt al 1 geldige tokens. Trek er eerst een in." in page


def test_list_tells_how_each_token_stands_and_what_works_first(financial, finance):
    today = timezone.localdate()
    for name, days in (("Oud", 1), ("Lang", 16), ("Kort", 1)):
        expires_on = today + timedelta(days=days)
        create_token(user=finance, name=name, scope="read", expires_on=expires_on, by=finance)
    ApiToken.objects.filter(name="Oud").update(expires_on=today - timedelta(days=1))
    withdraw_token(token=made(finance, "Weg")[0], by=finance)
    _, table = text_of(financial.get(ACCOUNT)).split('id="h-tokens"')
    rows = re.findall(r'<th scope="row">(.*?)</th>.*?data-label="Stand">(.*?)</td>', table, re.DOTALL)
    stands = [(name, re.sub("<[^>]*>", "", state)) for name, state in rows]
    assert stands == [
        ("Kort", "verloopt binnenkort"),
        ("Lang", "geldig"),
        ("Weg", "ingetrokken"),
        ("Oud", "verlopen"),
    ]


def test_list_asks_as_many_queries_for_fifty_tokens(financial, finance, django_assert_max_num_queries):
    for _ in range(50):
        made(finance)
    with django_assert_max_num_queries(10):
        financial.get(ACCOUNT)


def test_withdrawing_asks_first_and_then_the_token_is_out(financial, finance):
    token, text = made(finance, "Power <BI>")
    address = reverse("token_withdraw", args=[token.prefix])
    assert address in text_of(financial.get(ACCOUNT))
    assert "Wilt u dit token intrekken?" in text_of(financial.get(address))
    assert token_of(text)
    page = financial.post(address, follow=True).content.decode()
    assert "Het token ‘Power &lt;BI&gt;’ is ingetrokken" in page
    assert token_of(text) is None
    assert address not in page
    assert financial.post(address).status_code == 404


def test_token_of_another_is_not_there(financial, demo):
    token, text = made(User.objects.get(username="beheerder"))
    address = reverse("token_withdraw", args=[token.prefix])
    assert financial.get(address).status_code == financial.post(address).status_code == 404
    assert token.start not in text_of(financial.get(ACCOUNT))
    assert token_of(text)


def test_administrator_sees_nothing_of_the_tokens_of_others(client, finance):
    token, _ = made(finance, "Geheime koppeling")
    client.login(username="beheerder", password="demo")
    for name in ("person", "person_end", "person_active"):
        page = text_of(client.get(reverse(name, args=["gooi-en-vechtstreek", "financien"])))
        assert token.prefix not in page
        assert token.name not in page


NEW = {"new_password1": "vijf zeven elf", "new_password2": "vijf zeven elf"}


@pytest.mark.parametrize("tick", [{}, {"tokens": "on"}])
def test_new_password_leaves_tokens_unless_asked(financial, finance, tick):
    _, text = made(finance)
    address = reverse("password_change")
    assert "Trek ook mijn token in" in text_of(financial.get(address))
    page = text_of(financial.post(address, {"old_password": "demo"} | NEW | tick, follow=True))
    assert ("Uw tokens zijn ingetrokken." in page) == bool(tick)
    assert (token_of(text) is None) == bool(tick)


def test_wrong_password_withdraws_nothing(financial, finance):
    _, text = made(finance)
    financial.post(reverse("password_change"), {"old_password": "fout", "tokens": "on"} | NEW)
    assert token_of(text)


def test_password_chosen_by_link_can_withdraw_tokens_too(client, finance):
    _, text = made(finance)
    made(finance)
    number = urlsafe_base64_encode(force_bytes(finance.pk))
    link = reverse("password_reset_confirm", args=[number, default_token_generator.make_token(finance)])
    form = client.get(link, follow=True)
    assert "Trek ook mijn tokens in" in text_of(form)
    client.post(form.redirect_chain[-1][0], NEW | {"tokens": "on"})
    assert token_of(text) is None


def test_who_has_no_token_is_not_asked_about_them(financial, demo):
    assert "Trek ook" not in text_of(financial.get(reverse("password_change")))
