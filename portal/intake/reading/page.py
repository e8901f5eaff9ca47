"""A text laid out: its lines with the section each stands in, and its sentences with their places."""

import re
from bisect import bisect_right
from dataclasses import dataclass

PARTNERS, AIM, ACTIVITIES, PERIOD, BACKGROUND, RESULT, FOR_WHOM, BUDGET, CONTACT, IDEA, TITLE, FUNDING = (
    "partners",
    "aim",
    "activities",
    "period",
    "background",
    "result",
    "for_whom",
    "budget",
    "contact",
    "idea",
    "title",
    "funding",
)
SECTIONS = [  # the first that fits; Estonian, Latvian and English
    (TITLE, r"nimetus|pealkiri|projekti nimi|nosaukum|\btitle\b|project name"),
    (PERIOD, r"\baeg\b|kest[vu]?us|periood|ajavahemik|kestab|laiks|ilgum|period|duration"),
    (AIM, r"eesmär|mērķ|\baims?\b|\bgoals?\b|objective"),
    (BACKGROUND, r"taust|vajadus|probleem|background|pamatojum|\bneeds?\b"),
    (RESULT, r"tulemus|mõju|rezultāt|results?\b|outcome"),
    (FOR_WHOM, r"kasusaaja|sihtrühm|sihtgrup|mērķgrup|beneficiar|target group"),
    (PARTNERS, r"partner|taotleja|elluviija|pieteicēj"),
    (BUDGET, r"eelarve|budžet|budget"),
    (CONTACT, r"kontakt|contact"),
    (FUNDING, r"rahasta|toetaja|finans|funding|funder"),
    (IDEA, r"idee|\bidea"),
    (ACTIVITIES, r"tegevus|mida (?:me )?teeme|darbīb|aktivitāt|activit"),
]
KNOWN = [(name, re.compile(pattern, re.I)) for name, pattern in SECTIONS]
LABEL = re.compile(r"(?P<label>[^\W\d_][^\d€:.!?\n]{1,45}):\s*(?P<rest>\S.*)")
NUMBERED = re.compile(r"(?P<number>\d{1,2})[.)]\s+")
BULLET = re.compile(r"•\s*")
LONGEST_HEADING, LONGEST_QUESTION = 90, 50
# A line of a list of partners is no heading, however short.
AN_ORGANISATION = re.compile(
    r"^(?:MTÜ|SA|OÜ|AS|Sihtasutus|[Bb]iedrība)\s|(?:\b[Vv]ald|\b[Ll]inn|valitsus|[Ll]iit|[Ss]elts|[Kk]ogu|[Kk]eskus|amet|ministeerium|novads|pašvaldība|likool|instituut)$"
)
LONGEST_SENTENCE, NEAR = 1000, 300
ABBREVIATIONS = ("sh", "nt", "nr", "lk", "st", "s.o", "vt", "tel", "a", "resp", "ca", "prof", "dr", "piem", "e.g", "i.e", "no")
# A full stop with the next sentence right behind it, as pasted pages have it: "jne.Oma".
BREAK = re.compile(r"[.!?…]+[”“\"»)]*(?=\s+[^\s])|(?<=[a-zõäöü])\.(?=[A-ZÕÄÖÜ][a-zõäöü])")


@dataclass(frozen=True)
class Line:
    """`kind`: heading, bullet, item (numbered), label or plain; `body`: where its own words begin."""

    start: int
    end: int
    text: str
    kind: str
    section: str
    heading: str
    body: int
    number: str = ""


class Page:
    def __init__(self, text):
        self.text = text
        self.lines = list(lines_of(text))
        self.sentences = [span for line in self.lines for whole in sentences_of(line) for span in cut(text, *whole)]
        self._line_starts = [line.start for line in self.lines]
        self._starts = [start for start, _end in self.sentences]

    def line_at(self, place):
        return self.lines[max(0, bisect_right(self._line_starts, place) - 1)]

    def sentence_span(self, place):
        return self.sentences[max(0, bisect_right(self._starts, place) - 1)] if self.sentences else (0, 0)

    def sentence_at(self, place):
        start, end = self.sentence_span(place)
        return self.text[start:end]

    def before(self, place):
        """The words of the sentence up to the place, as far as they still tell what stands there."""
        return self.text[max(self.sentence_span(place)[0], place - NEAR) : place]

    def after(self, place):
        return self.text[place : min(max(place, self.sentence_span(place)[1]), place + NEAR)]


def cut(text, start, end):
    """A sentence without an end, in pieces that can be read."""
    while end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        stop = space if space > 0 else start + LONGEST_SENTENCE
        yield start, stop
        start = stop + (1 if space > 0 else 0)
    yield start, end


def section_of(words):
    return next((name for name, pattern in KNOWN if pattern.search(words)), "")


def lines_of(text):
    """Every line that says something. A heading holds until the next one, a label for its own line."""
    section, heading, place, last = "", "", 0, ""
    for raw in text.split("\n"):
        start, end = place, place + len(raw)
        place = end + 1
        if not raw.strip():
            continue
        if match := BULLET.match(raw):
            line = Line(start, end, raw, "bullet", section, heading, start + match.end())
        elif match := NUMBERED.match(raw):
            line = Line(start, end, raw, "item", section, heading, start + match.end(), match["number"])
        elif is_heading(raw) and not (section == PARTNERS and not raw.endswith(":") and not section_of(raw)):
            known = section_of(raw)
            # "Kogukondadele" under "Tegevused": what has no name of its own stays within what it stands under.
            section = known or (section if section == ACTIVITIES else "")
            heading = f"{heading} / {raw.strip(' :')}" if last == "heading" else raw.strip(" :")
            line = Line(start, end, raw, "heading", section, heading, start)
        elif (match := LABEL.fullmatch(raw)) and section_of(match["label"]):
            section = ""
            line = Line(start, end, raw, "label", section_of(match["label"]), match["label"], start + match.start("rest"))
        else:
            line = Line(start, end, raw, "plain", section, heading, start)
        last = line.kind
        yield line


def is_heading(line):
    if (
        len(line) > LONGEST_HEADING
        or re.search(r"[.!,;]$|[€;]", line)
        or (line.endswith("?") and len(line) > LONGEST_QUESTION)
        or AN_ORGANISATION.search(line)
        or "," in line.rstrip(":")
        or re.search(r": \S", line)
    ):
        return False
    return not line[0].islower() and bool(re.search(r"[^\W\d_]", line))


def sentences_of(line):
    start = line.body if line.kind != "label" else line.start
    place = start
    for match in BREAK.finditer(line.text, start - line.start):
        stop = line.start + match.end()
        if ends(line.text, match):
            if stop > place:
                yield place, stop
            place = stop + len(line.text[match.end() :]) - len(line.text[match.end() :].lstrip())
    if place < line.end:
        yield place, line.end


def ends(text, match):
    """Whether the stop ends a sentence: not in "19. septembril", "nr. 5" or "s.o."."""
    following = text[match.end() :].lstrip()
    if following[:1].islower() and match.end() < len(text) and text[match.end()] == " ":
        return False
    word = re.search(r"([\w.]+)$", text[: match.start()])
    if word and word[1].casefold() in ABBREVIATIONS:
        return False
    if word and re.fullmatch(r"\d{1,2}", word[1]):
        return False
    return not (word and re.fullmatch(r"\d+", word[1]) and following[:1].isdigit())
