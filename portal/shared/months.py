"""Month names of the three languages, and the ways people inflect and shorten them."""
import re

from portal.shared.text import fold

MONTHS = {
    "et": [
        "jaanuar", "veebruar", "märts", "aprill", "mai", "juuni",
        "juuli", "august", "september", "oktoober", "november", "detsember",
    ],
    "lv": [
        "janvāris", "februāris", "marts", "aprīlis", "maijs", "jūnijs",
        "jūlijs", "augusts", "septembris", "oktobris", "novembris", "decembris",
    ],
    "en": [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ],
}  # fmt: skip
SHORT_ENGLISH = [name[:3] for name in MONTHS["en"]]

SHORT = {
    1: "jaan jan janv", 2: "veebr veb feb febr", 3: "mar mrt", 4: "apr", 5: "", 6: "jun", 7: "jul",
    8: "aug", 9: "sep sept", 10: "okt oct", 11: "nov", 12: "dets dec",
}  # fmt: skip
ENDINGS = {
    "et": [
        "", "s", "l", "st", "lt", "ni", "ks", "kuu", "kuus", "kuul", "kuust", "kuuni",
        "i", "is", "il", "ist", "ilt", "ini", "iks", "ikuu",
    ],
    "lv": {"is": ["is", "a", "ī", "im", "i"], "s": ["s", "a", "ā", "am", "u"]},
}  # fmt: skip
# Words that may stand around a date without changing it: "2019. a mai", "alates", "no 2019. gada maija", "in May 2019".
NOISE = re.compile(
    r"\b(?:aastal?|aastast|aastani|a|alates|kuni|gada|gadā|gads|no|līdz|the|of|in|on|from|since|until|st|nd|rd|th"
    r"|kuu|kuupäev|datums|date|year)\b(?=[ .,]|$)|(?<=[0-9])(?:st|nd|rd|th)\b"
)


def _known_words():
    known = {}
    for number in range(1, 13):
        estonian, latvian, english = (MONTHS[language][number - 1] for language in ("et", "lv", "en"))
        known |= {fold(word): number for word in [english, *SHORT[number].split()]}
        known |= {fold(estonian + ending): number for ending in ENDINGS["et"]}
        # "oktoober" drops its vowel before an ending: "oktoobris".
        known |= {fold(estonian.replace("oober", "oobr") + ending): number for ending in ENDINGS["et"] if ending}
        known |= {fold(re.sub("mber$", "mbr", estonian) + ending): number for ending in ENDINGS["et"] if ending}
        tail = "is" if latvian.endswith("is") else "s"
        known |= {fold(latvian.removesuffix(tail) + ending): number for ending in ENDINGS["lv"][tail]}
    return known


KNOWN = _known_words()


def month_of(word):
    """Number of the month a word names in Estonian, Latvian or English, inflected or short; None for other words."""
    return KNOWN.get(fold(word))
