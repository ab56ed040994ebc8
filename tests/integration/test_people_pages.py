"""Beheer and "wie mag wat", as a browser gets them."""

import pytest
from django.core import mail
from django.urls import reverse

from municipalities.models import Municipality, Role, User

REGION = {"region": "gooi-en-vechtstreek"}
PEOPLE = "/gooi-en-vechtstreek/beheer/"


@pytest.fixture
def admin(client, demo):
    client.login(username="beheerder", password="demo")
    return client


def text_of(answer):
    return answer.content.decode()


def test_rights_page_says_yes_and_no_in_words(client, demo):
    client.login(username="lezer", password="demo")
    page = text_of(client.get(reverse("rights", kwargs=REGION)))
    assert "uw rol" in page
    assert page.count("<strong>ja</strong>") == 25
    assert page.count(">nee<") == 20


def test_list_shows_everybody(admin):
    page = text_of(admin.get(PEOPLE))
    for name in ("adviseur", "financien", "portefeuillehouder", "beheerder", "lezer"):
        assert name in page
    assert "buurregio" not in page
    assert "nog nooit" in page


def test_list_asks_as_many_queries_for_fifty_people(admin, demo, django_assert_max_num_queries):
    for number in range(50):
        user = User.objects.create(username=f"mens-{number}")
        Role.objects.create(user=user, region=demo.region, kind="lezer")
    with django_assert_max_num_queries(10):
        admin.get(PEOPLE)


def test_others_read_why_they_may_not(client, demo):
    client.login(username="financien", password="demo")
    answer = client.get(PEOPLE)
    assert answer.status_code == 403
    assert "Beheer is alleen voor beheerders van de regio" in text_of(answer)


def test_invited_person_chooses_a_password_and_logs_in(admin, client):
    gemeente = Municipality.objects.get(code="GM0402")
    sent = {"naam": "Jan de Vries", "email": "jan@voorbeeld.nl", "rol": "lezer", "gemeente": gemeente.pk}
    answer = admin.post(PEOPLE, sent, follow=True)
    assert "Jan de Vries is uitgenodigd" in text_of(answer)
    assert "uitgenodigd</span>" in text_of(answer)
    (message,) = mail.outbox
    assert message.to == ["jan@voorbeeld.nl"]
    assert message.subject == "Uitnodiging voor de begroting van Gooi en Vechtstreek"
    client.logout()
    link = next(line for line in message.body.splitlines() if "://" in line)
    form = client.get(link.replace("http://testserver", ""), follow=True)
    done = client.post(
        form.redirect_chain[-1][0],
        {"new_password1": "vijf zeven elf", "new_password2": "vijf zeven elf"},
        follow=True,
    )
    assert "Uw wachtwoord is bewaard" in text_of(done)
    assert client.login(username="jan@voorbeeld.nl", password="vijf zeven elf")
    again = client.get(link.replace("http://testserver", ""), follow=True)
    assert "Deze link werkt niet meer" in text_of(again)


def test_invited_person_with_an_account_gets_no_mail(admin):
    User.objects.create_user("anders", email="anders@voorbeeld.nl", password="x")
    sent = {"naam": "Anders", "email": "anders@voorbeeld.nl", "rol": "lezer"}
    assert "had al een account" in text_of(admin.post(PEOPLE, sent, follow=True))
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("email", "geen adres", "Dit is geen volledig e-mailadres"),
        ("email", "", "Vul het e-mailadres in."),
        ("naam", "", "Vul de naam in."),
        ("rol", "koning", "Kies een rol uit de lijst."),
        ("gemeente", "999999", "Kies een gemeente van de regio."),
    ],
)
def test_wrong_invitation_says_so_at_the_field(admin, field, value, sentence):
    sent = {"naam": "Jan", "email": "jan@voorbeeld.nl", "rol": "lezer"} | {field: value}
    page = text_of(admin.post(PEOPLE, sent))
    assert sentence in page
    assert f'id="fout-{field}"' in page
    assert f'aria-describedby="fout-{field}"' in page
    assert not User.objects.filter(email="jan@voorbeeld.nl").exists()


def test_role_changed_on_the_page(admin):
    answer = admin.post(f"{PEOPLE}mensen/lezer/", {"rol": "beleidsadviseur"}, follow=True)
    assert "lezer is nu beleidsadviseur." in text_of(answer)
    assert Role.objects.get(user__username="lezer").kind == "beleidsadviseur"


def test_only_administrator_stays_on_the_page(admin):
    answer = admin.post(f"{PEOPLE}mensen/beheerder/", {"rol": "lezer"})
    assert "ten minste één beheerder" in text_of(answer)
    answer = admin.post(f"{PEOPLE}mensen/beheerder/toegang-beeindigen/")
    assert answer.status_code == 422
    assert "ten minste één beheerder" in text_of(answer)
    assert Role.objects.get(user__username="beheerder").kind == "beheerder"


def test_access_ended_on_the_page(admin):
    answer = admin.post(f"{PEOPLE}mensen/lezer/toegang-beeindigen/", follow=True)
    assert "lezer heeft geen toegang meer tot Gooi en Vechtstreek." in text_of(answer)
    assert not Role.objects.filter(user__username="lezer").exists()


def test_disabled_person_is_out_at_once(admin, demo):
    other = type(admin)()
    other.login(username="lezer", password="demo")
    assert other.get("/").status_code == 200
    admin.post(f"{PEOPLE}mensen/lezer/inloggen/", {"actief": "0"})
    assert other.get("/").status_code == 302
    assert not other.login(username="lezer", password="demo")
    admin.post(f"{PEOPLE}mensen/lezer/inloggen/", {"actief": "1"})
    assert other.login(username="lezer", password="demo")


def test_download_of_rights(admin):
    answer = admin.get(f"{PEOPLE}rechten.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="rechten-gooi-en-vechtstreek.csv"' in answer["Content-Disposition"]
    assert answer.content.startswith(b"\xef\xbb\xbfNaam;")
    assert len(answer.content.decode().splitlines()) == 6


def test_neighbour_sees_its_own_plan_only(client, demo):
    client.login(username="buurregio", password="demo")
    page = text_of(client.get("/", follow=True))
    assert "voorbeeld" in page
    assert "Bescherming en opvang" not in page
    assert client.get("/gooi-en-vechtstreek/bo-2021-2024/begroting/").status_code == 404
    assert client.get("/utrecht-voorbeeld/opvang-2025-2028/begroting/").status_code == 200
