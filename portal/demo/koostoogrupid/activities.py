"""The five lines, each with its municipality: E-16 … E-20, E-26."""
from portal.demo.build import T
from portal.demo.organisations import organisation
from portal.demo.vocabulary import audiences
from projects.choices import ActivityKind, ActivityRole, Comparator
from projects.models import Activity, ActivityPartner, Deliverable, Target

LINES = [  # number, kind, title, also called, who answers
    ("1", ActivityKind.STRAND, T("Kahvel", "Dakša (Kahvel)", "Fork (Kahvel)"),
     T("kaasamise tahvel", "iesaistīšanas tāfele", "involvement board"), ["Saue vald"]),
    ("2", ActivityKind.STAFFING,
     T("Piirkonnaülesed noorsootöötajad", "Jaunatnes darbinieki visai teritorijai", "Youth workers across the area"),
     None, ["Kohila vald"]),
    ("3", ActivityKind.NETWORK, T("Võrgustikutöö", "Tīklošana", "Networking"), None, ["Saku vald"]),
    ("4", ActivityKind.DELIVERABLE, T("Infosüsteem", "Informācijas sistēma", "Information system"), None, ["Harku vald"]),
    ("5", ActivityKind.EQUIPMENT, T("Mänguriiul ratastel", "Spēļu plaukts uz riteņiem", "Games shelf on wheels"),
     None, ["Saue vald", "Ääsmäe Noortekeskus"]),
]


def tell(told):
    young = audiences("young-people")
    for number, kind, title, alias, owners in LINES:
        activity = told.add(
            Activity, number=number, kind=kind, title=title, alias=alias or T("", "", ""), m2m={"audiences": young}
        )
        for owner in owners:
            told.link(
                ActivityPartner, activity=activity, organisation=organisation(owner), role=ActivityRole.RESPONSIBLE
            )
        if kind == ActivityKind.DELIVERABLE:
            told.add(Deliverable, activity=activity, title=title)
    told.add(
        Target, comparator=Comparator.OPEN,
        statement=T("Noorsootöö jõuab uute noorteni", "Jaunatnes darbs sasniedz jaunus jauniešus",
                    "Youth work reaches new young people"),
        unit=T("uut noort", "jauni dalībnieki", "new young people"),
    )
