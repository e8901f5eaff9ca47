"""The public pages tell every fact of the five projects, in three languages, and nothing that nobody stated (X-01)."""
import re
from html import unescape

import pytest
from django.test import Client

from projects.models import Activity, Challenge, Contact, Narrative, Partnership, Project, Result, StatedFact, Target

pytestmark = pytest.mark.django_db

FIVE = [
    "act-local", "koosloomest-koostooni", "kogukonnakeskne-lahenemisviis", "kogukondade-tugevus", "kov-koostoogrupid",
]
PREFIX = {"et": "", "lv": "/lv", "en": "/en"}


def text_of(slug, language="et"):
    """The words of a public page, with one space between them."""
    response = Client().get(f"{PREFIX[language]}/projects/{slug}/")
    assert response.status_code == 200
    body = response.content.decode()
    assert f'<html lang="{language}">' in body
    main = body[body.index("<main") : body.index("<footer")]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main))).replace("\xa0", " ").replace("\u202f", " ")


def missing(text, wanted):
    return [part for part in wanted if re.sub(r"\s+", " ", part).replace("\xa0", " ") not in text]


# What the source says, in the form the page prints it. Names and figures are the source's; the codes are acceptance.md's.
SAID = {
    "act-local": [
        ("A-01", ["Act Local", "Eesti-Läti koostööprojekt"]),
        ("A-02", ["MTÜ Setomaa Liit", "Alutaguse vallavalitsus", "Ape vald", "Engure vald"]),
        ("A-10", ["17", "4 Apes", "3 Engures", "5 Setomaal", "5 Alutagusel"]),
        ("A-17", ["26", "teoreetilist", "16", "praktilist"]),
        ("A-19", ["2 õppereisi"]),
        ("A-24", ["mai 2019 – aprill 2021", "24"]),
        ("A-25", ["Kesk-Läänemere programm 2014–2020"]),
    ],
    "koosloomest-koostooni": [
        ("B-01", ["Koosloomest koostööni", "LEADER"]),
        ("B-02", ["Võrumaa Partnerluskogu", "Tartumaa Arendusselts"]),
        ("B-03", ["01.07.2024–30.06.2025", "12"]),
        ("B-13", ["18 000,00 €", "12 743,68 €", "5 256,32 €", "18.06.2024", "70,8"]),
        ("B-14", ["42 000,00 €"]),
        ("B-15", ["60 000,00 €"]),
        ("B-16", ["5 000,00 €", "13 000,00 €"]),
        ("B-18", ["Rootsi", "Tšehhi", "Austria"]),
        ("B-20", ["30"]),
    ],
    "kogukonnakeskne-lahenemisviis": [
        ("C-01", ["Kogukonnakeskse lähenemisviisi rakendamine 2023–2026", "2023–2026"]),
        ("C-06", ["15", "ABCD"]),
        ("C-07", ["kuni 3", "Avatud Dialoog"]),
        ("C-08", ["8", "Päästeamet"]),
        ("C-11", ["24"]),
        ("C-12", ["2", "12", "= 24", "22"]),
        ("C-16", ["30"]),
        ("C-20", ["19. september"]),
    ],
    "kogukondade-tugevus": [
        ("D-01", ["Kogukondade tugevus"]),
        ("D-02", ["2024-1-EE01-KA122-ADU-000233253", "EE01", "KA122", "ADU"]),
        ("D-03", ["01.08.2024–31.12.2025", "17"]),
        ("D-08", ["Soome", "Norra"]),
        ("D-14", ["Töömaja", "Töötamaja"]),
        ("D-15", ["Erasmus+"]),
    ],
    "kov-koostoogrupid": [
        ("E-01", ["KOV koostöögruppide tegevussuund"]),
        ("E-03", ["01.01.2019–31.12.2020", "24"]),
        ("E-04", ["281"]),
        ("E-11", ["Saue", "5"]),
        ("E-12", ["Harju koostöögrupp", "7"]),
        ("E-13", ["Lääne-Harju vald", "Harku vald", "Saku vald", "Kohila vald", "Saue vald"]),
        ("E-15", ["Haapsalu linn"]),
        ("E-16", ["Kahvel", "kaasamise tahvel"]),
        ("E-17", ["Piirkonnaülesed noorsootöötajad"]),
        ("E-18", ["Võrgustikutöö"]),
        ("E-19", ["Infosüsteem"]),
        ("E-20", ["Mänguriiul ratastel", "Ääsmäe Noortekeskus"]),
        ("E-23", ["ESF"]),
    ],
}
NUMBERS = {
    "act-local": ["17", "26", "16"], "koosloomest-koostooni": ["18", "12", "60"],
    "kogukonnakeskne-lahenemisviis": ["15", "24"], "kogukondade-tugevus": ["000233253"],
    "kov-koostoogrupid": ["281", "7"],
}


@pytest.mark.parametrize("slug", FIVE)
def test_X01_the_estonian_page_says_what_the_source_says(slug):
    text = text_of(slug)
    assert {code: missing(text, words) for code, words in SAID[slug] if missing(text, words)} == {}


@pytest.mark.parametrize("language", PREFIX)
@pytest.mark.parametrize("slug", FIVE)
def test_X29_every_text_of_the_project_stands_on_the_page_in_the_readers_language(slug, language):
    project = Project.objects.get(slug=slug)
    wanted = [project.acronym, getattr(project, f"title_{language}"), getattr(project, f"summary_{language}")]
    for model, field in (
        (Target, "statement"), (Activity, "title"), (Activity, "text"), (Narrative, "text"), (Challenge, "text"),
        (Result, "text"), (StatedFact, "statement"),
    ):
        rows = model.objects.filter(project=project)
        if model is StatedFact:
            rows = rows.filter(is_public=True)
        wanted += [text for text in rows.values_list(f"{field}_{language}", flat=True) if text]
    assert missing(text_of(slug, language), wanted) == []


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("slug", FIVE)
def test_X29_no_public_text_of_the_five_lacks_its_translation(slug, language):
    project = Project.objects.get(slug=slug)
    lacking = [field for field in ("title", "summary") if not getattr(project, f"{field}_{language}")]
    for model, field in ((Target, "statement"), (Activity, "title"), (Narrative, "text"), (Challenge, "text"), (Result, "text")):
        lacking += list(
            model.objects.filter(**{"project": project, f"{field}_{language}": ""})
            .exclude(**{f"{field}_et": ""}).values_list(f"{field}_et", flat=True)
        )
    assert lacking == []


@pytest.mark.parametrize("language", PREFIX)
@pytest.mark.parametrize("slug", FIVE)
def test_the_figures_of_the_source_stand_in_every_language(slug, language):
    assert missing(text_of(slug, language), NUMBERS[slug]) == []


@pytest.mark.parametrize("slug", ["act-local", "kogukonnakeskne-lahenemisviis", "kogukondade-tugevus", "kov-koostoogrupid"])
def test_A27_a_project_without_stated_money_shows_no_amount(slug):
    assert re.findall(r"\d €", text_of(slug)) == []


def test_B14_a_partner_whose_split_is_not_stated_shows_no_zero():
    assert re.findall(r"(?<![\d  ])0,00 €", text_of("koosloomest-koostooni")) == []


@pytest.mark.parametrize("slug", FIVE)
def test_X27_no_contact_stands_on_a_public_page_without_consent(slug):
    body = Client().get(f"/projects/{slug}/").content.decode()
    hidden = Contact.objects.filter(project__slug=slug, is_public=False)
    assert [contact.email for contact in hidden if contact.email and contact.email in body] == []


def test_A03_a_missing_lead_is_said_and_is_no_error():
    assert Partnership.objects.filter(project__slug="act-local", role="lead").count() == 0
    page = Client().get("/en/projects/act-local/").content.decode()
    assert "A lead partner is not stated." in page


def test_X01_activities_stand_in_the_projects_order_under_no_heading_of_ours():
    """Trips are a joint main activity; no source calls them supporting (B-10)."""
    text = text_of("koosloomest-koostooni")
    trips, seminars = "Rahvusvahelised õppereisid Kavandatud", "Inspiratsiooniseminarid Kavandatud"
    assert "Toetavad tegevused" not in text
    order = Activity.objects.filter(project__slug="koosloomest-koostooni", parent=None).order_by("order", "pk")
    assert [activity.title_et for activity in order] == ["Rahvusvahelised õppereisid", "Inspiratsiooniseminarid"]
    assert 0 < text.index(trips) < text.index(seminars)


def test_C05_unnamed_implementers_are_said():
    page = Client().get("/en/projects/kogukonnakeskne-lahenemisviis/").content.decode()
    assert "not stated" in page


@pytest.mark.parametrize("language", PREFIX)
@pytest.mark.parametrize("slug", FIVE)
def test_the_page_names_itself_in_the_other_languages(slug, language):
    body = Client().get(f"{PREFIX[language]}/projects/{slug}/").content.decode()
    found = dict(re.findall(r'<link rel="alternate" hreflang="(\w\w)" href="http://testserver([^"]+)"', body))
    assert found == {code: f"{prefix}/projects/{slug}/" for code, prefix in PREFIX.items()}


def test_C07_the_names_of_sensitive_communities_are_nowhere_public():
    from communities.models import Enrolment

    secret = {row.community.name for row in Enrolment.objects.filter(activity__sensitive=True).select_related("community")}
    assert secret
    for address in ("/projects/kogukonnakeskne-lahenemisviis/", "/communities/", "/calendar/", "/"):
        body = Client().get(address).content.decode()
        assert [name for name in secret if name in body] == []


@pytest.mark.parametrize("slug", FIVE)
def test_an_invented_course_of_events_is_marked_as_demo_data(slug):
    body = Client().get(f"/en/projects/{slug}/").content.decode()
    assert "are invented for this demo" in body


def test_unpublished_and_unknown_projects_look_the_same():
    assert Client().get("/projects/ei-ole/").status_code == 404
