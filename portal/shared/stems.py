"""What stays of a word when its endings go: "eakate" and "eakad" meet, and so do "kopienām" and "kopiena".

Everything happens on folded text, so that "kula" finds "küla". A word may be read in more than one way ("koolid" are
schools, "kulas" is in a village): each reading gives a stem, and two words meet when one of their stems is the same. A
stem begins with the letter of its language, because an ending of one language is a root in another.

Rules of our own, because libraries fall short here: Snowball leaves "valla" and "vald" apart, and lists of lemmas know
neither folded words nor the names of villages.
"""
import re
from functools import lru_cache

from portal.shared.text import fold

WORD = re.compile(r"[^\W_]+")
NUMBER = re.compile(r"\d")
VOWELS = "aeiou"
SHORTEST, LONGEST = 3, 40
MARKS = {"et": "e=", "lv": "l=", "en": "n="}

# --- Estonian: an ending goes, then the last vowel; what differs by grade is made alike.

CASES = ("sse", "st", "le", "lt", "ks", "ni", "na", "ta", "ga", "s", "l")
AFTER_VOWEL = {"d", "de", "te", "id", "sid", *CASES, *(plural + case for plural in ("de", "te") for case in CASES)}
AFTER_CONSONANT = {"t", "te", "tel", *("te" + case for case in CASES)}
STRONG = {"nn": "nd", "ll": "ld", "rr": "rd", "mm": "mb", "kk": "g", "pp": "b", "tt": "d", "ss": "s", "ff": "f"}
SOFT = {"k": "g", "p": "b", "t": "d"}
# Nouns that end as if they stood in a case; keskus is one, koosolekus is not.
NOUN_IN_US = re.compile(r".{3,}[^aeioukg]us\Z")
# Whose double letter is no weak grade.
FIRM = ("linn", "programm")
# Of "kalendri" the vowel before r comes back: "kalender".
SYNCOPE = re.compile(r"[bdgkptmnsf][lr]\Z")
# Forms that no rule leads to each other: the stem of the first stands for all of a line. They count in compounds, too.
ET_ODD = """
koht koha|tuba toa tube|leht lehe|pood poe poodi|jogi joe|rida rea|siga sea|lugu loo lugusid|aeg aja aegu|poeg poja
mees mehe meest|uus uue uut|kasi kae katt|uks ukse|laps lapse last|jalg jala|selg selja|turg turu|rahvas rahva
liige liikme|oigus oigust|jagu jao|tegu teo|algus alguse|pidu peo pidusid|magi mae|kiri kirja|vesi vee vett|tahis tahtpaev
keel keele keelt|saar saare saart|suur suure suurt|noor noore noort|meel meele meelt|aar aare aart|hing hinge|nouanne nouande
huvi huvid|osa osad|uudis uudise uudist|ode oe|oed odede|sober sobra sopru|number numbri|peatukk peatuki|ulevaade ulevaate
suund suuna|aruanne aruande|vaade vaate|voti votme|asi asja|vali valja|viis viie|kaks kahe|neli nelja|veerg veeru
tahtaeg tahtaja|hoone hoonet|vahe vahet|hinne hinde|lepe leppe|kate katte|voistlus voistluse|riie riide|aare aarde
mote motte|votte vote|toode toote|noue noude|koosolek koosoleku|kulg kulje kule|joud jou|elu elus|too tood
"""
# First parts of this field's compounds: "külavanem" is found by "küla" and by "vanem".
HEADS = tuple(
    sorted(
        "kogukonna kula valla linna maakonna noorte noorsoo eakate riigi rahva projekti koolitus tegevus toetus arendus"
        " teenus omavalitsus partner ettevotlus sotsiaal tervise kultuuri huvi oppe opi maa raha too vee laste pere".split(),
        key=len, reverse=True,
    )
)
# Last parts: "kodukülad" are found by "küla".
TAILS = (
    "kula maja vald linn maakond kogukond paev reis selts keskus pood koolitus kava leht tuba rahvas pere"
    " projekt teenus seminar toetus juht vanem".split()
)

# --- Latvian: one ending goes; a definite adjective and a noun in -tājs cannot be told apart without accents.

LV_ENDINGS = sorted(
    "iem ais ai ei am em im um us as es os ij is ie u a i e o s".split(), key=len, reverse=True
)
LV_DEFINITE = re.compile(r"aj(?:iem|ai|am|os|as|a|ie|u|i)\Z")
LV_ALIKE = ((re.compile(r"ie[td]\Z"), "ies"), (re.compile(r"([bpmv])j\Z"), r"\1"), (re.compile(r"ll\Z"), "l"))


def words_of(text):
    """The folded words of a text, in their order."""
    return [word[:LONGEST] for word in WORD.findall(fold(text))]


def stems(word, language=""):
    """The marked stems of one word: of all languages when it is not known which. Numbers and codes have none."""
    word = fold(word)[:LONGEST]
    languages = (language,) if language in RULES else tuple(RULES)
    return frozenset(MARKS[code] + stem for code in languages for stem in RULES[code](word))


def index_of(text, language=""):
    """What an index keeps of a text: its words and their stems, each once, in the order of the words."""
    found = {}
    for word in words_of(text):
        found.update(tokens_of(word, language))
    return list(found)


@lru_cache(maxsize=8_000)
def tokens_of(word, language):
    """{token: None} of one folded word, in their order: most words come again and again."""
    found = {word: None} | dict.fromkeys(sorted(stems(word, language)))
    if language in ("", "et"):
        for part in parts_of(word):
            found.update(dict.fromkeys(sorted(stems(part, "et"))))
        found.update(dict.fromkeys(sorted(tails_of(word))))
    return found


def parts_of(word):
    """The two parts of a compound of this field, or nothing."""
    for head in HEADS:
        rest = word[len(head):]
        if word.startswith(head) and len(rest) > SHORTEST:
            return (head, rest)
    return ()


def tails_of(word):
    """The marked stems of the last part of a compound, when it is a word of this field."""
    return {
        MARKS["et"] + tail for stem in estonian(word) for tail in TAIL_STEMS
        if stem.endswith(tail) and len(stem) - len(tail) >= SHORTEST
    }


@lru_cache(maxsize=20_000)
def estonian(word):
    if len(word) < SHORTEST or NUMBER.search(word):
        return frozenset()
    readings = {word}
    for length in range(1, 6):
        base, ending = word[:-length], word[-length:]
        if len(base) < SHORTEST:
            break
        after = AFTER_VOWEL if base[-1] in VOWELS else AFTER_CONSONANT
        long_enough = ending == "t" and len(base) > SHORTEST
        if (ending in after or long_enough) and not (ending == "s" and NOUN_IN_US.match(word)):
            readings.add(base)
    return frozenset(known(bare(reading)) for reading in readings)


def bare(word):
    """Without its last vowel, and in one grade."""
    if word.endswith("ne") and len(word) > 4:
        word = word[:-2] + "s"
    elif word[-1] in VOWELS and word[-2] not in VOWELS and len(word) > SHORTEST:
        word = word[:-1]
    if word.endswith(FIRM):
        return word
    if SYNCOPE.search(word):
        word = word[:-1] + "e" + word[-1]
    if word[-2:] in STRONG:
        return word[:-2] + STRONG[word[-2:]]
    return word[:-1] + SOFT.get(word[-1], word[-1])


def known(stem):
    """The stem that stands for this one, also at the end of a compound."""
    if stem in ODD:
        return ODD[stem]
    for length in range(len(stem) - SHORTEST, SHORTEST - 1, -1):
        if stem[-length:] in ODD:
            return stem[:-length] + ODD[stem[-length:]]
    return stem


ODD = {
    bare(form): bare(line.split()[0]) for line in ET_ODD.replace("\n", "|").split("|") if line for form in line.split()
}

TAIL_STEMS = tuple(sorted({known(bare(tail)) for tail in TAILS}))


@lru_cache(maxsize=20_000)
def latvian(word):
    if len(word) < SHORTEST or NUMBER.search(word):
        return frozenset()
    readings = {word}
    ending = next((ending for ending in LV_ENDINGS if word.endswith(ending) and len(word) - len(ending) >= SHORTEST), "")
    if ending:
        readings = {word[: -len(ending)]}
    definite = LV_DEFINITE.sub("", word)
    if definite != word and len(definite) >= SHORTEST:
        readings.add(definite)
    return frozenset(alike(reading) for reading in readings)


def alike(stem):
    for pattern, same in LV_ALIKE:
        stem = pattern.sub(same, stem)
    return stem


@lru_cache(maxsize=20_000)
def english(word):
    if len(word) <= SHORTEST or NUMBER.search(word):
        return frozenset({word} if len(word) == SHORTEST and not NUMBER.search(word) else ())
    if word.endswith("ies"):
        return frozenset({word[:-3] + "y"})
    if word.endswith(("sses", "xes", "ches", "shes")):
        return frozenset({word[:-2]})
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return frozenset({word[:-1]})
    return frozenset({word})


RULES = {"et": estonian, "lv": latvian, "en": english}
