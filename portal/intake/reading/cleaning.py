"""A pasted text made readable: markup, menus and banners go, broken lines are joined, private data is left out.

Typing errors stay as they are: the text is a source.
"""

import html
import re

from portal.intake.reading.shapes import Dropped
from portal.shared.text import clean_text

BLOCK = re.compile(
    r"<\s{0,3}/?\s{0,3}(?:p|br|div|li|ul|ol|h[1-6]|tr|table|section|article|header|footer|main)\b[^<>]{0,2000}>", re.I
)
HIDDEN = re.compile(
    r"<\s{0,3}(script|style|template|noscript)\b.*?(?:<\s{0,3}/\s{0,3}\1\s{0,3}>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S
)
TAG = re.compile(r"<\s{0,3}/?\s{0,3}[a-z][^<>]{0,2000}>", re.I)
BANNER = re.compile(
    r"skip to (?:content|footer|main)|\bwpml\b|development site|site key|cookie|küpsis|sīkdatn|javascript|all rights reserved"
    r"|kõik õigused kaitstud|powered by|©",
    re.I,
)
MENU = {
    "avaleht",
    "esileht",
    "menüü",
    "menu",
    "otsi",
    "otsing",
    "search",
    "sisukaart",
    "kaart",
    "logi sisse",
    "sisene",
    "log in",
    "loe edasi",
    "loe lisaks",
    "read more",
    "jaga",
    "jaga facebookis",
    "share",
    "prindi",
    "print",
    "tagasi",
    "back",
    "üles",
    "eesti keel",
    "in english",
    "latviski",
    "по-русски",
    "est",
    "eng",
    "rus",
    "lat",
    "facebook",
    "instagram",
    "youtube",
    "uudised",
    "home",
    "sākums",
    "meklēt",
    "izvēlne",
    "dalīties",
    "toggle navigation",
    "kontrast",
    "ligipääsetavus",
}
LONGEST_BANNER = 200
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
PHONE = re.compile(
    r"(?<![\w.])\+\s?\d{1,3}[\s-]?\d[\d\s-]{4,12}\d"
    r"|(?<!\w)(?:tel(?:efon)?|mob(?:iil)?|helista|zvani|gsm|tālr(?:unis)?|phone)\.?:?\s{0,3}\d[\d\s-]{5,13}\d",
    re.I,
)
WORD = r"[A-ZÕÄÖÜŠŽĀČĒĢĪĶĻŅŪ][a-zõäöüšžāčēģīķļņū]+(?:-[A-ZÕÄÖÜŠŽ][a-zõäöüšž]+)?"
PERSON = re.compile(rf"\b{WORD}(?: {WORD}){{1,2}}\b")
ASKED = re.compile(r"kontaktisik|kontakt|projektijuht|koordinaator|lisainfo|kontaktpersona|contact", re.I)
# Whole words with their endings: a surname may begin like one of them.
NO_NAME = re.compile(
    r"\b(?:(?:vald|valla|linn|linna|\w*liit|\w*liidu|\w*seltsi?|\w*kogu|ameti?|eesti|läti)(?:s|st|sse|le|l|lt|ks|ni|na|ta|ga|d|de)?"
    r"|maa|(?:maa|valla|linna)(?:valitsu|volikogu|kond|konna)\w*|(?:\w*keskus|ministeerium|projekt|programm|mtü)\w*)\b", re.I,
)
# Personal codes of Estonia, and of Latvia in both shapes.
CODE = re.compile(
    r"(?<![\w.,-])(?:[1-6]\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{4}"
    r"|(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}|32\d{4})-\d{5})(?![\w-])"
)
# A telephone number without its country: only beside an address or a word that asks for one.
BARE_PHONE = re.compile(
    r"(?<![\w.,/-])(?:5\d{6,7}|5\d \d{3} \d{3}|[3-7]\d{2} \d{4}|5\d{3} \d{4})(?![\w/-]|[.,]\d| ?(?:€|eur)| \d)", re.I
)
GONE = "[…]"
MARKS = re.compile(r"^\s*(?:#{1,6}\s+|>\s+)|\*\*|__|`")
BULLET = re.compile(r"^[•·●▪*]\s*|^[-–—]\s+")
ITEM = re.compile(r"^(?:[•]\s|\d{1,2}[.)]\s)")


def prepare(raw):
    """(text, [Dropped]) of what somebody pasted: one line a paragraph, headings and list items on lines of their own."""
    dropped = []
    text = without_markup(str(raw).replace("\t", "  "), dropped)
    lines = without_banners([line.strip() for line in clean_text(text).split("\n")], dropped)
    lines = joined(lines)
    return "\n".join(without_people(lines, dropped)).strip(), tuple(dropped)


def without_markup(text, dropped):
    """Tags are taken out, what they hold is kept; scripts, styles and comments go whole."""
    for pattern, instead in ((HIDDEN, "\n"), (BLOCK, "\n"), (TAG, "")):
        for tag in sorted({tag_of(match[0]) for match in pattern.finditer(text)}):
            dropped.append(Dropped("markup", tag))
        text = pattern.sub(instead, text)
    return html.unescape(text) if "&" in text else text


def without_banners(lines, dropped):
    kept, said = [], ""
    for line in lines:
        bare = " ".join(line.split())
        if bare and len(bare) < LONGEST_BANNER and BANNER.search(bare):
            dropped.append(Dropped("banner", PHONE.sub(GONE, EMAIL.sub(GONE, bare))))
        elif bare.casefold().strip(" .:»>|") in MENU:
            dropped.append(Dropped("menu", bare))
        elif bare and bare == said and len(bare) < LONGEST_BANNER:
            dropped.append(Dropped("repeated", bare))
        else:
            said = bare or said
            bare = MARKS.sub("", bare)
            kept.append(BULLET.sub("• ", bare).strip() if BULLET.match(bare) else bare.strip())
    return kept


def joined(lines):
    """Lines that a narrow page broke, whole again. A hyphen at the break stays unless the word stands whole elsewhere."""
    everything = " ".join(lines).casefold()
    result, blank = [], False
    for line in lines:
        if not line:
            blank = True
            continue
        before = result[-1] if result else ""
        if before and goes_on(before, line):
            result[-1] = (
                before + glue(before, line, everything) + line if not soft(before, line, everything) else (before[:-1] + line)
            )
        else:
            if blank and result:
                result.append("")
            result.append(line)
        blank = False
    return result


def goes_on(before, line):
    if ITEM.match(line) or before.endswith((".", "!", "?", ":", ";", "”", "“")):
        return False
    return line[0].islower() or (before.endswith(("-", ",")) and not ITEM.match(before) and line[0].islower())


def glue(before, line, everything):
    return "" if before.endswith("-") else " "


def soft(before, line, everything):
    """Whether the hyphen at the end of the line only broke the word."""
    if not before.endswith("-") or before.endswith(" -"):
        return False
    head, tail = before[:-1].split()[-1:], line.split()[:1]
    whole = re.sub(r"\W+$", "", (head[0] if head else "") + tail[0]).casefold()
    return f"{whole[:-1]}" in everything


def without_people(lines, dropped):
    """Names, e-mail addresses and telephone numbers of persons are not for a project's text; a role is enough."""
    return [private(line, dropped) for line in lines]


def private(line, dropped):
    found = [*EMAIL.findall(line), *PHONE.findall(line), *CODE.findall(line)]
    if not found and not (ASKED.search(line) and len(line) < LONGEST_BANNER):
        return line
    count = len(found)
    line = CODE.sub(GONE, PHONE.sub(GONE, EMAIL.sub(GONE, line)))
    line, bare = BARE_PHONE.subn(GONE, line)
    count += bare
    place = ASKED.search(line)
    for name in PERSON.findall(line) if found or place else []:
        name = " ".join(word for word in name.split() if not ASKED.search(word))
        if " " not in name:
            continue
        near = abs(line.find(name) - (line.find(GONE) if GONE in line else place.end())) < 120
        if near and not NO_NAME.search(name):
            line = line.replace(name, GONE)
            count += 1
    if count:
        # What was left out is not repeated: that is the point.
        dropped.append(Dropped("person", str(count)))
    return re.sub(r"(?:\[…\][\s,;]*)+", GONE + " ", line).strip()


def tag_of(piece):
    """The bare tag: its attributes may hold an address."""
    name = re.search(r"[a-z][a-z0-9]*", piece, re.I)
    return f"<{name[0]}>" if name and not piece.startswith("<!") else "<!-- -->"
