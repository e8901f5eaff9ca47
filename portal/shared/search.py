"""What can be searched: apps register their models, and every write keeps one entry per row.

    search.register(Searchable(Event, titles=("title",), texts=("text", "venue"), visible=Event.objects.visible_to, url=...))

An entry says where words stand; whether somebody may see the row is asked of the row's own queryset at the moment of the
question, so nothing that changes rights has to touch the index.
"""
from collections import defaultdict
from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import reduce
from operator import add, attrgetter, or_

from django.db import connection, transaction
from django.db.models import Case, IntegerField, Model, Q, Value, When
from django.utils.text import capfirst

from portal.shared import hooks
from portal.shared.models import SearchEntry
from portal.shared.stems import MARKS, index_of, stems, words_of
from portal.shared.writing import insert

LONGEST_QUESTION, MOST_WORDS = 100, 8
LONGEST_TITLE, LONGEST_TITLE_WORDS, LONGEST_WORDS = 160, 2000, 40_000
# An Estonian stem as long as this also finds the compounds that begin with it.
LONG_STEM = 5 + len(MARKS["et"])
# Left out of a question that has other words as well.
SMALL_WORDS = {"ja", "ning", "voi", "un", "vai", "and", "or", "the", "of", "on", "in"}
FIELDS = ("project_pk", "title_et", "title_lv", "title_en", "title_words", "words", "happens_on")
BATCH = 500

_specs = {}
_parts = defaultdict(list)
_paused = ContextVar("search_paused", default=False)


def live(row):
    """Whether the row is not put away."""
    return getattr(row, "archived_at", None) is None


@dataclass(frozen=True, eq=False)
class Searchable:
    """How rows of one model are found.

    titles, texts   names of fields; of a trio its stem ("title" for title_et, title_lv, title_en)
    visible         user -> queryset of the rows that he may find: those whose page he may open
    url             (row, slug of its project) -> address of its page; uses nothing of the row but its own columns
    project         where the key of its project stands, seen from the row ("project_id", "plan.project_id"); "" for none
    on              row -> date or None
    about           row -> (model, key) of what it belongs to besides its project; its name stands below the title
    language        row -> "et", "lv", "en", or "" when nobody knows; for fields that are no trio
    shown           row -> whether it can be found at all
    parts           {model: name of its column that leads to the row, or a function row -> keys}: rows on which this one's
                    entry depends
    label           what its rows are called; as a rule the model's own name
    related         names of foreign keys to rows that the functions above look at
    rows            () -> queryset with what they need besides (prefetch_related)
    """

    model: type[Model]
    titles: tuple
    visible: Callable
    url: Callable
    texts: tuple = ()
    project: str = "project_id"
    on: Callable = lambda row: None
    about: Callable = lambda row: (None, None)
    language: Callable = lambda row: ""
    shown: Callable = live
    words: Callable = lambda row: ()
    parts: dict = field(default_factory=dict)
    label: str = ""
    related: tuple = ()
    rows: Callable | None = None

    @property
    def kind(self):
        return self.model._meta.label_lower

    @property
    def title(self):
        """The heading above its hits."""
        return capfirst(str(self.label or self.model._meta.verbose_name_plural))

    def all(self):
        rows = self.rows() if self.rows else self.model._base_manager.all()
        return (rows.select_related(*self.related) if self.related else rows).order_by("pk")

    def needs_reading(self, row):
        """Does it look at more than this row and what came with it? A row beside it may have changed meanwhile, where its
        words count, too."""
        links = [self.model._meta.get_field(name) for name in self.related]
        return bool(self.rows or links and (self.parts or not all(link.is_cached(row) for link in links)))


def register(*specs):
    for spec in specs:
        _specs[spec.model] = spec
        for part, way in spec.parts.items():
            _parts[part].append((spec, way if callable(way) else attrgetter(way), callable(way)))


def kinds():
    """{kind: Searchable}, in the order in which the apps registered them."""
    return {spec.kind: spec for spec in _specs.values()}


# --- keeping the index


def entry_of(spec, row):
    """The entry of one row as it should be, or None when the row cannot be found."""
    if not spec.shown(row):
        return None
    titles, title_words, words = {}, {}, {}
    for name in spec.titles:
        for language, text in texts_of(spec, row, name):
            titles.setdefault(language or "et", []).append(text)
            title_words.update(dict.fromkeys(index_of(text, language)))
    words.update(title_words)
    for name in spec.texts:
        for language, text in texts_of(spec, row, name):
            words.update(dict.fromkeys(index_of(text, language)))
    for text in spec.words(row):
        words.update(dict.fromkeys(index_of(text)))
    shown = {f"title_{code}": shortened(" ".join(titles.get(code, ()))) for code in MARKS}
    return SearchEntry(
        kind=spec.kind, object_pk=row.pk, project_pk=attrgetter(spec.project)(row) if spec.project else None,
        title_words=joined(title_words, LONGEST_TITLE_WORDS), words=joined(words, LONGEST_WORDS),
        happens_on=spec.on(row), **shown,
    )


def texts_of(spec, row, name):
    """(language, text) of one field, or of the three of a trio; empty ones left out."""
    if hasattr(row, f"{name}_et"):
        found = [(code, getattr(row, f"{name}_{code}")) for code in MARKS]
    else:
        found = [(spec.language(row), getattr(row, name))]
    return [(language, str(text)) for language, text in found if text]


def shortened(text):
    """The beginning of a text as a title: whole words, one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[:LONGEST_TITLE].rsplit(' ', 1)[0]} …"


def joined(words, longest):
    """The words between spaces; what does not fit any more is left out whole."""
    text = f" {' '.join(words)} "
    return text if len(text) <= longest else text[: text.rindex(" ", 0, longest) + 1]


@contextmanager
def paused():
    """Nothing is indexed meanwhile: for whoever writes thousands of rows and calls `rebuild` afterwards."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


@hooks.after_write
def follow(writings):
    """Keep the entries of rows that were just written, and of those of which they are a part."""
    if _paused.get():
        return
    gone, rows, again = defaultdict(set), defaultdict(dict), defaultdict(set)
    for writing in writings:
        spec = _specs.get(type(writing.row))
        if spec is not None and writing.verb == "remove":
            gone[spec].add(writing.pk)
        elif spec is not None and spec.needs_reading(writing.row):
            again[spec].add(writing.pk)
        elif spec is not None and not says_the_same(spec, writing):
            rows[spec][writing.pk] = writing.row
        for owner, way, asks in _parts.get(type(writing.row), ()):
            if asks and writing.verb == "create":
                continue  # nothing points to a row that was made just now
            again[owner] |= {key for row in (writing.row, writing.before) if row is not None for key in keys_by(way, row)}
    for spec, keys in ((spec, keys) for spec, keys in again.items() if keys):
        rows[spec] |= read(spec, keys)
        gone[spec] |= keys - set(rows[spec])
    keep([(spec, row) for spec, found in rows.items() for row in found.values()], gone)


def says_the_same(spec, writing):
    """Most changes are no change of words: of a state, of an amount. Compared before anything is cut into stems."""
    if writing.verb != "update" or writing.before is None:
        return False
    return said_by(spec, writing.before) == said_by(spec, writing.row)


def said_by(spec, row):
    """All that an entry is made of, or None for a row that cannot be found."""
    if not spec.shown(row):
        return None
    texts = [texts_of(spec, row, name) for name in (*spec.titles, *spec.texts)]
    return texts, list(spec.words(row)), attrgetter(spec.project)(row) if spec.project else None, spec.on(row)


def keys_by(way, row):
    keys = way(row)
    return {keys} - {None} if keys is None or isinstance(keys, int) else set(keys)


def read(spec, keys):
    """{key: row} as they stand now. Two people who change parts of one row wait for each other here, so that the later one
    sees the words of both."""
    if spec.parts and connection.features.has_select_for_update:
        entries = SearchEntry.objects.filter(kind=spec.kind, object_pk__in=keys).order_by("object_pk")
        list(entries.select_for_update().values_list("pk"))
    return {row.pk: row for row in spec.all().filter(pk__in=keys)}


def keep(rows, gone):
    entries = []
    for spec, row in rows:
        entry = entry_of(spec, row)
        if entry is None:
            gone[spec].add(row.pk)
        else:
            entries.append(entry)
    insert(entries, unique=("kind", "object_pk"), update=FIELDS)
    for spec, keys in gone.items():
        if keys:
            SearchEntry.objects.filter(kind=spec.kind, object_pk__in=keys).delete()


@transaction.atomic
def rebuild():
    """All entries anew; returns how many there are."""
    SearchEntry.objects.all().delete()
    return len(SearchEntry.objects.bulk_create(wanted(), batch_size=BATCH))


def wanted():
    """All entries as they should be, one after the other."""
    for spec in _specs.values():
        for row in spec.all().iterator(chunk_size=BATCH):
            entry = entry_of(spec, row)
            if entry is not None:
                yield entry


def count():
    """How many entries there are."""
    return SearchEntry.objects.count()


def differences():
    """[(kind, key, "missing", "left over" or the fields that differ)]: empty when the index says what the rows say."""
    stored = {(entry.kind, entry.object_pk): entry for entry in SearchEntry.objects.iterator(chunk_size=BATCH)}
    found = []
    for entry in wanted():
        there = stored.pop((entry.kind, entry.object_pk), None)
        if there is None:
            found.append((entry.kind, entry.object_pk, "missing"))
            continue
        wrong = [name for name in FIELDS if getattr(there, name) != getattr(entry, name)]
        if wrong:
            found.append((entry.kind, entry.object_pk, ", ".join(wrong)))
    return found + [(kind, pk, "left over") for kind, pk in stored]


# --- asking


def question_of(text):
    """The words of a question, each once: at most eight of its first hundred characters."""
    words = list(dict.fromkeys(words_of(str(text)[:LONGEST_QUESTION])))
    return ([word for word in words if word not in SMALL_WORDS] or words)[:MOST_WORDS]


def matching(text):
    """Entries in which every word stands, in any of its forms, with `score`: words of the title and exact ones first."""
    words = question_of(text)
    if not words:
        return SearchEntry.objects.none()
    entries = SearchEntry.objects.all()
    for word in words:
        entries = entries.filter(says("words", word))
    return entries.annotate(score=reduce(add, (worth(word) for word in words)))


def says(column, word):
    """The condition that a column holds the word, a word that begins so, or another form of it."""
    tokens = {f" {word}" if len(word) > 1 else f" {word} "}
    for stem in stems(word):
        open_ended = stem.startswith(MARKS["et"]) and len(stem) >= LONG_STEM
        tokens.add(f" {stem}" if open_ended else f" {stem} ")
    return reduce(or_, (Q(**{f"{column}__contains": token}) for token in sorted(tokens)))


def worth(word):
    return Case(
        When(title_words__contains=f" {word} ", then=Value(9)),
        When(says("title_words", word), then=Value(6)),
        When(words__contains=f" {word} ", then=Value(2)),
        default=Value(1), output_field=IntegerField(),
    )


def visible_to(entries, user):
    """Those of the entries whose rows this person may open. Two queries, whatever the number of kinds."""
    there = set(entries.order_by().values_list("kind", flat=True).distinct())
    conditions = [
        Q(kind=kind, object_pk__in=spec.visible(user).order_by().values("pk"))
        for kind, spec in kinds().items() if kind in there
    ]
    return entries.filter(reduce(or_, conditions)) if conditions else entries.none()
