"""The organisations of the five sources, with their other names, units and successors.

Names stand as the sources state them; official, short and translated ones are rows beside them.
"""
from portal.demo.build import make
from projects.choices import Country, NameKind, OrganisationKind
from projects.models import Organisation, OrganisationName

NGO, MUNICIPALITY, LAG = OrganisationKind.NGO, OrganisationKind.MUNICIPALITY, OrganisationKind.LAG
AGENCY, MINISTRY = OrganisationKind.AGENCY, OrganisationKind.MINISTRY
OFFICIAL, SHORT, AS_STATED = NameKind.OFFICIAL, NameKind.SHORT, NameKind.AS_STATED

# name, kind, country, more fields; "successor" and "parent" are names of rows above.
ORGANISATIONS = [
    ("MTÜ Setomaa Liit", NGO, Country.EE, {"legal_form": "MTÜ"}),
    ("Alutaguse vallavalitsus", MUNICIPALITY, Country.EE, {}),
    ("Smiltenes novads", MUNICIPALITY, Country.LV, {"valid_from": "2021-07-01"}),
    ("Tukuma novads", MUNICIPALITY, Country.LV, {"valid_from": "2021-07-01"}),
    (
        "Ape vald", MUNICIPALITY, Country.LV,
        {"valid_from": "2009-07-01", "valid_until": "2021-06-30", "successor": "Smiltenes novads"},
    ),
    (
        "Engure vald", MUNICIPALITY, Country.LV,
        {"valid_from": "2009-07-01", "valid_until": "2021-06-30", "successor": "Tukuma novads"},
    ),
    ("Setomaa vald", MUNICIPALITY, Country.EE, {}),
    ("Võrumaa Partnerluskogu", LAG, Country.EE, {}),
    ("Tartumaa Arendusselts", LAG, Country.EE, {}),
    ("Siseministeerium", MINISTRY, Country.EE, {}),
    ("Päästeamet", AGENCY, Country.EE, {}),
    ("MTÜ Töömaja", NGO, Country.EE, {"legal_form": "MTÜ"}),
    ("Haridus- ja Noorteamet", AGENCY, Country.EE, {"valid_from": "2020-08"}),
    (
        "Eesti Noorsootöö Keskus", AGENCY, Country.EE,
        {"valid_until": "2020-07", "successor": "Haridus- ja Noorteamet"},
    ),
    ("Euroopa Sotsiaalfond", OrganisationKind.FUND, Country.OTHER, {}),
    ("Lääne-Harju vald", MUNICIPALITY, Country.EE, {}),
    ("Harku vald", MUNICIPALITY, Country.EE, {}),
    ("Saku vald", MUNICIPALITY, Country.EE, {}),
    ("Kohila vald", MUNICIPALITY, Country.EE, {}),
    ("Saue vald", MUNICIPALITY, Country.EE, {}),
    ("Haapsalu linn", MUNICIPALITY, Country.EE, {}),
    ("Ääsmäe Noortekeskus", OrganisationKind.YOUTH_CENTRE, Country.EE, {"parent": "Saue vald"}),
]
NAMES = [  # organisation, language, kind, name, note
    ("MTÜ Setomaa Liit", "et", SHORT, "Setomaa Liit", ""),
    ("MTÜ Setomaa Liit", "lv", OFFICIAL, "Biedrība “Setomaa Liit”", ""),
    ("MTÜ Setomaa Liit", "en", OFFICIAL, "NGO Setomaa Liit", ""),
    ("Alutaguse vallavalitsus", "lv", OFFICIAL, "Alutaguses pagasta valde", ""),
    ("Alutaguse vallavalitsus", "en", OFFICIAL, "Alutaguse Rural Municipality Government", ""),
    ("Ape vald", "lv", OFFICIAL, "Apes novads", ""),
    ("Ape vald", "en", OFFICIAL, "Ape Municipality", ""),
    ("Engure vald", "lv", OFFICIAL, "Engures novads", ""),
    ("Engure vald", "en", OFFICIAL, "Engure Municipality", ""),
    ("Smiltenes novads", "et", OFFICIAL, "Smiltene vald", ""),
    ("Smiltenes novads", "en", OFFICIAL, "Smiltene Municipality", ""),
    ("Tukuma novads", "et", OFFICIAL, "Tukumsi vald", ""),
    ("Tukuma novads", "en", OFFICIAL, "Tukums Municipality", ""),
    ("Setomaa vald", "lv", OFFICIAL, "Setomaa pagasts", ""),
    ("Setomaa vald", "en", OFFICIAL, "Setomaa Rural Municipality", ""),
    ("Võrumaa Partnerluskogu", "lv", OFFICIAL, "Veru apriņķa vietējā rīcības grupa", ""),
    ("Võrumaa Partnerluskogu", "en", OFFICIAL, "Võrumaa local action group", ""),
    ("Tartumaa Arendusselts", "et", SHORT, "TAS", ""),
    ("Tartumaa Arendusselts", "lv", OFFICIAL, "Tartu apriņķa vietējā rīcības grupa", ""),
    ("Tartumaa Arendusselts", "en", OFFICIAL, "Tartumaa local action group", ""),
    ("Siseministeerium", "lv", OFFICIAL, "Igaunijas Iekšlietu ministrija", ""),
    ("Siseministeerium", "en", OFFICIAL, "Ministry of the Interior of Estonia", ""),
    ("Päästeamet", "lv", OFFICIAL, "Igaunijas Glābšanas dienests (Päästeamet)", ""),
    ("Päästeamet", "en", OFFICIAL, "Estonian Rescue Board", ""),
    ("MTÜ Töömaja", "et", AS_STATED, "MTÜ Töömaja", "D-14"),
    ("MTÜ Töömaja", "et", AS_STATED, "MTÜ Töötamaja", "D-14"),
    ("Eesti Noorsootöö Keskus", "et", SHORT, "ENTK", ""),
    ("Eesti Noorsootöö Keskus", "lv", OFFICIAL, "Igaunijas Jaunatnes darba centrs", ""),
    ("Eesti Noorsootöö Keskus", "en", OFFICIAL, "Estonian Youth Work Centre", ""),
    ("Haridus- ja Noorteamet", "et", SHORT, "Harno", ""),
    ("Haridus- ja Noorteamet", "lv", OFFICIAL, "Igaunijas Izglītības un jaunatnes pārvalde", ""),
    ("Haridus- ja Noorteamet", "en", OFFICIAL, "Education and Youth Board of Estonia", ""),
    ("Euroopa Sotsiaalfond", "et", SHORT, "ESF", ""),
    ("Euroopa Sotsiaalfond", "lv", OFFICIAL, "Eiropas Sociālais fonds", ""),
    ("Euroopa Sotsiaalfond", "en", OFFICIAL, "European Social Fund", ""),
    ("Lääne-Harju vald", "et", AS_STATED, "Lääne-Harju vald vald", "E-24"),
    ("Lääne-Harju vald", "lv", OFFICIAL, "Lēneharju pagasts", ""),
    ("Lääne-Harju vald", "en", OFFICIAL, "Lääne-Harju Rural Municipality", ""),
    ("Harku vald", "lv", OFFICIAL, "Harku pagasts", ""),
    ("Harku vald", "en", OFFICIAL, "Harku Rural Municipality", ""),
    ("Saku vald", "lv", OFFICIAL, "Saku pagasts", ""),
    ("Saku vald", "en", OFFICIAL, "Saku Rural Municipality", ""),
    ("Kohila vald", "lv", OFFICIAL, "Kohilas pagasts", ""),
    ("Kohila vald", "en", OFFICIAL, "Kohila Rural Municipality", ""),
    ("Saue vald", "lv", OFFICIAL, "Saues pagasts", ""),
    ("Saue vald", "en", OFFICIAL, "Saue Rural Municipality", ""),
    ("Haapsalu linn", "lv", OFFICIAL, "Hāpsalas pilsēta", ""),
    ("Haapsalu linn", "en", OFFICIAL, "Haapsalu Town", ""),
    ("Ääsmäe Noortekeskus", "lv", OFFICIAL, "Ēsmes Jauniešu centrs", ""),
    ("Ääsmäe Noortekeskus", "en", OFFICIAL, "Ääsmäe Youth Centre", ""),
]


def load(by):
    """Make all of them."""
    found = {}
    for name, kind, country, fields in ORGANISATIONS:
        links = {link: found.get(fields.get(link)) for link in ("parent", "successor")}
        found[name] = make(Organisation, by, name=name, kind=kind, country=country, **{**fields, **links})
    for name, language, kind, text, note in NAMES:
        make(OrganisationName, by, organisation=found[name], language=language, kind=kind, text=text, note=note)


def organisation(name):
    return Organisation.objects.get(name=name)
