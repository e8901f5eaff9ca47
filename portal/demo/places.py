"""Where things are: facts only. Counties, rescue regions, planning regions, municipalities and villages."""
from datetime import date

from communities.choices import MunicipalityKind, PlaceKind
from communities.models import County, Municipality, Place, Region, RegionScheme
from portal.demo.build import T, make
from projects.choices import Country
from projects.models import Organisation

RESCUE = [  # code, name, its counties
    ("N", T("Põhja", "Ziemeļu", "North"), "37"),
    ("S", T("Lõuna", "Dienvidu", "South"), "50 64 79 81 84 87"),
    ("E", T("Ida", "Austrumu", "East"), "45 60"),
    ("W", T("Lääne", "Rietumu", "West"), "39 52 56 68 71 74"),
]
PLANNING = [
    ("KUR", T("Kurzeme", "Kurzeme", "Kurzeme")),
    ("LAT", T("Latgale", "Latgale", "Latgale")),
    ("RIX", T("Riia", "Rīga", "Riga")),
    ("VID", T("Vidzeme", "Vidzeme", "Vidzeme")),
    ("ZEM", T("Zemgale", "Zemgale", "Zemgale")),
]
COUNTIES = [  # code, column and row of the tile, name
    ("37", 2, 0, T("Harju", "Harju", "Harju")),
    ("39", 0, 1, T("Hiiu", "Hījumā", "Hiiu")),
    ("45", 4, 0, T("Ida-Viru", "Austrumviru", "Ida-Viru")),
    ("50", 4, 1, T("Jõgeva", "Jegeva", "Jõgeva")),
    ("52", 3, 1, T("Järva", "Jerva", "Järva")),
    ("56", 1, 1, T("Lääne", "Lēne", "Lääne")),
    ("60", 3, 0, T("Lääne-Viru", "Rietumviru", "Lääne-Viru")),
    ("64", 4, 3, T("Põlva", "Pelva", "Põlva")),
    ("68", 2, 2, T("Pärnu", "Pērnava", "Pärnu")),
    ("71", 2, 1, T("Rapla", "Rapla", "Rapla")),
    ("74", 0, 2, T("Saare", "Sāre", "Saare")),
    ("79", 4, 2, T("Tartu", "Tartu", "Tartu")),
    ("81", 3, 3, T("Valga", "Valga", "Valga")),
    ("84", 3, 2, T("Viljandi", "Vīlande", "Viljandi")),
    ("87", 4, 4, T("Võru", "Veru", "Võru")),
]
ESTONIAN = """
0130 45 Alutaguse vald
0184 56 Haapsalu linn
0191 60 Haljala vald
0198 37 Harku vald
0205 39 Hiiumaa vald
0247 50 Jõgeva vald
0255 52 Järva vald
0284 64 Kanepi vald
0317 71 Kohila vald
0353 37 Kuusalu vald
0431 37 Lääne-Harju vald
0441 56 Lääne-Nigula vald
0586 79 Peipsiääre vald
0624 68 Pärnu linn
0668 71 Rapla vald
0714 74 Saaremaa vald
0718 37 Saku vald
0726 37 Saue vald
0732 87 Setomaa vald
0855 81 Valga vald
0899 84 Viljandi vald
0917 87 Võru vald
"""
LATVIAN = [  # code, planning region, name, until, successor's code, organisation
    ("LV-094", "VID", "Smiltenes novads", None, None, "Smiltenes novads"),
    ("LV-099", "KUR", "Tukuma novads", None, None, "Tukuma novads"),
    ("LV-009", "VID", "Apes novads", date(2021, 6, 30), "LV-094", "Ape vald"),
    ("LV-029", "RIX", "Engures novads", date(2021, 6, 30), "LV-099", "Engure vald"),
]
VILLAGE, BOROUGH, TOWN = PlaceKind.VILLAGE, PlaceKind.BOROUGH, PlaceKind.TOWN
PLACES = [  # municipality's code, name, kind, latitude, longitude (None: not known to us)
    ("0732", "Obinitsa", VILLAGE, 57.81, 27.44),
    ("0732", "Mikitamäe", VILLAGE, 58.00, 27.55),
    ("0732", "Värska", BOROUGH, 57.96, 27.64),
    ("0732", "Meremäe", VILLAGE, 57.75, 27.47),
    ("0732", "Saatse", VILLAGE, 57.88, 27.79),
    ("0732", "Treski", VILLAGE, 57.93, 27.60),
    ("0130", "Iisaku", BOROUGH, 59.10, 27.31),
    ("0130", "Mäetaguse", BOROUGH, 59.22, 27.30),
    ("0130", "Tudulinna", BOROUGH, 59.04, 27.08),
    ("0130", "Kuremäe", VILLAGE, 59.20, 27.54),
    ("0130", "Alajõe", VILLAGE, 59.03, 27.43),
    ("0130", "Kauksi", VILLAGE, 59.02, 27.22),
    ("LV-009", "Ape", TOWN, 57.54, 26.69),
    ("LV-009", "Gaujiena", VILLAGE, 57.52, 26.40),
    ("LV-009", "Trapene", VILLAGE, 57.45, 26.59),
    ("LV-009", "Vireši", VILLAGE, 57.45, 26.37),
    ("LV-029", "Engure", VILLAGE, 57.16, 23.23),
    ("LV-029", "Smārde", VILLAGE, 56.95, 23.34),
    ("LV-029", "Lapmežciems", VILLAGE, 57.00, 23.52),
    ("0353", "Viinistu", VILLAGE, None, None),
    ("0441", "Pürksi", VILLAGE, None, None),
    ("0714", "Leisi", BOROUGH, None, None),
    ("0624", "Tõstamaa", BOROUGH, None, None),
    ("0668", "Raikküla", VILLAGE, None, None),
    ("0899", "Kolga-Jaani", BOROUGH, None, None),
    ("0247", "Palamuse", BOROUGH, None, None),
    ("0586", "Varnja", BOROUGH, None, None),
    ("0191", "Võsu", BOROUGH, None, None),
    ("0205", "Emmaste", VILLAGE, None, None),
    ("0255", "Imavere", VILLAGE, None, None),
    ("0284", "Saverna", VILLAGE, None, None),
    ("0855", "Hummuli", BOROUGH, None, None),
]


def load(by):
    """Make all of them; organisations are there already."""
    regions = load_regions(by)
    counties = load_counties(by, regions)
    organisations = {row.name: row for row in Organisation.objects.all()}
    municipalities = {}
    for line in ESTONIAN.split("\n"):
        if line:
            code, county, name = line.split(" ", 2)
            kind = MunicipalityKind.TOWN if name.endswith(" linn") else MunicipalityKind.RURAL
            municipalities[code] = make(
                Municipality, by, code=code, name=name, kind=kind, country=Country.EE, county=counties[county],
                organisation=organisations.get(name),
            )
    for code, region, name, ended_on, successor, organisation in LATVIAN:
        municipalities[code] = make(
            Municipality, by, code=code, name=name, kind=MunicipalityKind.NOVADS, country=Country.LV,
            region=regions[region], ended_on=ended_on, successor=municipalities.get(successor),
            organisation=organisations[organisation],
        )
    for code, name, kind, latitude, longitude in PLACES:
        make(
            Place, by, name=name, kind=kind, municipality=municipalities[code], latitude=latitude, longitude=longitude
        )


def load_regions(by):
    """{code: Region} of both schemes."""
    rescue = make(
        RegionScheme, by, code="rescue", country=Country.EE,
        name=T("Päästepiirkonnad", "Glābšanas reģioni", "Rescue regions"),
    )
    planning = make(
        RegionScheme, by, code="planning", country=Country.LV,
        name=T("Läti planeerimispiirkonnad", "Plānošanas reģioni", "Planning regions of Latvia"),
    )
    made = {}
    for scheme, rows in ((rescue, RESCUE), (planning, PLANNING)):
        for order, (code, name, *_counties) in enumerate(rows, start=1):
            made[code] = make(Region, by, scheme=scheme, code=code, name=name, order=order)
    return made


def load_counties(by, regions):
    """{two digits of the code: County}."""
    region_of = {county: regions[code] for code, _name, counties in RESCUE for county in counties.split()}
    return {
        code: make(
            County, by, code=f"EE-{code}", name=name, column=column, row=row, m2m={"regions": [region_of[code]]}
        )
        for code, column, row, name in COUNTIES
    }


def place(name):
    return Place.objects.select_related("municipality__county").get(name=name)
