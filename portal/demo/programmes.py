"""The funding programmes behind the sources. Rules are rows with dates; only what a public source confirms is here."""
from datetime import date
from decimal import Decimal

from portal.demo.build import T, make
from projects.models import EvidenceRule, Programme, RuleSet

PROGRAMMES = [
    {
        "code": "central-baltic-2014-2020",
        "name": T(
            "Kesk-Läänemere programm 2014–2020",
            "Centrālās Baltijas jūras reģiona pārrobežu sadarbības programma 2014–2020",
            "Central Baltic Programme 2014–2020",
        ),
        "fund": "ERDF", "first_year": 2014, "last_year": 2020,
        "statement": T(
            "Euroopa Liit, Euroopa Regionaalarengu Fond",
            "Eiropas Savienība, Eiropas Reģionālās attīstības fonds",
            "European Union, European Regional Development Fund",
        ),
        "marks": "Kesk-Läänemere programmi logo, Euroopa Liidu embleem",
    },
    {
        "code": "leader",
        "name": T("LEADER", "LEADER", "LEADER"),
        "fund": "EAFRD",
        "statement": T(
            "Euroopa Maaelu Arengu Põllumajandusfond: Euroopa investeeringud maapiirkondadesse",
            "Eiropas Lauksaimniecības fonds lauku attīstībai: Eiropa investē lauku apvidos",
            "European Agricultural Fund for Rural Development: Europe investing in rural areas",
        ),
        "marks": "Eesti LEADER-i logo, Euroopa Liidu embleem",
    },
    {
        "code": "siseministeeriumi-partnerlus",
        "name": T(
            "Siseministeeriumi strateegiline partnerlus",
            "Igaunijas Iekšlietu ministrijas stratēģiskā partnerība",
            "Strategic partnership of the Ministry of the Interior",
        ),
        "first_year": 2023, "last_year": 2026,
        "statement": T(
            "Toetab Siseministeerium", "Atbalsta Igaunijas Iekšlietu ministrija",
            "Supported by the Ministry of the Interior of Estonia",
        ),
        "marks": "Siseministeeriumi logo",
    },
    {
        "code": "erasmus-plus",
        "name": T("Erasmus+", "Erasmus+", "Erasmus+"),
        "fund": "Erasmus+",
        "statement": T(
            "Kaasrahastanud Euroopa Liit", "Līdzfinansē Eiropas Savienība", "Co-funded by the European Union"
        ),
        "marks": "Euroopa Liidu embleem",
    },
    {
        "code": "torjutusriskis-noored",
        "name": T(
            "Tõrjutusriskis noorte kaasamine ja noorte tööhõivevalmiduse parandamine",
            "Sociālās atstumtības riskam pakļauto jauniešu iesaistīšana un jauniešu gatavības darbam uzlabošana",
            "Inclusion of young people at risk of exclusion and improving youth employability",
        ),
        "fund": "ESF",
        "statement": T(
            "Euroopa Liit, Euroopa Sotsiaalfond", "Eiropas Savienība, Eiropas Sociālais fonds",
            "European Union, European Social Fund",
        ),
        "marks": "Euroopa Liidu embleem, Eesti lipp ja fondi nimi",
    },
    {
        "code": "kov-koostoogrupid",
        "parent": "torjutusriskis-noored",
        "name": T(
            "KOV koostöögruppide tegevussuund", "Pašvaldību sadarbības grupu darbības virziens",
            "Strand of municipal cooperation groups",
        ),
        "fund": "ESF",
        "statement": T(
            "Euroopa Liit, Euroopa Sotsiaalfond", "Eiropas Savienība, Eiropas Sociālais fonds",
            "European Union, European Social Fund",
        ),
        "marks": "Euroopa Liidu embleem, Eesti lipp ja fondi nimi",
    },
]
# What proves an event: (kind of evidence, in words).
AGENDA = ("agenda", T(
    "Programmi sümboolikaga päevakava", "Dienas kārtība ar programmas simboliku", "Agenda with the programme's symbols"
))
LIST = ("attendance", T(
    "Osalejate registreerimisleht allkirjadega", "Dalībnieku reģistrācijas lapa ar parakstiem",
    "Attendance sheet with signatures",
))
FEEDBACK = ("feedback", T("Tagasiside kokkuvõte", "Atsauksmju kopsavilkums", "Summary of feedback"))
CONTRACT = ("contract", T(
    "Koolitaja leping või CV", "Pasniedzēja līgums vai CV", "Trainer's contract or CV"
))
QUOTES = ("quote", T(
    "Hinnapakkumused, lepingud ja aktid", "Cenu piedāvājumi, līgumi un akti", "Quotes, contracts and acceptance acts"
))
INVOICE = ("invoice", T("Arve", "Rēķins", "Invoice"))
PAYMENT = ("payment", T("Maksmise tõend", "Maksājuma apliecinājums", "Proof of payment"))
POSTER = ("photo", T(
    "Pilt, kus toetaja märgistus on näha", "Foto ar redzamu finansētāja marķējumu",
    "Photo with the funder's mark visible",
))
MATERIAL = ("material", T("Õppematerjalid", "Mācību materiāli", "Training materials"))
NEWS = ("news", T("Uudis veebis", "Ziņa tīmeklī", "News on the web"))
TRANSPORT = ("transport", T(
    "Sõidu ja majutuse dokumendid", "Brauciena un naktsmītņu dokumenti", "Documents on transport and lodging"
))
REPORT = ("report", T("Õppereisi kokkuvõte", "Mācību brauciena pārskats", "Report on the trip"))
PROGRAMME = ("agenda", T("Vastuvõtja programm", "Uzņēmēja programma", "Programme of the host"))
CERTIFICATE = ("certificate", T(
    "Osalemistunnistus või vastuvõtja kinnitus", "Dalības apliecība vai uzņēmēja apstiprinājums",
    "Certificate of attendance or the host's declaration",
))
AGREEMENT = ("agreement", T("Õpileping", "Mācību līgums", "Learning agreement"))
INVITATION = ("invitation", T(
    "Kutse ja vastuvõtja kinnitus", "Ielūgums un uzņēmēja apstiprinājums", "Invitation and confirmation"
))
# Kinds of event: what must be there, what is only recommended. After the default matrix; an admin keeps it up to date.
INTERREG_EVIDENCE = {
    "": ([AGENDA, LIST, POSTER, CONTRACT], [FEEDBACK]),
    "trip": ([TRANSPORT, REPORT], []),
}
LEADER_EVIDENCE = {
    "": ([AGENDA, LIST, FEEDBACK, QUOTES, INVOICE, PAYMENT, POSTER], []),
    "trip": ([TRANSPORT, REPORT], []),
}
ERASMUS_EVIDENCE = {
    "mobility": ([PROGRAMME, CERTIFICATE, AGREEMENT], [REPORT, POSTER]),
    "expert_visit": ([PROGRAMME, INVITATION], [POSTER]),
}
ESF_EVIDENCE = {"": ([AGENDA, LIST, POSTER, MATERIAL], [FEEDBACK])}
MINISTRY_EVIDENCE = {"": ([AGENDA, LIST, FEEDBACK], [POSTER, NEWS])}
RULES = [  # programme, fields, checklist of evidence
    (
        "central-baltic-2014-2020",
        {
            "valid_from": date(2014, 1, 1), "valid_until": date(2023, 12, 31), "max_rate": 85, "period_months": 6,
            "retention_years": 3, "accounting_years": 7,
            "source_note": "Eesti ja Läti partneritel kuni 85%, Soome ja Rootsi partneritel kuni 75%. "
                           "Perioodi 2014–2020 kulud on abikõlblikud 2023. aasta lõpuni.",
        },
        INTERREG_EVIDENCE,
    ),
    (
        "leader",
        {
            "valid_from": date(2015, 10, 23), "valid_until": date(2025, 6, 30), "max_rate": 90,
            "legal_basis": "Maaeluministri 23.10.2015 määrus nr 11", "contact_on_sheet": True,
            "one_quote_from": Decimal("1000"), "three_quotes_from": Decimal("5000"), "retention_years": 5,
            "accounting_years": 7,
            "source_note": "MAK 2014–2020 meede 19. Kuni 90% ühingutele, sihtasutustele ja omavalitsustele; "
                           "ettevõtjatele kuni 60%. Hinnapakkumuste piirid on tegevusrühmade juhendites.",
        },
        LEADER_EVIDENCE,
    ),
    (
        "leader",
        {
            "valid_from": date(2023, 5, 30), "legal_basis": "Regionaalministri 30.05.2023 määrus nr 29",
            "contact_on_sheet": True, "retention_years": 5, "accounting_years": 7,
            "source_note": "LEADER-i strateegia rakendamine 2023–2027. Määrad on iga tegevusrühma meetmelehel.",
        },
        LEADER_EVIDENCE,
    ),
    (
        "siseministeeriumi-partnerlus",
        {
            "valid_from": date(2021, 7, 14), "contact_on_sheet": False, "period_months": 12, "retention_years": 7,
            "accounting_years": 7,
            "legal_basis": "Riigieelarve seadus § 53¹; siseministri 14.07.2021 käskkiri nr 1-3/71",
            "source_note": "Riigieelarvelise toetuse andmise kord: lepingul on eri- ja üldtingimused.",
        },
        MINISTRY_EVIDENCE,
    ),
    (
        "erasmus-plus",
        {
            "valid_from": date(2021, 1, 1), "final_due_days": 60, "retention_years": 5, "accounting_years": 7,
            "source_note": "Lõpparuanne 60 päeva jooksul pärast projekti lõppu. "
                           "Õpirännet tõendab vastuvõtja kinnitus nime, eesmärgi ja kuupäevadega.",
        },
        ERASMUS_EVIDENCE,
    ),
    (
        "torjutusriskis-noored",
        {
            "valid_from": date(2015, 6, 29), "period_months": 3, "retention_years": 4, "accounting_years": 7,
            "legal_basis": "Haridus- ja teadusministri 29.06.2015 käskkiri nr 281",
            "source_note": "Teavitamise nõuded: Vabariigi Valitsuse 12.09.2014 määrus nr 146.",
        },
        ESF_EVIDENCE,
    ),
]


def load(by):
    """Make all of them."""
    found = {}
    for fields in PROGRAMMES:
        found[fields["code"]] = make(Programme, by, **{**fields, "parent": found.get(fields.get("parent"))})
    for code, fields, checklist in RULES:
        rules = make(RuleSet, by, programme=found[code], **fields)
        for event_kind, (needed, welcome) in checklist.items():
            lines = [(line, True) for line in needed] + [(line, False) for line in welcome]
            for order, ((kind, words), required) in enumerate(lines, start=1):
                make(
                    EvidenceRule, by, rule_set=rules, event_kind=event_kind, kind=kind, evidence=words, order=order,
                    required=required,
                )


def programme(code):
    return Programme.objects.get(code=code)
