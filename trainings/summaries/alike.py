"""Who may be one person in spite of spelling: pairs with the reasons, the surest first. People decide.

Candidates share an e-mail address, a telephone, a name, or a place together with nearly a name; nothing else is compared, so
that thousands of people take no longer than a page may.
"""
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.shared.once import once
from portal.shared.reading import read
from portal.shared.text import fold
from trainings.models import Person, PersonApart
from trainings.summaries.persons import stem_of

NEARLY = 90  # of a hundred: one letter of ten
PHONE_DIGITS = 7  # the last ones, so that the country's code does not matter
CROWD = 12  # an address or telephone of so many people is an office's, not a person's
NAMESAKES = 60  # so many of one name are a placeholder
MOST = 100
COUNTRY = re.compile(r"^(00|\+)?(372|371|358)(?=\d{7,8}$)")
WEIGHTS = {"email": 40, "phone": 30, "name": 40, "nearly": 25, "place": 20, "organisation": 10, "elsewhere": -10}


@dataclass(frozen=True)
class Alike:
    """Two people who may be one, `why` in words, and what speaks against it; `score` puts the surest first."""

    first: Person
    second: Person
    why: tuple[str, ...]
    but: str
    score: int

    @property
    def names(self):
        return named(self.first), named(self.second)


def named(person):
    """"Mari Tamm (Kolga küla)": of two namesakes one must be told from the other."""
    where = person.village or (person.community.name if person.community_id else "") or person.organisation
    return f"{person.name} ({where})" if where else person.name


@dataclass
class Traits:
    """What is compared of one person; `rows`: the keys of all rows that are counted as he."""

    person: Person
    rows: set = field(default_factory=set)
    names: set = field(default_factory=set)
    emails: set = field(default_factory=set)
    phones: set = field(default_factory=set)
    places: set = field(default_factory=set)
    organisations: set = field(default_factory=set)


def suggestions(project, about=None, most=MOST):
    """[Alike] of a project, or of one person of it (his own row's key): one query. Those said to be two are left out."""
    rows, apart = read([everybody_of(project.pk), apart_in(project.pk)])
    everybody = compared(rows)
    roots = {pk: one for one, traits in everybody.items() for pk in traits.rows}
    apart = {
        frozenset((roots.get(first), roots.get(second)))
        for first, second in apart
    }
    found = []
    for one, other in sorted(candidates(everybody, about)):
        if frozenset((one, other)) in apart:
            continue
        marks = marks_of(everybody[one], everybody[other])
        if is_likely(marks):
            score = sum(WEIGHTS[mark] for mark in marks)
            but = _("in different villages") if "elsewhere" in marks else ""
            found.append(Alike(everybody[one].person, everybody[other].person, tuple(in_words(marks)), but, score))
    return sorted(found, key=lambda pair: (-pair.score, pair.first.name_key, pair.first.pk, pair.second.pk))[:most]


@once
def everybody_of(project):
    """The erased are compared with nobody."""
    rows = Person.objects.filter(project=project, erased_at__isnull=True)
    return rows.select_related("community", "municipality", "partner", "audience")


@once
def apart_in(project):
    return PersonApart.objects.filter(first__project=project).values_list("first", "second")


def compared(rows):
    """{key of the person's own row: Traits}."""
    # Hundreds live in one village and work in one place.
    found, stem, folded = {}, cache(stem_of), cache(fold)
    for row in sorted(rows, key=lambda row: (row.root_id is not None, row.pk)):
        one = row.root_id or row.pk
        traits = found.setdefault(one, Traits(row))
        traits.rows.add(row.pk)
        traits.names.add(words_of(row.name))
        traits.emails |= {row.email.strip().casefold()} - {""}
        traits.phones |= {phone_key(row.phone)} - {""}
        traits.places |= {stem(row.village), stem(row.community.name) if row.community_id else ""} - {""}
        traits.organisations |= {folded(row.organisation)} - {""}
    return found


def words_of(name):
    """The words of a name in the order of the alphabet: "Tamm, Mari-Liis" and "mari liis tamm" are one."""
    return " ".join(sorted(re.sub(r"[^\w]+", " ", fold(name)).split()))


def phone_key(phone):
    """The digits that tell a telephone, or "" when there are too few of them."""
    digits = re.sub(r"[^\d+]", "", phone)
    bare = re.sub(r"\D", "", COUNTRY.sub("", digits))
    return bare if len(bare) >= PHONE_DIGITS else ""


def candidates(everybody, about=None):
    """{(key, key)} of pairs that share anything worth comparing."""
    shared, near = defaultdict(set), defaultdict(set)
    for one, traits in everybody.items():
        for kind, keys in (("email", traits.emails), ("phone", traits.phones), ("name", traits.names)):
            for key in keys:
                shared[kind, key].add(one)
        for key in traits.places | traits.organisations:
            near[key].add(one)
    pairs = set()
    for (kind, _key), ones in shared.items():
        if (about is None or about in ones) and len(ones) <= (NAMESAKES if kind == "name" else CROWD):
            pairs |= set(combinations(sorted(ones), 2))
    for ones in near.values():
        if about is None or about in ones:
            pairs |= nearly_called(everybody, sorted(ones), about)
    return {pair for pair in pairs if about is None or about in pair}


def pairs_of(holders, about):
    """Each two of some (key, name), or one person's with everybody else's."""
    if about is None:
        return combinations(sorted(holders), 2)
    mine = [each for each in holders if each[0] == about]
    return ((each, other) for each in mine for other in holders)


def nearly_called(everybody, ones, about=None):
    """Pairs of people of one place whose names are nearly one, or one with its first name cut short."""
    from rapidfuzz import fuzz, process  # 4 MB, for this question alone

    named = [(one, name) for one in ones for name in everybody[one].names]
    names, by_word, pairs = [name for _one, name in named], defaultdict(set), set()
    for place, (one, name) in enumerate(named):
        for word in set(name.split()):
            if len(word) > 1:
                by_word[word].add((one, name))
        if about is None or one == about:
            for _name, _score, other in process.extract(name, names, scorer=fuzz.ratio, score_cutoff=NEARLY, limit=None):
                if other != place and named[other][0] != one:
                    pairs.add(tuple(sorted((one, named[other][0]))))
    for holders in by_word.values():
        for (one, name), (other, another) in pairs_of(holders, about):
            if one != other and is_short_for(name, another):
                pairs.add(tuple(sorted((one, other))))
    return pairs


def is_short_for(name, another):
    """"m tamm" and "mari tamm": the words in common, and of the others one begins with the other's single letter."""
    mine, theirs = name.split(), another.split()
    common = set(mine) & set(theirs)
    left, right = ([word for word in words if word not in common] for words in (mine, theirs))
    return len(left) == len(right) == 1 and 1 in (len(left[0]), len(right[0])) and left[0][0] == right[0][0]


def marks_of(one, other):
    """What two people have in common: keys of WEIGHTS."""
    marks = []
    if one.emails & other.emails:
        marks.append("email")
    if one.phones & other.phones:
        marks.append("phone")
    if one.names & other.names:
        marks.append("name")
    elif any(are_near(name, another) for name in one.names for another in other.names):
        marks.append("nearly")
    if one.places & other.places:
        marks.append("place")
    elif one.places and other.places:
        marks.append("elsewhere")
    if one.organisations & other.organisations:
        marks.append("organisation")
    return marks


def marks_between(one, other):
    """The marks of two rows, each with what was merged into it: one query."""
    own = {one.root_id or one.pk, other.root_id or other.pk}
    everybody = compared(Person.objects.filter(Q(pk__in=own) | Q(root__in=own)).select_related("community"))
    return marks_of(*everybody.values()) if len(everybody) == 2 else []


def are_near(name, another):
    from rapidfuzz import fuzz

    return fuzz.ratio(name, another) >= NEARLY or is_short_for(name, another)


def is_likely(marks):
    """The same contact; the same name, unless they live apart; nearly the same name in one place or organisation."""
    here = "place" in marks or "organisation" in marks
    return (
        "email" in marks or "phone" in marks
        or ("name" in marks and (here or "elsewhere" not in marks))
        or ("nearly" in marks and here)
    )


def in_words(marks):
    words = {
        "email": _("same e-mail"), "phone": _("same telephone"), "name": _("same name"), "nearly": _("nearly the same name"),
        "place": _("same village"), "organisation": _("same organisation"),
    }
    return [words[mark] for mark in marks if mark in words]
