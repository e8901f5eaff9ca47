"""What the programmes say about money, as rows: cost categories, what proves an expense, the table of a claim.

Only what a public source confirms. Where a programme's own table of a claim is not public, the order of columns is a
proposal that an admin changes.
"""
from budgets.choices import ClaimField, CostBasis
from budgets.models import ClaimColumn, CostCategory
from portal.demo.build import T, make
from portal.demo.programmes import INVOICE, PAYMENT
from projects.models import EvidenceRule, Programme, RuleSet

STAFF = ("staff", T("Personalikulu", "Personāla izmaksas", "Staff costs"), {})
OFFICE = ("office", T("Kontori- ja halduskulu", "Biroja un administratīvās izmaksas", "Office and administrative costs"),
          {"basis": CostBasis.FLAT, "flat_rate": 15, "flat_of": "staff"})
EQUIPMENT = ("equipment", T("Seadmed", "Aprīkojums", "Equipment"), {})
SERVICES = ("services", T("Teenused", "Pakalpojumi", "Services"), {})
CATEGORIES = {
    "central-baltic-2014-2020": [
        ("preparation", T("Ettevalmistuskulu", "Sagatavošanas izmaksas", "Preparation costs"), {"basis": CostBasis.LUMP}),
        STAFF, OFFICE,
        ("travel", T("Sõidu- ja majutuskulu", "Ceļa un uzturēšanās izmaksas", "Travel and accommodation costs"), {}),
        ("external", T("Välisekspertiisi ja teenuste kulu", "Ārējo ekspertu un pakalpojumu izmaksas",
                       "External expertise and services"), {}),
        EQUIPMENT,
        ("works", T("Taristu ja ehitustööd", "Infrastruktūra un būvdarbi", "Infrastructure and works"), {}),
    ],
    "erasmus-plus": [
        (code, name, {"basis": CostBasis.UNIT}) for code, name in [
            ("travel", T("Reisitoetus", "Ceļa atbalsts", "Travel support")),
            ("individual", T("Elamiskulude toetus", "Individuālais atbalsts", "Individual support")),
            ("organisational", T("Korraldustoetus", "Organizatoriskais atbalsts", "Organisational support")),
            ("course", T("Kursusetasu", "Kursa maksa", "Course fees")),
            ("inclusion", T("Kaasamistoetus", "Iekļaušanas atbalsts", "Inclusion support")),
        ]
    ] + [("exceptional", T("Erakorralised kulud", "Ārkārtas izmaksas", "Exceptional costs"), {})],
    "torjutusriskis-noored": [
        STAFF, SERVICES, ("training", T("Koolitus", "Apmācības", "Training"), {}), EQUIPMENT,
        ("transport", T("Transport", "Transports", "Transport"), {}),
        ("indirect", T("Kaudne kulu", "Netiešās izmaksas", "Indirect costs"),
         {"basis": CostBasis.FLAT, "flat_rate": 15, "flat_of": "staff"}),
    ],
    "siseministeeriumi-partnerlus": [
        STAFF, SERVICES, ("general", T("Üldkulu", "Vispārējās izmaksas", "General costs"), {}),
    ],
}
EVERY_CLAIM = [
    ClaimField.NUMBER, ClaimField.LINE, ClaimField.SUPPLIER, ClaimField.DOCUMENT_NUMBER, ClaimField.ISSUED_ON,
    ClaimField.PAID_ON, ClaimField.DESCRIPTION, ClaimField.TOTAL, ClaimField.CLAIMED,
]
COLUMNS = {  # the claim's table: what a programme asks for besides
    "leader": [
        ClaimField.NUMBER, ClaimField.ACTIVITY, ClaimField.LINE, ClaimField.SUPPLIER, ClaimField.SUPPLIER_CODE,
        ClaimField.DOCUMENT_NUMBER, ClaimField.ISSUED_ON, ClaimField.PAID_ON, ClaimField.NET, ClaimField.VAT,
        ClaimField.TOTAL, ClaimField.CLAIMED, ClaimField.GRANT, ClaimField.OWN, ClaimField.EVIDENCE,
    ],
    "central-baltic-2014-2020": [
        ClaimField.NUMBER, ClaimField.PARTNER, ClaimField.CATEGORY, *EVERY_CLAIM[1:], ClaimField.ACCEPTED,
        ClaimField.EVIDENCE,
    ],
    "torjutusriskis-noored": [*EVERY_CLAIM, ClaimField.CATEGORY, ClaimField.EVENT, ClaimField.EVIDENCE],
}
NEEDS_PAPERS = ("leader", "central-baltic-2014-2020", "torjutusriskis-noored")


def load(by):
    for code, rows in CATEGORIES.items():
        categories(Programme.objects.get(code=code), rows, by)
    for rules in RuleSet.objects.select_related("programme").order_by("pk"):
        columns(rules, COLUMNS.get(rules.programme.code, ()), by)
        if rules.programme.code in NEEDS_PAPERS:
            papers(rules, by)


def categories(programme, rows, by):
    """Returns {code: CostCategory}."""
    found = {}
    for order, (code, name, more) in enumerate(rows, start=1):
        more = {**more, "flat_of": found.get(more.get("flat_of"))}
        found[code] = make(CostCategory, by, programme=programme, code=code, name=name, order=order, **more)
    return found


def columns(rules, fields, by):
    for order, field in enumerate(fields, start=1):
        make(ClaimColumn, by, rule_set=rules, field=field, order=order)


def papers(rules, by):
    """An expense is proved by its document and by the payment."""
    for order, (kind, words) in enumerate((INVOICE, PAYMENT), start=1):
        make(EvidenceRule, by, rule_set=rules, event_kind="expense", kind=kind, evidence=words, order=order, required=True)
