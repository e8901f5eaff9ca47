"""What is counted: nouns in the forms in which they follow a number, and what a promise of them is measured by."""

import re
from dataclasses import dataclass
from functools import lru_cache

from portal.intake.reading.numerals import CASES, numeral

DURATION = "duration"


@dataclass(frozen=True)
class Noun:
    """`unit`: as it stands after a number; `measure`: of the registry, or ""; `kind`: of the activity it hints at, or "";
    `per`: the distribution when something is promised for each of it, or ""."""

    lemma: str
    genitive: str
    partitive: str
    measure: str = ""
    kind: str = ""
    per: str = ""
    whole: bool = False  # stands alone, never as the end of another word


NOUNS = [
    Noun("kogukond", "kogukonna", "kogukonda", "communities", "service", "community"),
    Noun("koolituspäev", "koolituspäeva", "koolituspäeva", "trainings", "training"),
    Noun("inspiratsioonipäev", "inspiratsioonipäeva", "inspiratsioonipäeva", "inspiration_days", "seminar"),
    Noun("infopäev", "infopäeva", "infopäeva", "events", "seminar"),
    Noun("õppepäev", "õppepäeva", "õppepäeva", "days", "training"),
    Noun("päev", "päeva", "päeva", "days", "training"),
    Noun("koolitus", "koolituse", "koolitust", "trainings", "training"),
    Noun("veebiseminar", "veebiseminari", "veebiseminari", "webinars", "seminar"),
    Noun("seminar", "seminari", "seminari", "seminars", "seminar"),
    Noun("töötuba", "töötoa", "töötuba", "workshops", "seminar"),
    Noun("vestlusring", "vestlusringi", "vestlusringi", "dialogue_circles", "dialogue"),
    Noun("dialoog", "dialoogi", "dialoogi", "dialogues", "dialogue"),
    Noun("õppereis", "õppereisi", "õppereisi", "trips", "trip"),
    Noun("õpiränne", "õpirände", "õpirännet", "mobilities", "mobility"),
    Noun("ekspert", "eksperdi", "eksperti", "expert_visits", "expert_visit"),
    Noun("mentor", "mentori", "mentorit", "mentors", "support"),
    Noun("hõlbustaja", "hõlbustaja", "hõlbustajat", "facilitators", "support"),
    Noun("tegevuskava", "tegevuskava", "tegevuskava", "plans_approved", "planning"),
    Noun("kohtumine", "kohtumise", "kohtumist", "meetings", "network"),
    Noun("üritus", "ürituse", "üritust", "events"),
    Noun("konverents", "konverentsi", "konverentsi", "events"),
    Noun("laager", "laagri", "laagrit", "events"),
    Noun("osaleja", "osaleja", "osalejat", "participants"),
    Noun("inimene", "inimese", "inimest", "participants"),
    Noun("juht", "juhi", "juhti", "participants"),
    Noun("seade", "seadme", "seadet", "equipment", "equipment"),
    Noun("vahend", "vahendi", "vahendit", "equipment", "equipment"),
    Noun("materjal", "materjali", "materjali", "resources"),
    Noun("teenus", "teenuse", "teenust"),
    Noun("küla", "küla", "küla", "villages"),
    Noun("noor", "noore", "noort", whole=True),
    Noun("töötaja", "töötaja", "töötajat"),
    Noun("vabatahtlik", "vabatahtliku", "vabatahtlikku"),
    Noun("omavalitsus", "omavalitsuse", "omavalitsust", per="partner"),
    Noun("vald", "valla", "valda", per="partner", whole=True),
    Noun("linn", "linna", "linna", whole=True),
    Noun("partner", "partneri", "partnerit", per="partner"),
    Noun("regioon", "regiooni", "regiooni", per="region"),
    Noun("maakond", "maakonna", "maakonda", per="county"),
    Noun("piirkond", "piirkonna", "piirkonda", per="area"),
    Noun("riik", "riigi", "riiki"),
    Noun("grupp", "grupi", "gruppi", per="cohort"),
    Noun("rühm", "rühma", "rühma", per="cohort"),
    Noun("etapp", "etapi", "etappi"),
    Noun("tegevussuund", "tegevussuuna", "tegevussuunda"),
    Noun("organisatsioon", "organisatsiooni", "organisatsiooni"),
    Noun("ühing", "ühingu", "ühingut"),
    Noun("ettevõte", "ettevõtte", "ettevõtet"),
    Noun("ettevõtja", "ettevõtja", "ettevõtjat"),
    Noun("asutus", "asutuse", "asutust"),
    Noun("kool", "kooli", "kooli"),
    Noun("liige", "liikme", "liiget"),
    Noun("projekt", "projekti", "projekti"),
    Noun("kord", "korra", "korda", whole=True),
    Noun("võrgustik", "võrgustiku", "võrgustikku"),
    Noun("tund", "tunni", "tundi", "support_hours"),
    Noun("aasta", "aasta", "aastat", kind=DURATION, whole=True),
    Noun("kuu", "kuu", "kuud", kind=DURATION, whole=True),
    Noun("nädal", "nädala", "nädalat", kind=DURATION, whole=True),
]
FOREIGN = [  # (pattern of the whole word, Noun): Latvian and English
    (r"(?:\w+)?kopien(?:a|as|u|ām|ai|ā)|communit(?:y|ies)", Noun("kogukond", "", "", "communities", "service")),
    (r"(?:\w+)?dien(?:a|as|u|ām|ā)|days?", Noun("päev", "", "", "days", "training")),
    (r"semināri?(?:s|em|u|us|em|ā)?|seminars?", Noun("seminar", "", "", "seminars", "seminar")),
    (r"brauciens?|braucien(?:i|us|u|iem)|trips?", Noun("õppereis", "", "", "trips", "trip")),
    (r"apmācīb(?:a|as|u|ām)|trainings?", Noun("koolitus", "", "", "trainings", "training")),
    (r"cilvēk(?:s|i|us|u|iem)|people|persons?|dalībniek(?:s|i|us|u|iem)|participants?", Noun("inimene", "", "", "participants")),
    (r"ekspert(?:s|i|us|u|iem|a)|experts?", Noun("ekspert", "", "", "expert_visits", "expert_visit")),
    (r"mēne(?:sis|ši|šus|šu|šiem)|months?|gad(?:s|i|us|u|iem)|years?", Noun("kuu", "", "", kind=DURATION)),
]
PLURALS = {  # genitive and partitive plurals that the singular does not tell
    "kogukond": "kogukonda",
    "inimene": "inimes",
    "ekspert": "eksperti",
    "töötuba": "töötuba",
    "õpiränne": "õpirän",
    "omavalitsus": "omavalitsus",
    "tegevussuund": "tegevussuunda",
}


@dataclass(frozen=True)
class Match:
    noun: Noun
    before: str  # the first part of a compound: "küla" of "külakogukond"
    form: str  # nominative, genitive, partitive or other

    @property
    def unit(self):
        return self.before + self.noun.partitive if self.noun.partitive else ""

    @property
    def lemma(self):
        return self.before + self.noun.lemma


def patterns(noun):
    before = "" if noun.whole else r"(?P<before>\w*?-?)"
    plural = PLURALS.get(noun.lemma, noun.lemma)
    plural = (
        f"(?:{noun.genitive}|{plural}|{noun.lemma})(?:id|sid|de|te|i|ide|dele|tele|dega|tega|idega|dest|test|des|tes|del|tel|d)"
    )
    yield "partitive", re.compile(f"{before}{noun.partitive}", re.I)
    yield "genitive", re.compile(f"{before}{noun.genitive}", re.I)
    yield "nominative", re.compile(f"{before}{noun.lemma}", re.I)
    yield "other", re.compile(f"{before}{noun.genitive}(?:{'|'.join(CASES)})", re.I)
    yield "other", re.compile(f"{before}{plural}(?:{'|'.join(CASES)})?", re.I)


COMPILED = [(noun, list(patterns(noun))) for noun in NOUNS]
ABROAD = [(re.compile(pattern, re.I), noun) for pattern, noun in FOREIGN]


@lru_cache(maxsize=4096)
def noun_of(word):
    """The Match of a word in any form, or None."""
    for noun, forms in COMPILED:
        for form, pattern in forms:
            match = pattern.fullmatch(word)
            # "Kahepäevast" says what kind of a seminar it is; it is no day that was counted.
            if match and numeral(match.groupdict().get("before") or "") is None:
                return Match(noun, (match.groupdict().get("before") or "").casefold(), form)
    for pattern, noun in ABROAD:
        if pattern.fullmatch(word):
            return Match(noun, "", "partitive")
    return None
