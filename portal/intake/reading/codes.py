"""Codes, programmes and countries: what is written in one way and can be looked up."""

import re
from itertools import islice

from portal.intake.reading.dates import free
from portal.intake.reading.shapes import CODE, COUNTRY, MOST, PROGRAMME, Finding

ERASMUS = re.compile(r"\b\d{4}-\d-[A-Z]{2}\d{2}-KA\d{3}-[A-Z]{3}-\d{6,9}\b")
DIRECTIVE = re.compile(
    r"\b(?P<what>käskkir\w+|määrus\w*|otsus\w*|korraldus\w*|rīkojum\w+|noteikum\w+|directive|regulation|order)"
    r"(?:\s+(?:nr|no|numbriga)\.?)?\s*(?P<number>\d[\d/.-]*\d|\d+)",
    re.I,
)
NUMBER = re.compile(
    r"(?:projekti?|taotluse|toetuslepingu|lepingu|viite|project|projekta)\s*(?:number|nr|kood|code|no|numurs)\.?\s*[:.]?\s*"
    r"(?P<number>[A-Z0-9][\w/.-]{2,40}[\w])",
    re.I,
)
CALLED = re.compile(r"\b(?P<number>(?:CB|EE-LV|Est-Lat|EstLat|LEADER|ISF)[\s-]?\d{2,6}(?:[-/.]\d+)*)\b")
REGISTER = re.compile(r"(?:registrikood|reg\.?\s?kood|reģ\.?\s?nr\.?)\s*[:.]?\s*(?P<number>\d{8,11})", re.I)
LEGAL = re.compile(r"[„“\"]([^”“\"„]{10,250})[”“\"]")

COUNTRIES = [  # code, stem in each case, name
    ("EE", r"Eesti(?:s|sse|st|le|ga|maa\w*)?|Igaunij\w+", "Eesti"),
    ("LV", r"Läti(?:s|sse|st|le|ga)?|Latvij\w+", "Läti"),
    ("FI", r"Soome(?:s|sse|st|le|ga)?", "Soome"),
    ("NO", r"Norra(?:s|sse|st|le|ga)?", "Norra"),
    ("SE", r"Rootsi(?:s|sse|st|le|ga)?", "Rootsi"),
    ("CZ", r"Tšehhi(?:s|sse|st|le|ga|maa\w*)?", "Tšehhi"),
    ("AT", r"Austria(?:s|sse|st|le|ga)?", "Austria"),
    ("XX", r"Leedu(?:s|sse|st|le|ga)?", "Leedu"),
    ("XX", r"Taani(?:s|sse|st|le|ga)?", "Taani"),
    ("XX", r"Saksamaa\w*", "Saksamaa"),
    ("XX", r"Poola(?:s|sse|st|le|ga)?", "Poola"),
    ("XX", r"Iirimaa\w*", "Iirimaa"),
    ("XX", r"Islandi(?:l|le|lt|ga)?|Island", "Island"),
    ("XX", r"Hispaania\w*", "Hispaania"),
    ("XX", r"Itaalia\w*", "Itaalia"),
    ("XX", r"Portugali\w*|Portugal", "Portugal"),
    ("XX", r"Holland\w*", "Holland"),
    ("XX", r"Šotimaa\w*", "Šotimaa"),
]
MONEY = re.compile(
    r"toeta|rahasta|kaasrahasta|finantseeri|partnerlus|koostööprojekt|projekt:|programmi raames|abiga|atbalst|fund|co-?financ",
    re.I,
)
TOPIC = re.compile(r"\bsh\b|rakendami|kasutami|kasutusele|multifond", re.I)
PROGRAMMES = [
    (r"\bLEADER\b|\bLeader\b", "LEADER"),
    (r"Erasmus\s?\+", "Erasmus+"),
    (r"\bESF\+?(?!\w)|Euroopa Sotsiaalfond\w*", "ESF"),
    (r"Kesk-Läänemere programm\w*(?: 20\d\d[-–]20\d\d)?", "Kesk-Läänemere programm"),
    (r"Eesti-Läti programm\w*(?: 20\d\d[-–]20\d\d)?", "Eesti-Läti programm"),
    (r"\bInterreg\b(?: [A-ZÕÄÖÜ][\w-]+)*", "Interreg"),
    (r"\bERF\b|\bERDF\b", "ERDF"),
    (r"\bEAFRD\b|\bEMARD\b", "EAFRD"),
    (r"\bKOP\b|Kohaliku omaalgatuse programm\w*", "Kohaliku omaalgatuse programm"),
    (r"\bKÜSK\b", "KÜSK"),
    (r"strateegili\w+ partnerlus\w*", "strateegiline partnerlus"),
    (r"(?<!\w)programm\w* [„“\"]([^”“\"„]{5,200})[”“\"]", ""),
    (r"LIFE(?= programm)", "LIFE"),
    (r"\bAMIF\b", "AMIF"),
    (r"Active Citizens Fund|Aktiivsete Kodanike Fond\w*", "ACF"),
]


def codes(page, taken):
    """[Finding] of project codes, legal acts and registry codes. Their digits are nothing else."""
    found = []
    for role, pattern in (
        ("erasmus", ERASMUS),
        ("act", DIRECTIVE),
        ("project", NUMBER),
        ("project", CALLED),
        ("register", REGISTER),
    ):
        for match in islice(pattern.finditer(page.text), MOST):
            value = match[0] if role == "erasmus" else match["number"]
            span = match.span() if role == "erasmus" else match.span("number")
            if not any(char.isdigit() for char in value) or not free(span, taken) or is_year(role, value):
                continue
            taken.append(span)
            data = {"title": title_after(page, match.end()), "what": match["what"].casefold()} if role == "act" else {}
            found.append(Finding(CODE, value, page.sentence_at(span[0]), *span, 0.99 if role == "erasmus" else 0.9, role, data))
    return sorted(found, key=lambda row: row.start)


def is_year(role, value):
    return role == "project" and re.fullmatch(r"(?:19|20)\d\d", value) is not None


def title_after(page, place):
    match = LEGAL.match(page.text, place + 1) or LEGAL.match(page.text, place)
    return match[1] if match else ""


def countries(page):
    """[Finding], each country at each place."""
    found = []
    for code, stem, name in COUNTRIES:
        for match in islice(re.finditer(rf"(?<![\w])(?:{stem})(?!\w)", page.text), MOST):
            role = "title" if page.sentence_span(match.start()) == page.sentences[0] else role_of_country(page, match)
            found.append(Finding(COUNTRY, name, page.sentence_at(match.start()), *match.span(), 0.9, role, {"code": code}))
    return sorted(found, key=lambda row: row.start)


def role_of_country(page, match):
    before = page.before(match.start())
    if re.search(r"võimalik\w* (?:siht)?riigid?[^()]*$", before):
        return "candidate"
    if re.search(r"õpirä\w+\s*\([^()]*$", before):
        return "destination"
    return "mention"


def programmes(page):
    """[Finding]: `role` is funder where the sentence speaks of money, topic where a fund is only talked about."""
    found, spans = [], []
    for pattern, name in PROGRAMMES:
        for match in islice(re.finditer(pattern, page.text), MOST):
            if not free(match.span(), spans):
                continue
            spans.append(match.span())
            sentence = page.sentence_at(match.start())
            near = page.text[max(0, match.start() - 40) : match.end() + 40]
            topic = TOPIC.search(page.text[max(0, match.start() - 25) : match.end() + 20])
            role = "topic" if topic else "funder" if MONEY.search(sentence) or MONEY.search(near) else "mention"
            found.append(Finding(PROGRAMME, name or match[1], sentence, *match.span(), 0.9 if name else 0.8, role))
    return sorted(found, key=lambda row: row.start)
