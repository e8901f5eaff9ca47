"""The build of the text: its name, its paragraphs by what they are, its activities."""

import re

from portal.intake.reading import page as pages
from portal.intake.reading.organisations import FORMS
from portal.intake.reading.shapes import ACTIVITY, NAME, STORY, Finding

QUOTED = re.compile(r"[„“\"«]([^„“”\"«»\n]{3,120})[”“\"»]")
ABOUT_PROJECT = re.compile(r"projekt|programm|partnerlus|õpirän|algatus|project", re.I)
KINDS = [  # what the words of an activity tell about its kind; the first that fits
    ("mobility", r"õpirän"),
    ("expert_visit", r"ekspert\w*\s+kutsu|kutsutud ekspert"),
    ("trip", r"õpperei|brauc|study (?:trip|visit)"),
    ("equipment", r"seadme|seadmete|seadmeid|vahendite soeta|aprīkojum|equipment"),
    ("planning", r"tegevuskava"),
    ("assessment", r"\bhinda|hindami|kaardista"),
    ("staffing", r"noorsootöötaja|töötajad$"),
    ("network", r"võrgusti|veebiseminar|praktikute"),
    ("dialogue", r"dialoog"),
    ("training", r"koolitus|treening|õppepäev|apmācīb|training"),
    ("support", r"mentor|nõusta|eksper\w+ toeta|toetavad .* eksper|hõlbustaja"),
    ("seminar", r"seminar|töötoa|töötuba|inspiratsioon"),
    ("training", r"arenguprogramm"),
    ("service", r"teenus"),
    ("deliverable", r"infosüsteem|veebileh|tööriistakast|äpp|kodulehe"),
    ("management", r"projektijuhtimi"),
]
STEPS = {  # an activity told in a sentence: kind, verbs that make it one
    "assessment": r"hindavad|hinnatakse|hindame|kaardista(?:takse|me|vad)",
    "planning": r"tegevuskav\w+",
    "training": r"koolitusprogramm\w*|koolitus\w+|õppepäev\w*",
    "trip": r"õpperei\w+",
    "equipment": r"seadme\w+",
    "support": r"eksperdid|mentor\w*|nõusta\w+",
    "mobility": r"õpirän\w+",
    "expert_visit": r"eksperdi kutsumi\w+|ekspertide kutsumi\w+|kutsume \w+ eksper\w+",
    "service": r"teenuste kujundami\w+",
    "seminar": r"seminar\w*|töötoad|töötub\w+",
    "network": r"veebiseminar\w*",
}
GOAL_END = re.compile(r"\s+(?:tutvumaks|selleks|et|mille|kus|mis|kes)\s|[,;:(]|\.$")
STORIES = {
    pages.AIM: "goal",
    pages.BACKGROUND: "background",
    pages.IDEA: "approach",
    pages.RESULT: "result",
    pages.FOR_WHOM: "for_whom",
}
MOST_ACTIVITIES = 100
MENU_LIKE = re.compile(r"^(?:tegevused|projektid|uudised|meist|kontakt)$", re.I)


def name(page):
    """[Finding] of the project's own name; the first trustworthy way that finds one."""
    for line in page.lines:
        if line.kind == "label" and line.section == pages.TITLE:
            return [of_span(NAME, page, line.body, line.end, page.text[line.body : line.end].strip(' „“”"'), 0.95, "title")]
    for line in page.lines[:12]:
        for match in QUOTED.finditer(line.text):
            if ABOUT_PROJECT.search(line.text):
                value = match[1].strip()
                return [of_span(NAME, page, line.start + match.start(1), line.start + match.end(1), value, 0.9, "title")]
    for line in page.lines[:6]:
        if line.kind == "heading" and not MENU_LIKE.match(line.text.strip(" :")) and not pages.section_of(line.text):
            return [of_span(NAME, page, line.start, line.end, line.text.strip(" :")[:120], 0.5, "title")]
    return []


def of_span(kind, page, start, end, value, confidence, role, data=None):
    return Finding(kind, value, page.sentence_at(start), start, end, confidence, role, data or {})


def story(page):
    """[Finding] of whole paragraphs: the aim, the background, what is hoped for."""
    found, last = [], None
    for line in page.lines:
        role = STORIES.get(line.section)
        # A heading holds for the paragraphs right below it, not for all that follows.
        far = last is not None and last.kind != "heading" and page.text[last.end : line.start].count("\n") > 1
        last = line
        if line.kind == "heading" or not role or (far and line.kind != "label") or (line.kind == "bullet" and role != "result"):
            continue
        text = page.text[line.body : line.end]
        if re.search(r"\b(?:loodame|loodetakse)\b", text):
            role = "result"
        found.append(of_span(STORY, page, line.body, line.end, text, 0.85, role))
    for start, end in page.sentences:
        said = re.match(r"(?:Projekti|Tegevuse|Programmi)\s+eesmärk on\s", page.text[start:end])
        line = page.line_at(start)
        if said and line.section not in STORIES:
            found.append(of_span(STORY, page, start, end, page.text[start:end], 0.8, "goal"))
        if re.match(r"(?:Projekti|Tegevuse) tulemus(?:el|ena)", page.text[start:end]) and line.section not in STORIES:
            found.append(of_span(STORY, page, start, end, page.text[start:end], 0.8, "result"))
    return sorted(found, key=lambda row: row.start)[:MOST_ACTIVITIES]


def activities(page):
    """[Finding]: list items where activities are told; without a list, the sentences of that section."""
    listed = [line for line in page.lines if line.kind in {"bullet", "item"} and is_activity(page, line)]
    listed = listed[:MOST_ACTIVITIES]
    if listed:
        return [of_line(page, line, listed) for line in listed]
    return of_sentences(page)


def is_activity(page, line):
    text = page.text[line.body : line.end]
    if re.search(r"\d\s?(?:€|eur)", text, re.I) or line.section in (pages.BUDGET, pages.PARTNERS, pages.CONTACT, pages.FOR_WHOM):
        return False
    # "luues eeldusi nii 1) kogukondade toetamiseks": the end of a sentence, not an activity.
    if re.fullmatch(r"[a-zõäöü].*", text):
        return False
    return line.section == pages.ACTIVITIES or kind_of(text) != "other"


def of_line(page, line, listed):
    text = page.text[line.body : line.end]
    title, who = text, ""
    if parts := re.fullmatch(r"(?P<title>.{3,120}?)\s[-–—]\s(?P<who>[A-ZÕÄÖÜ].{2,150})", text):
        if re.search("|".join(forms for _name, forms in FORMS), parts["who"]):
            title, who = parts["title"], parts["who"]
    alias = ""
    if said := re.fullmatch(r"(?P<one>.{3,80}?) ehk (?P<other>.{3,100})", title):
        title, alias = said["one"], said["other"]
    cut = GOAL_END.search(title) if len(title) > 70 else None
    short = title[: cut.start()] if cut and cut.start() > 10 else title
    data = {
        "kind": kind_of(text),
        "who": who,
        "alias": alias,
        "number": line.number,
        "until": next((other.start for other in listed if other.start > line.start), len(page.text)),
        "joint": "ühis" in line.heading.casefold(),
        "for": line.heading.split(" / ")[-1] if re.search(r"le$", line.heading) else "",
    }
    data["until"] = min(
        data["until"], next((row.start for row in page.lines if row.start > line.start and row.kind == "heading"), len(page.text))
    )
    return of_span(ACTIVITY, page, line.body, line.end, titled(short), 0.9 if line.section else 0.7, "listed", data)


def titled(text):
    text = text.strip(" .;:")
    return text if len(text) <= 120 else text[:100].rsplit(" ", 1)[0] + " …"


def kind_of(text):
    return next((kind for kind, pattern in KINDS if re.search(pattern, text[:400], re.I)), "other")


def of_sentences(page):
    """One activity for each kind of step, at the sentence that tells it first."""
    found, seen = [], set()
    wanted = [span for span in page.sentences if page.line_at(span[0]).section == pages.ACTIVITIES]
    if not wanted:
        wanted = [
            span
            for span in page.sentences
            if re.search(r"planeeri|kavanda|\bkavas\b|plaanis|korralda|toimub", page.text[span[0] : span[1]], re.I)
        ]
    for start, end in wanted:
        text = page.text[start:end]
        for kind, pattern in STEPS.items():
            match = re.search(rf"(?<!\w)(?:{pattern})", text, re.I)
            if match and kind not in seen:
                seen.add(kind)
                data = {
                    "kind": kind,
                    "who": "",
                    "alias": "",
                    "number": "",
                    "until": end,
                    "joint": bool(re.search(r"\bühi", text)),
                    "for": "",
                }
                found.append(of_span(ACTIVITY, page, start + match.start(), start + match.end(), "", 0.7, "told", data))
    return found
