"""Organisations: found by the form of their names in any case, and told in the nominative, with what they do here."""

import re
from difflib import SequenceMatcher

from portal.intake.reading import page as pages
from portal.intake.reading.shapes import MOST, ORGANISATION, Clash, Finding

UP = "A-ZÕÄÖÜŠŽĀČĒĢĪĶĻŅŪ"
PROPER = rf"[{UP}][\w’'-]*(?:(?<=-) (?:ja|un) [{UP}][\w’'-]*)?"
CASES = r"(?:sse|s|st|le|l|lt|ks|ni|na|ta|ga)?"
FORMS = [  # (nominative, its forms): the last word of a name
    ("vallavalitsus", rf"[Vv]allavalitsus(?:t|e{CASES})?"),
    ("linnavalitsus", rf"[Ll]innavalitsus(?:t|e{CASES})?"),
    ("maavalitsus", rf"maavalitsus(?:t|e{CASES})?"),
    ("vald", rf"[Vv]ald|[Vv]alda|[Vv]alla{CASES}"),
    ("linn", rf"linna{CASES}|linn"),
    ("Liit", rf"Liit|Liitu|Liidu{CASES}"),
    ("Selts", rf"Selts|Seltsi{CASES}"),
    ("Arendusselts", rf"Arendusselts|Arendusseltsi{CASES}"),
    ("Partnerluskogu", rf"Partnerluskogu{CASES}"),
    ("Koostöökogu", rf"Koostöökogu{CASES}"),
    ("Kogu", rf"Kogu{CASES}"),
    ("Noortekeskus", rf"[Nn]oortekeskus(?:t|e{CASES})?"),
    ("Arenduskeskus", rf"[Aa]renduskeskus(?:t|e{CASES})?"),
    ("Keskus", rf"[Kk]eskus(?:t|e{CASES})?"),
    ("Koda", rf"Koda|Koja{CASES}"),
    ("Fond", rf"Fond|Fondi{CASES}"),
    ("Ülikool", rf"[Üü]likool|[Üü]likooli{CASES}"),
    ("Rahvaülikool", rf"Rahvaülikool|Rahvaülikooli{CASES}"),
    ("Ühing", rf"Ühing(?:ut|u{CASES})?"),
    ("Ühendus", rf"Ühendus(?:t|e{CASES})?"),
    ("Võrgustik", rf"Võrgustik(?:ku|u{CASES})?"),
    ("Sihtasutus", rf"Sihtasutus(?:t|e{CASES})?"),
    ("Amet", rf"Amet|Ameti{CASES}"),
    ("Agentuur", rf"Agentuur|Agentuuri{CASES}"),
    ("Muuseum", rf"[Mm]uuseum|[Mm]uuseumi{CASES}"),
    ("Raamatukogu", rf"[Rr]aamatukogu{CASES}"),
    ("Kool", rf"Kool|Kooli{CASES}"),
    ("Teadusinstituut", rf"[\w]*instituut|[\w]*instituudi{CASES}"),
    ("novada pašvaldība", r"novada pašvaldīb(?:a|as|ai|u|ā)"),
    ("novads", r"novad(?:s|a|ā|am|u)"),
    ("pagasts", r"pagast(?:s|a|ā|am|u)"),
    ("pašvaldība", r"pašvaldīb(?:a|as|ai|u|ā)"),
]
# "Ettevõtluskeskusega": the last part of a longer word.
COMPOUND = rf"[{UP}]\w+?(?:keskus|selts|ühing|instituut)(?:t|ut|[eiu]{CASES})?"
ANY_FORM = "|".join([*(forms for _name, forms in FORMS), COMPOUND])
OF_WORDS = re.compile(rf"(?<![\w-])(?P<name>{PROPER}(?: {PROPER}){{0,3}}) (?:vald )?(?P<form>{ANY_FORM})(?![\w-])")
# "Harku, Saku ning Saue vallaga": the form stands once, after the last name.
LISTED = re.compile(
    rf"(?<![\w-])(?P<names>{PROPER}(?:, {PROPER})*)\s+(?:ja|ning|un)\s+(?P<last>{PROPER}) "
    rf"(?P<form>(?:vald|valda|valla|valdade|linna){CASES})(?![\w-])"
)
LEGAL_FORM = "MTÜ|SA|OÜ|AS|TÜ|SIA|[Bb]iedrība|[Nn]odibinājums|[Ss]ihtasutus"
LEGAL = re.compile(rf"(?<!\w)(?P<legal>{LEGAL_FORM})\s+(?P<quote>[„“\"])?(?P<name>{PROPER}(?: {PROPER}){{0,3}})")
QUOTED = re.compile(rf"(?<!\w)(?P<legal>{LEGAL_FORM})\s+[„“\"](?P<name>[^„“”\"\n]{{2,80}})[”“\"]")
ENDED = re.compile(rf"(?<!\w)(?P<name>{PROPER}(?: {PROPER}){{0,2}}),? (?P<legal>MTÜ|SA|OÜ|AS|SIA)(?!\w)")
ONE_WORD = [  # names of one word
    ("ministeerium", rf"[{UP}][a-zõäöü]+(?:- ja [A-ZÕÄÖÜa-zõäöü]+)?ministeerium(?:i{CASES})?"),
    ("amet", rf"[{UP}][a-zõäöü]{{2,}}amet(?:it|i{CASES})?"),
    ("kassa", rf"[{UP}][a-zõäöü]{{3,}}kassa{CASES}"),
    ("fond", rf"[{UP}][a-zõäöü]{{4,}}fond(?:i{CASES})?"),
    ("agentuur", rf"[{UP}][a-zõäöü]{{3,}}agentuur(?:i{CASES})?"),
    ("ministrija", r"[A-ZĀČĒĢĪĶĻŅŠŪŽ]\w+ ministrij(?:a|as|ai|u)"),
    ("liit", rf"[{UP}][a-zõäöü]{{3,}}(?:liit|liidu{CASES})"),
    ("selts", rf"[{UP}][a-zõäöü]{{3,}}selts(?:i{CASES})?"),
]
# A capital at the beginning of a sentence makes no name of these.
COMMON = set(
    "iga igas kõik kõigi meie teie nende selle see need mõni mitu kohalik kohaliku uus uue projekti projekt projektipartneri "
    "partner partneri partnerid kogu ka kui koos koostöös eesmärk juhtpartner taotleja toetab lisaks samuti seejärel esiteks "
    "kasusaajad tegevuste tegevus ühine ühise üks kaks kolm neli viis kuus kontakt kontaktisik ministri mentorid mentor "
    "rahastaja elluviija".split()
)


def find(page):
    """[Finding], each name at each place, longest first; the roles of one name agree with each other."""
    rows, spans = [], []
    for match in LISTED.finditer(page.text):
        base = "linn" if match["form"].startswith("linn") else "vald"
        names = [*match["names"].split(", "), match["last"]]
        if any(name.casefold() in COMMON or ends_in_form(name) for name in names):
            continue
        place = match.start()
        for name in names:
            start = page.text.index(name, place)
            place = start + len(name)
            add(page, rows, spans, f"{name} {base}", start, match.end() if name == match["last"] else place, 0.85)
    for match in QUOTED.finditer(page.text):
        add(page, rows, spans, f"{match['legal']} {match['name']}", match.start(), match.end(), 0.95)
    for match in LEGAL.finditer(page.text):
        words, end = named_part(match["name"])
        name = f"{match['legal']} {words}"
        add(page, rows, spans, name, match.start(), match.start("name") + end, 0.95)
    for match in OF_WORDS.finditer(page.text):
        words = without_common(match["name"].split())
        if words:
            start = match.start("name") + match["name"].rindex(" ".join(words))
            nominative = nominative_of(match["form"])
            add(page, rows, spans, f"{' '.join(words)} {nominative}", start, match.end(), 0.9)
    for nominative, pattern in ONE_WORD:
        for match in re.finditer(rf"(?<![\w-])(?:{pattern})(?!\w)", page.text):
            bare = re.sub(rf"(?:{nominative}|liidu|ministrij\w+)(?:it|i)?{CASES}$", nominative, match[0], flags=re.I)
            if not match[0].isupper() and nominative.casefold() != bare.casefold():
                add(page, rows, spans, bare, match.start(), match.end(), 0.9)
    for match in ENDED.finditer(page.text):
        words = without_common(match["name"].split())
        if words:
            add(
                page,
                rows,
                spans,
                f"{' '.join(words)} {match['legal']}",
                match.end() - len(" ".join(words)) - len(match["legal"]) - 1,
                match.end(),
                0.8,
            )
    return agreed(sorted(rows, key=lambda row: row.start))


def add(page, rows, spans, name, start, end, confidence):
    if len(rows) >= MOST or any(start < taken_end and end > taken_start for taken_start, taken_end in spans):
        return
    spans.append((start, end))
    short = re.match(r"\s*\(([A-ZÕÄÖÜ]{2,6})\)", page.text[end : end + 12])
    data = {"short": short[1]} if short else {}
    rows.append(
        Finding(ORGANISATION, name, page.sentence_at(start), start, end, confidence, role_of(page, start, end, name), data)
    )


def named_part(words):
    """The words of a name after its legal form, the last in the nominative when it is a known form."""
    kept, length = [], 0
    for word in words.split():
        base = nominative_of(word)
        kept.append(base or word)
        length += len(word) + 1
        if base:
            break
    return " ".join(kept), length - 1


def ends_in_form(word):
    return nominative_of(word) is not None


def nominative_of(word):
    known = next((name for name, forms in FORMS if re.fullmatch(forms, word)), None)
    if known is None and re.fullmatch(COMPOUND, word):
        return re.sub(rf"(keskus|selts|ühing|instituut)(?:t|ut|[eiu]{CASES})?$", r"\1", word)
    return known


def without_common(words):
    while words and (words[0].casefold() in COMMON or words[0].isdigit()):
        words = words[1:]
    return words


def role_of(page, start, end, name):
    """What the organisation does here, by its sentence: an organisation only mentioned is not proposed as a partner."""
    line = page.line_at(start)
    before, after = page.before(start), page.after(end)
    if name.startswith("Euroopa Liit"):
        return "funder"
    if re.search(r"juhtpartner\w*(?: on)?:?\s*$", before):
        return "lead"
    if re.search(r"^\S*\s*(?:vald )?vastuta\w*\s+projekti\s?juhtimise|^\S* on (?:projekti )?juhtpartner", after):
        return "manager" if "juhtimise" in after[:60] else "lead"
    sentence = before + after
    if re.search(r"juhtimise eest vastutab\s+$", before):
        return "manager"
    if "viib ellu " in before[-12:]:
        return "implementer"
    if "ühe tegevuse raames" in sentence and "liitu" in sentence:
        return "activity_only"
    if line.section == pages.CONTACT or re.search(r"kontaktisik", before):
        return "mention"
    if line.section == pages.PARTNERS:
        return "lead" if re.search(r"taotleja|juhtpartner|pieteicēj", line.heading, re.I) else "partner"
    if line.kind == "item" and re.search(r"[-–—]\s*$", page.text[line.body : start]):
        return "partner"
    if re.search(r"\b[Kk]oostöös\s+$", before):
        return "authority"
    if re.search(r"[Pp]rojektipartneri?\s+$", before) or re.match(r"\s+eelarve", after):
        return "partner"
    if re.match(r"\s+(?:\([A-ZÕÄÖÜ]+\)\s+)?poolt\s+(?:elluviidav|ellu viidav)", after) or re.match(r"\s+strateegili", after):
        return "implementer" if "elluvii" in after[:40] or "ellu vii" in after[:40] else "funder"
    if re.search(r"toetab\s+$|rahastab\s+$", before) or re.match(r"\s+(?:toetab|rahastab|toel\b|toetusel)", after):
        return "implementer" if "toetab" in after[:12] and name.casefold().endswith("keskus") else "funder"
    if re.search(r"\bkoos\b[^.]*$", before) or re.match(r"[^.]{0,30}\bkoos\b", after):
        return "partner"
    return "mention"


RANK = ["manager", "lead", "activity_only", "partner", "implementer", "authority", "funder", "mention"]


def agreed(rows):
    """Every place of a name gets the strongest role that any of its places tells."""
    roles = {}
    for row in rows:
        roles.setdefault(row.value, []).append(row.role)
    best = {value: min(found, key=RANK.index) for value, found in roles.items()}
    if not set(best.values()) & {"manager", "lead", "partner"}:
        # Nobody is called a partner: the association that the text speaks of is likely the one that carries it out.
        best |= {value: "partner" for value in best if value.split()[0] in {"MTÜ", "SA", "OÜ", "Biedrība", "biedrība"}}
    return [row.but(role=best[row.value]) for row in rows]


def alike(rows):
    """[Clash]: two names so alike that they may be one organisation (D-14)."""
    names = {row.value: row for row in rows}
    found = list(names)[:100]
    for index, one in enumerate(found):
        for other in found[index + 1 :]:
            if looks_like(one, other):
                yield Clash("alike", "", one, other, names[other].sentence)


def looks_like(one, other):
    first, second = one.split(), other.split()
    if len(first) != len(second) or len(first) < 2:
        return False
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    return min(len(a), len(b)) >= 6 and a[0] == b[0] and SequenceMatcher(None, a.casefold(), b.casefold()).ratio() > 0.8
