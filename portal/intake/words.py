"""Words of the texts themselves: how an activity is called when its text gives no name. Data in Estonian, not interface."""

# A sentence that tells a step gives no title; these do.
TOLD = {
    "assessment": "Kogukondade hindamine",
    "planning": "Tegevuskavad",
    "training": "Koolitused",
    "trip": "Õppereisid",
    "equipment": "Väikevahendid",
    "support": "Ekspertide tugi",
    "mobility": "Õpiränded",
    "expert_visit": "Ekspertide kutsumine",
    "service": "Kogukonnateenused",
    "seminar": "Seminarid",
    "network": "Veebiseminarid",
    "dialogue": "Dialoogid",
    "management": "Projektijuhtimine",
    "staffing": "Ühised töötajad",
    "deliverable": "Valmivad asjad",
    "other": "Tegevus",
}
# What a fact made of a finding says before the name or the sum.
ROLES = {
    "lead": "Juhtpartner", "manager": "Projektijuhtimine", "partner": "Partner", "associated": "Toetav partner",
    "implementer": "Elluviija", "funder": "Rahastaja", "authority": "Koostööasutus", "activity_only": "Partner ühes tegevuses",
}  # fmt: skip
SUMS = {
    "total": "Projekti eelarve kokku", "budget": "Eelarve", "grant": "Toetus", "own": "Omafinantseering", "line": "Eelarverida",
    "other": "Summa",
}  # fmt: skip
# The first whose word stands in the project's name, code or programme says its type.
TYPES = [
    (("-ka1", "õpirän", "erasmus", "mobility"), "mobility"),
    (("partnerlus", "partnership"), "partnership"),
    (("tegevussuund", "strand"), "strand"),
    (("koostöö", "leader", "interreg", "cooperation", "kesk-läänemere"), "cooperation"),
]
# The end of a name tells what kind of organisation it is.
KINDS = [
    (("partnerluskogu", "arendusselts", "koostöökogu"), "lag"),
    (("noortekeskus",), "youth_centre"),
    (("ministeerium", "ministrija"), "ministry"),
    (("ülikool", "instituut"), "university"),
    (("vald", "vallavalitsus", "linn", "linnavalitsus", "novads", "pagasts", "pašvaldība"), "municipality"),
    (("fond",), "fund"),
    (("amet", "agentuur", "keskus", "kassa"), "agency"),
    (("mtü", "liit", "selts", "ühing", "ühendus", "biedrība"), "ngo"),
]
LATVIAN = ("novads", "pagasts", "pašvaldība", "biedrība", "ministrija", "sia ")


def kind_of_organisation(name):
    words = name.casefold()
    return next(
        (kind for endings, kind in KINDS if any(words.endswith(end) or words.startswith(f"{end} ") for end in endings)), "other"
    )


def country_of_organisation(name):
    return "LV" if any(word in f"{name.casefold()} " for word in LATVIAN) else "EE"
