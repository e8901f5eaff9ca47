"""Text as the portal keeps it: one normal form, no invisible troublemakers, and a folded copy to search in."""
import re
import unicodedata

from django.utils.translation import gettext as _

# Word and old Macs break lines with these; a browser sends CR LF.
LINE_BREAKS = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")

# Embeddings, overrides and isolates can make a name read as another name.
BIDI = "\u202a-\u202e\u2066-\u2069"
# Invisible leftovers of pasting: soft hyphen, zero width space, word joiner, byte order mark.
INVISIBLE = "\u00ad\u200b\u2060\ufeff"
# Lone surrogates cannot be encoded; the two non-characters are illegal in XML, so no spreadsheet could carry them.
UNSTORABLE = "\ud800-\udfff\ufffe\uffff"
DROPPED = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{BIDI}{INVISIBLE}{UNSTORABLE}]")

SPACES = re.compile(" {2,}")

# Letters that Unicode does not take apart into a base letter and a mark.
BASE_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    # These it does take apart; but they are in nearly every text of ours, and this way is shorter.
    | {letter: unicodedata.normalize("NFD", letter)[0] for letter in "õäöüšžāčēģīķļņūé"}
)
PLAIN_MARKS = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("„“”«»‟″", '"') | dict.fromkeys("‘’‚‛´`′", "'")
)
PLAIN = BASE_LETTERS | PLAIN_MARKS


def clean_line(value):
    """One line of text: NFC, trimmed, breaks and tabs turned into spaces, no control or bidi-override characters."""
    text = str(value)
    # What can be printed has nothing to drop and breaks no line: nearly every text.
    if not text.isprintable():
        text = DROPPED.sub("", LINE_BREAKS.sub(" ", text)).replace("\t", " ")
    # NFC comes after the dropping: "e" + NUL + accent must become one letter as well.
    return unicodedata.normalize("NFC", SPACES.sub(" ", text)).strip()


def clean_text(value):
    """Text of several lines: as `clean_line`, but line breaks stay, every one of them as a single LF."""
    text = DROPPED.sub("", LINE_BREAKS.sub("\n", str(value))).replace("\t", " ")
    return unicodedata.normalize("NFC", text).strip()


def quoted(value):
    """In the quotation marks of the language in force: “Väike-Maarja”, „Väike-Maarja“, „Väike-Maarja”."""
    return _("“%(text)s”") % {"text": value}


def in_short(value, longest=60):
    """The beginning of a text on one line, at most `longest` characters: cut between words, the cut shown."""
    text = clean_line(value)
    if len(text) <= longest:
        return text
    words, space, _rest = text[: longest - 1].rpartition(" ")
    return f"{words if space else text[: longest - 1]}…"


def fold(value):
    """The text without case, accents and typographic marks ("Küla" -> "kula"), one line, words one space apart."""
    text = clean_line(value).casefold()
    if not text.isascii():
        text = text.translate(PLAIN)
    if text.isascii() and "`" not in text:
        return text
    text = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in text if not unicodedata.combining(char))
    # Taking letters apart can uncover capitals and ligatures, so both tables get a second look.
    bare = bare.casefold().translate(PLAIN)
    return " ".join(clean_line(bare).split())
