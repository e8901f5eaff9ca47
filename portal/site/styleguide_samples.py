"""What the style guide shows: figures as long, as short and as incomplete as real ones.

The texts are sample data in Estonian, as a project's own words would be; they are not part of the interface.
"""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from django import forms

from portal.shared.dates import PartialDate
from portal.shared.money import from_cents
from portal.shared.tables import Column, Table
from portal.shared.ui import (
    Action,
    Bar,
    BarRow,
    BurnMonth,
    Crumb,
    Dot,
    Fact,
    Person,
    Promise,
    RadarAxis,
    RingFigure,
    Stat,
    Step,
    Tab,
    Tile,
    TimelineRow,
    Trend,
    TrendMonth,
)


def everything(today):
    """The whole context of the page."""
    return words() | lists() | figures(today)


def words():
    """Headings, states, facts, people, journeys."""
    return {
        "breadcrumbs": [Crumb("Projektid", "#"), Crumb("Act Local", "#"), Crumb("Koolitused")],
        "actions": [
            Action("Lisa koolituspäev", "#", primary=True, icon="plus"),
            Action("Prindi", "#", icon="print"),
            Action("Arhiveeri", "#", icon="archive", danger=True),
        ],
        "tabs": [
            Tab(label, "#", current=number == 1, count=count)
            for number, (label, count) in enumerate(
                [
                    ("Ülevaade", None),
                    ("Lubadused", 12),
                    ("Tegevused", 18),
                    ("Partnerid", 4),
                    ("Kogukonnad", 17),
                    ("Kavad", 15),
                    ("Koolitused", 42),
                    ("Reisid", 2),
                    ("Eelarve", None),
                    ("Dokumendid", 61),
                    ("Aruanded", 3),
                    ("Ajalugu", None),
                ]
            )
        ],
        "stats": [
            Stat("Külakogukonda", "15", "17-st lubatust"),
            Stat("Koolituspäeva", "31", "19 + 12, lubatud 26 + 16", "#"),
            Stat("Erinevat inimest", "284", "neist 46 osales vähemalt viiel päeval", "#"),
            Stat("Eelarvest kasutatud", "187 402,15 €", "264 787,00 € seisuga 18.06.2024"),
        ],
        "facts": [
            Fact("Programm", "Kesk-Läänemere programm 2014–2020", url="#"),
            Fact("Periood", "mai 2019 – aprill 2021"),
            Fact("Juhtpartner", "", "Partnerid on loetletud, juhtpartnerit pole nimetatud."),
            Fact("Viitenumber", "2024-1-EE01-KA122-ADU-000233253", "Algatus 2024, esimene voor"),
        ],
        "journey": [
            Step("Hinnatud", "done", "12.09.2019"),
            Step("Kava valmis", "done", "04.02.2020"),
            Step("Koolitatud", "current", note="9 päeva 14-st"),
            Step("Varustatud", "late", note="Ootab partnerit 41 päeva", url="#"),
            Step("Teenus käib", "todo"),
        ],
        **values(),
    }


def values():
    """People, amounts, rates and periods, stated and not stated."""
    return {
        "person": Person(
            "Kadri Näidis",
            "projektijuht",
            "MTÜ Setomaa Liit",
            "projektijuht@setomaa-liit.example.org",
            "+372 0000 0000",
            url="#",
        ),
        "colleague": Person("Jānis Paraugs", "koordinators", "Engures novads"),
        "amounts": [from_cents(1274368), from_cents(0), None],
        "shares": [Decimal("70.80"), Decimal("100"), None],
        "periods": [
            (PartialDate(2019, 5), PartialDate(2021, 4)),
            (date(2024, 7, 1), date(2025, 6, 30)),
            (PartialDate(2023), None),
            (None, PartialDate(None, 9, 19)),
            (None, None),
        ],
    }


class SampleFilter(forms.Form):
    search = forms.CharField(label="Otsi", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    partner = forms.ChoiceField(label="Partner", choices=[("", "Kõik"), ("s", "Setomaa"), ("e", "Engure")], required=False)
    kind = forms.ChoiceField(label="Liik", choices=[("", "Kõik"), ("t", "Teooriapäev"), ("p", "Praktikapäev")], required=False)
    after = forms.DateField(label="Alates", required=False)
    mine = forms.BooleanField(label="Ainult minu omad", required=False)


class SampleForm(forms.Form):
    """A form with one field right, one wrong and one explained."""

    form_key = "styleguide"
    title = forms.CharField(label="Pealkiri", max_length=200, initial="Kogukonnateenuste kavandamine", required=False)
    day = forms.CharField(label="Kuupäev", help_text="Näiteks 01.07.2024, mai 2019 või 2023.")
    kind = forms.ChoiceField(label="Liik", choices=[("t", "Teooriapäev"), ("p", "Praktikapäev")], required=False)
    about = forms.CharField(label="Kirjeldus", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    joint = forms.BooleanField(label="Ühine kõigile partneritele", required=False)


COLUMNS = [
    Column("title", "Tegevus", url=lambda row: "#", sort="title"),
    Column("day", "Kuupäev", kind="date", sort="day"),
    Column("place", "Koht", empty="–"),
    Column("people", "Osalejaid", kind="number", sort="people"),
    Column("cost", "Kulu", kind="money"),
    Column("state", "Seis", kind="badge", tone=lambda row: row.tone),
]
ROWS = [
    SimpleNamespace(
        title="Hooldusteenuse kavandamine külas",
        day=date(2019, 10, 4),
        place="Värska, Seto talumuuseum",
        people=23,
        cost=Decimal("1240.50"),
        state="toimunud",
        tone="good",
    ),
    SimpleNamespace(
        title="Noorsootöö väikeses kohas",
        day=PartialDate(2020, 2),
        place="Mehikoorma",
        people=18,
        cost=Decimal("986"),
        state="kavandatud",
        tone="info",
    ),
    SimpleNamespace(
        title="Praktikapäev: küla kohvik ja käsitööpood",
        day=None,
        place="",
        people=None,
        cost=None,
        state="ootab kuupäeva",
        tone="attention",
    ),
    SimpleNamespace(
        title="Ühisseminar Engures",
        day=date(2020, 5, 14),
        place="Engure",
        people=41,
        cost=Decimal("12743.68"),
        state="ära jäetud",
        tone="neutral",
    ),
]


def lists():
    """Filter bar, tables, form."""
    return {
        "filterset": SimpleNamespace(form=SampleFilter({"partner": "s"}, auto_id="filter_%s")),
        "exports": [Action("XLSX", "#"), Action("CSV", "#")],
        "table": Table(COLUMNS, ROWS, caption="Koolituspäevad", sort="day", link=lambda sort: f"?sort={sort}#tables"),
        "no_rows": Table(COLUMNS, [], caption="Koolituspäevad"),
        "first_step": Action("Lisa esimene päev", "#", primary=True, icon="plus"),
        "form": SampleForm({"title": "Kogukonnateenuste kavandamine", "day": ""}),
    }


def figures(today):
    """Rings, promises, bars, timeline, maps, radar."""
    return {
        "rings": [
            RingFigure(11, 15, "11/15", "11 maakonda 15-st"),
            RingFigure(2, 3, "2", "2, kuni 3", "up_to"),
            RingFigure(11, 8, "11/8", "11, lubatud 8"),
            RingFigure(284, None, "284", "284 inimest", "open"),
            RingFigure(0, 4, "0/4", "0 kogukonda 4-st"),
        ],
        "promises": promises(),
        "budget": budget(),
        "timeline": timeline(),
        "today": date(2020, 2, 20),
        "this_day": today,
        "tiles": tiles(),
        "legend": [
            ("done", "kava kinnitatud"),
            ("active", "töös"),
            ("planned", "valitud"),
            ("none", "kedagi veel ei ole"),
        ],
        "months": burn_months(),
        "growth": growth(),
        "axes": [
            RadarAxis("Inimesed ja oskused", Decimal("3.8"), "3,8", Decimal("3.1"), "3,1"),
            RadarAxis("Ühendused", Decimal("2.9"), "2,9", Decimal("2.4"), "2,4"),
            RadarAxis("Paigad ja hooned", Decimal("4.2"), "4,2", Decimal("4.0"), "4,0"),
            RadarAxis("Majandus", Decimal("2.1"), "2,1", Decimal("1.6"), "1,6"),
            RadarAxis("Koostöö vallaga", Decimal("3.4"), "3,4", Decimal("3.6"), "3,6"),
        ],
        "dots": [
            Dot("Külamaja", 57.7412, 27.4501, "#", "Paigad, loodus ja taristu"),
            Dot("Raamatukogu", 57.7419, 27.4522, "#", "Asutused"),
            Dot("Meretaguse talu", 57.7583, 27.4207, "#", "Kohalik majandus"),
            Dot("Kiigeplats", 57.7331, 27.4702, "#", "Paigad, loodus ja taristu"),
        ],
    }


def promises():
    """Under way, within its bound, above it, and with a reason."""
    return [
        Promise(
            "Igas maakonnas proovib üks kogukond ressursipõhist lähenemist.",
            RingFigure(11, 15, "11/15", "11 maakonda 15-st"),
            "11 maakonda 15-st",
            ("Hiiu", "Järva", "Põlva", "Valga"),
            url="#",
        ),
        Promise(
            "Avatud dialoogi kasutatakse kuni kolmes raskes olukorras kogukonnas.",
            RingFigure(2, 3, "2", "2, kuni 3", "up_to"),
            "2 kogukonda, kuni 3",
            status="kava piires",
            tone="info",
            url="#",
        ),
        Promise(
            "Toimub kaheksa kriisikoolitust, kaks igas piirkonnas.",
            RingFigure(11, 8, "11/8", "11 koolitust, lubatud 8"),
            "11 koolitust, lubatud 8",
            status="täidetud",
            tone="good",
            url="#",
        ),
        Promise(
            "Tegevuskava koostab 17 külakogukonda.",
            RingFigure(15, 17, "15/17", "15 kava 17-st"),
            "15 kava 17-st",
            reason="Kaks kogukonda ühendasid jõud naabritega ja teevad ühise kava.",
            url="#",
        ),
    ]


def budget():
    """Two partners: one whose sources are known, one whose are not."""
    return [
        BarRow(
            "Tartumaa Arendusselts",
            (
                Bar("LEADER-toetus", 1274368, "12 743,68 €", 1),
                Bar("Omaosalus", 525632, "5 256,32 €", 3),
            ),
            "18 000,00 €",
            url="#",
            note="Seisuga 18.06.2024",
        ),
        BarRow("Võrumaa Partnerluskogu", (Bar("Allikas märkimata", 4200000, "42 000,00 €", 0),), "42 000,00 €"),
    ]


def timeline():
    """A project with a finished, a running, a planned and an undated part."""
    return [
        TimelineRow("Act Local", date(2019, 5, 1), date(2021, 4, 30), "mai 2019 – aprill 2021", "active", "#"),
        TimelineRow("Kogukondade hindamine", date(2019, 5, 1), date(2019, 12, 31), "mai – detsember 2019", "done", "#", 1),
        TimelineRow("Koolituspäevad", date(2019, 10, 1), date(2020, 11, 30), "oktoober 2019 – november 2020", "active", "#", 1),
        TimelineRow("Õppereis Lätti", date(2020, 5, 14), date(2020, 5, 15), "14.–15.05.2020", "planned", "#", 1),
        TimelineRow("Väikevahendid", date(2020, 9, 1), None, "alates septembrist 2020", "planned", "#", 1),
        TimelineRow("Lõpuseminar", None, None, "", "planned", "", 1),
    ]


def tiles():
    done = {"EE-0037": 2, "EE-0060": 1, "EE-0079": 3, "EE-0087": 1, "EE-0084": 1, "EE-0068": 1}
    active = {"EE-0045": 1, "EE-0071": 1, "EE-0074": 1, "LV-PR-VID": 4}
    planned = {"EE-0056": 1, "EE-0050": 1, "LV-PR-KUR": 3}
    return [
        Tile(place, count, state, url="#")
        for state, group in (("done", done), ("active", active), ("planned", planned))
        for place, count in group.items()
    ]


def growth():
    """A promise of 17 that grew in three months of its two years."""
    reached = [(date(2019, 6, 1), 5, 5), (date(2019, 9, 1), 11, 6), (date(2020, 1, 1), 15, 4)]
    return Trend(
        "Teenuseid kujundab 17 külakogukonda",
        tuple(TrendMonth(first, so_far, str(so_far), f"+{new}") for first, so_far, new in reached),
        planned=17, since=date(2019, 5, 1), until=date(2021, 4, 30), label="15, esimesed 06.2019",
    )


def burn_months():
    """Half a year of an invented budget of 12 000 euros, two of its months gone."""
    gone = [("500,00 €", "11 500,00 €", 1_150_000), ("3 700,00 €", "7 800,00 €", 780_000)]
    plan = ["10 000,00 €", "8 000,00 €", "6 000,00 €", "4 000,00 €", "2 000,00 €", "0,00 €"]
    months = [
        (*gone[place], text) if place < len(gone) else ("", "", None, text) for place, text in enumerate(plan)
    ]
    return [
        BurnMonth(date(2020, number, 1), left, 1_200_000 - 200_000 * number, spent_text, left_text, plan_text)
        for number, (spent_text, left_text, left, plan_text) in enumerate(months, 1)
    ]
