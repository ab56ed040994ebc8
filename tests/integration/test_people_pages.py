"""Beheer and "wie mag wat", as a browser gets them."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from measures.models import Plan
from municipalities.models import Municipality, Region, Role, User

REGION = {"region": "gooi-en-vechtstreek"}
PEOPLE = "/gooi-en-vechtstreek/beheer/"


@pytest.fixture
def admin(client, demo):
    client.login(username="beheerder", password="demo")
    return client


def text_of(answer):
    return answer.content.decode()


def menu_of(answer):
    """The items of the main menu, as they are read."""
    (menu,) = re.findall(r'<nav class="app-nav".*?</nav>', text_of(answer), re.DOTALL)
    return re.findall(r"<li[^>]*><a [^>]*>([^<]*)</a></li>", menu)


@pytest.fixture
def mail_server_is_down(monkeypatch):
    def fail(message, fail_silently=False):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)


@pytest.fixture
def invited(demo):
    user = User(username="jan@voorbeeld.nl", email="jan@voorbeeld.nl", first_name="Jan")
    user.set_unusable_password()
    user.save()
    return Role.objects.create(user=user, region=demo.region, kind="lezer")


def test_rights_page_says_yes_and_no_in_words(client, demo):
    client.login(username="lezer", password="demo")
    page = text_of(client.get(reverse("rights", kwargs=REGION)))
    assert "uw rol" in page
    assert page.count("<strong>ja</strong>") == 35
    assert page.count(">nee<") == 35


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
        ("gemeente", "999999", "Kies een gemeente uit de lijst."),
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
    sent = {"rol": "beleidsadviseur", "gezien": "lezer/"}
    answer = admin.post(f"{PEOPLE}mensen/lezer/", sent, follow=True)
    assert "lezer is nu beleidsadviseur." in text_of(answer)
    assert Role.objects.get(user__username="lezer").kind == "beleidsadviseur"


def test_old_page_asks_once_more_before_it_gives_a_role_back(admin, demo):
    def seen(page):
        return re.search(r'name="gezien" value="([^"]*)"', page)[1]

    address = f"{PEOPLE}mensen/financien/"
    old_page = {"rol": "financieel_adviseur", "gezien": seen(text_of(admin.get(address)))}
    old_page["gemeente"] = Municipality.objects.get(code="GM0402").pk
    other = User.objects.create_user("tweede", password="x")
    Role.objects.create(user=other, region=demo.region, kind="beheerder")
    second = type(admin)()
    second.force_login(other, "django.contrib.auth.backends.ModelBackend")
    second.post(address, {"rol": "lezer", "gezien": old_page["gezien"]})
    answer = text_of(admin.post(address, old_page))
    assert "Intussen gewijzigd door tweede op" in answer
    assert "de rol is nu lezer, voor de hele regio" in answer
    assert Role.objects.get(user__username="financien").kind == "lezer"
    admin.post(address, old_page | {"gezien": seen(answer)})
    assert Role.objects.get(user__username="financien").kind == "financieel_adviseur"


@pytest.mark.parametrize("page", ["toegang-beeindigen", "inloggen"])
def test_nobody_is_shut_out_by_a_link(admin, page):
    answer = admin.get(f"{PEOPLE}mensen/lezer/{page}/")
    assert answer.status_code == 200
    assert ">Nee, terug</a>" in text_of(answer)
    assert Role.objects.get(user__username="lezer").user.is_active
    assert f'href="{PEOPLE}mensen/lezer/{page}/"' in text_of(admin.get(f"{PEOPLE}mensen/lezer/"))


def test_page_of_who_has_no_role_any_more_leads_back(admin):
    admin.post(f"{PEOPLE}mensen/lezer/toegang-beeindigen/")
    answer = admin.get(f"{PEOPLE}mensen/lezer/")
    assert answer.status_code == 404
    assert "heeft geen rol in Gooi en Vechtstreek" in text_of(answer)
    assert f'href="{PEOPLE}">Naar Beheer' in text_of(answer)


@pytest.mark.parametrize("name", ["%00", "a%00b", "\x00"])
def test_name_that_no_database_can_look_for_is_not_there(admin, name):
    """PostgreSQL refuses NUL with an error; so the address is not looked up at all."""
    answer = admin.get(f"{PEOPLE}mensen/{name}/")
    assert answer.status_code == 404
    assert "Op dit adres is niets." in text_of(answer)


def test_invitation_that_cannot_be_sent_is_told(admin, mail_server_is_down):
    sent = {"naam": "Jan de Vries", "email": "jan@voorbeeld.nl", "rol": "lezer"}
    page = text_of(admin.post(PEOPLE, sent, follow=True))
    assert "de uitnodiging kon niet worden verstuurd naar jan@voorbeeld.nl" in page
    assert "Er is een e-mail verstuurd" not in page
    assert Role.objects.filter(user__email="jan@voorbeeld.nl").exists()


def test_invitation_sent_again(admin, invited):
    address = reverse("person", kwargs=REGION | {"person": invited.user.username})
    assert "Uitnodiging opnieuw sturen</button>" in text_of(admin.get(address))
    assert "opnieuw een uitnodiging verstuurd" in text_of(admin.post(f"{address}uitnodigen/", follow=True))
    answer = admin.post(f"{address}uitnodigen/")
    assert answer.status_code == 422
    assert "Wacht ten minste een kwartier" in text_of(answer)
    assert [message.to for message in mail.outbox] == [["jan@voorbeeld.nl"]]
    assert "Uitnodiging opnieuw" not in text_of(admin.get(f"{PEOPLE}mensen/lezer/"))


def test_invitation_sent_again_goes_to_that_user_only(admin, invited):
    User.objects.create_user("ander", email="jan@voorbeeld.nl", password="x")
    admin.post(f"{PEOPLE}mensen/{invited.user.username}/uitnodigen/")
    (message,) = mail.outbox
    assert "Uw gebruikersnaam is jan@voorbeeld.nl." in message.body


def test_forgotten_password_tells_nothing_of_the_mail_server(client, demo, invited, monkeypatch):
    def fail(message, fail_silently=False):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", fail)
    answer = client.post(reverse("password_reset"), {"email": "jan@voorbeeld.nl"})
    assert answer.url == reverse("password_reset_done")


def test_menu_of_a_region_with_two_plans(client, demo):
    Plan.objects.create(
        region=demo.region, slug="bo-2025", title=f"{demo.title} a", first_year=2025, last_year=2028
    )
    client.login(username="beheerder", password="demo")
    for address in ("/", PEOPLE, f"{PEOPLE}mensen/lezer/", reverse("rights", kwargs=REGION)):
        answer = client.get(address)
        assert menu_of(answer) == ["Start", "Wie mag wat", "Beheer"], address
        assert '<p class="app-band__plan"><strong>Gooi en Vechtstreek</strong>' in text_of(answer), address
    page = text_of(client.get("/"))
    assert "Periode 2025–2028" in page
    assert "Periode 2021–2024" in page
    for name in ("budget", "measures", "scenarios", "versions", "history"):
        assert f'href="{reverse(name, kwargs=REGION | {"plan": "bo-2025"})}"' in page


def test_start_leads_to_every_region(client, demo):
    """Beheer where one is its administrator; a region without a plan is there too."""
    user = User.objects.get(username="buurregio")
    Role.objects.create(user=user, region=demo.region, kind="beheerder")
    empty = Region.objects.create(slug="leeg", name="Leeg")
    Role.objects.create(user=user, region=empty, kind="lezer")
    client.login(username="buurregio", password="demo")
    page = text_of(client.get("/"))
    assert re.findall(r'<h2[^>]*id="regio-([^"]*)"', page) == [
        "gooi-en-vechtstreek",
        "leeg",
        "utrecht-voorbeeld",
    ]
    assert re.findall(r'href="/([^"]*)/beheer/"', page) == ["gooi-en-vechtstreek"]
    assert re.findall(r'href="/([^"]*)/wie-mag-wat/"', page) == [
        "gooi-en-vechtstreek",
        "leeg",
        "utrecht-voorbeeld",
    ]
    assert "Deze regio heeft nog geen beleidsplan." in page


def test_only_administrator_stays_on_the_page(admin):
    answer = admin.post(f"{PEOPLE}mensen/beheerder/", {"rol": "lezer", "gezien": "beheerder/"})
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
