"""What a question finds: grouped by kind, counted, and each hit with the way to it. A fixed number of queries."""
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language

from portal.shared import bulk, search
from portal.shared.models import SearchEntry
from portal.shared.ways import reverse
from projects.models import Project

FIRST, PAGE = 5, 50
BEST_FIRST = (F("score").desc(), F("happens_on").desc(nulls_last=True), F("object_pk").desc())


@dataclass(frozen=True)
class Hit:
    """One row that was found. `about`: to what it belongs; `project`: the name of its project; `day`: when it happens."""

    title: str
    url: str
    about: str = ""
    project: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Group:
    """Rows of one kind: the best ones, and how many there are."""

    kind: str
    label: str
    count: int
    hits: list

    @property
    def has_more(self):
        return self.count > len(self.hits)


@dataclass(frozen=True)
class Choice:
    """One value of a filter, with how much it would leave."""

    value: str
    label: str
    count: int
    current: bool = False


class Found:
    """What one person finds. `kind` and `project` narrow it; what is no kind and no project of a hit narrows to nothing."""

    def __init__(self, user, text, *, kind="", project="", page=1):
        self.user, self.text, self.kind, self.project, self.page = user, text, kind, project, max(page, 1)
        self.asked = self.places

    @property
    def places(self):
        """The first and the last place in its kind of what is shown."""
        return ((self.page - 1) * PAGE + 1, self.page * PAGE) if self.kind else (1, FIRST)

    @property
    def is_asked(self):
        return bool(search.question_of(self.text))

    @cached_property
    def entries(self):
        return search.visible_to(search.matching(self.text), self.user)

    @cached_property
    def gone_over(self):
        """[(key, kind, project key, score, how many of both, place among them, place in its kind)] of those in the places asked
        for, and of the best of each kind in each project. What was found is gone over once; the words are not sorted along."""
        if not self.is_asked:
            return []
        both = ["kind", "project_pk"]
        rows = self.entries.annotate(
            count=Window(Count("pk"), partition_by=both),
            nth=Window(RowNumber(), partition_by=both, order_by=BEST_FIRST),
            place=Window(RowNumber(), partition_by="kind", order_by=BEST_FIRST),
        ).filter(Q(place__range=self.asked) | Q(nth=1))
        return list(rows.values_list("pk", "kind", "project_pk", "score", "count", "nth", "place"))

    @cached_property
    def sums(self):
        """[(kind, project key, how many, best score)], before anything is narrowed."""
        return [(kind, key, count, score) for _pk, kind, key, score, count, nth, _place in self.gone_over if nth == 1]

    @cached_property
    def slugs(self):
        """{project key: (address, name, whether the person works in it)} of the projects in which something was found."""
        keys = {key for _kind, key, _count, _best in self.sums if key is not None}
        mine = set() if not self.user.is_authenticated else {row.project_id for row in self.user.memberships_now()}
        staff = self.user.is_authenticated and self.user.is_staff
        rows = Project.objects.filter(pk__in=keys).order_by("sort_key") if keys else ()
        return {row.pk: (row.slug, row.acronym, staff or row.pk in mine) for row in rows}

    @property
    def narrowed(self):
        chosen = {key for key, (slug, _name, _mine) in self.slugs.items() if slug == self.project}
        return [row for row in self.sums if not self.project or row[1] in chosen]

    @property
    def count(self):
        return sum(count for kind, _key, count, _best in self.narrowed if not self.kind or kind == self.kind)

    @property
    def kinds(self):
        """[Choice] of the kinds in this project, or everywhere."""
        counts = summed((kind, count) for kind, _key, count, _best in self.narrowed)
        return [
            Choice(kind, spec.title, counts[kind], kind == self.kind)
            for kind, spec in search.kinds().items() if kind in counts
        ]

    @property
    def projects(self):
        """[Choice] of the projects of this kind, or of all kinds."""
        counts = summed((key, count) for kind, key, count, _best in self.sums if not self.kind or kind == self.kind)
        return [
            Choice(slug, name, counts[key], slug == self.project)
            for key, (slug, name, _mine) in self.slugs.items() if key in counts
        ]

    @cached_property
    def groups(self):
        """[Group]: the kinds whose best hit is best come first; of one kind alone a whole page."""
        counts = summed((kind, count) for kind, _key, count, _best in self.narrowed)
        best = {}
        for kind, _key, _count, score in self.narrowed:
            best[kind] = max(best.get(kind, 0), score)
        hits = self.hits()
        specs = search.kinds()
        order = sorted(hits, key=lambda kind: (-best[kind], list(specs).index(kind)))
        return [Group(kind, specs[kind].title, counts[kind], hits[kind]) for kind in order]

    def hits(self):
        """{kind: [Hit]}, best first; rows of all kinds are fetched in one query."""
        if not self.narrowed:
            return {}
        found = self.shown()
        specs, wanted = search.kinds(), {}
        for entry in found:
            wanted.setdefault(specs[entry.kind].model, set()).add(entry.object_pk)
        rows, hits = bulk.fetch(wanted) if wanted else {}, {}
        names = names_of(specs, rows)
        for entry in found:
            spec = specs[entry.kind]
            row = rows[spec.model].get(entry.object_pk)
            if row is not None:
                hits.setdefault(entry.kind, []).append(self.hit(spec, entry, row, names.get(spec.about(row), "")))
        return hits

    def shown(self):
        """The entries to show, without their words; best first within a kind."""
        wide, (first, last) = ("words", "title_words"), self.places
        if not self.project and self.places == self.asked:
            keys = [
                pk for pk, kind, *_rest, place in sorted(self.gone_over, key=itemgetter(-1))
                if first <= place <= last and self.kind in ("", kind)
            ]
            found = SearchEntry.objects.defer(*wide).in_bulk(keys)
            return [found[key] for key in keys if key in found]
        entries = self.entries.defer(*wide)
        if self.project:
            entries = entries.filter(project_pk__in=[row[1] for row in self.narrowed])
        if self.kind:
            return list(entries.filter(kind=self.kind).order_by(*BEST_FIRST)[first - 1 : last])
        place = Window(RowNumber(), partition_by="kind", order_by=BEST_FIRST)
        return list(entries.annotate(place=place).filter(place__lte=FIRST).order_by("kind", "place"))

    def hit(self, spec, entry, row, about):
        slug, name, mine = self.slugs.get(entry.project_pk, ("", "", False))
        is_project = spec.model is Project
        url = reverse("dashboards:overview", args=[slug]) if is_project and mine else spec.url(row, slug)
        title = title_of(entry) or capfirst(str(spec.model._meta.verbose_name))
        return Hit(title, url, about, "" if is_project else name, entry.happens_on)

    @property
    def pages(self):
        """How many pages one kind alone has."""
        return -(-self.count // PAGE) if self.kind else 1


def names_of(specs, rows):
    """{(model, key): name} of everything to which the rows belong: one query."""
    by_model, wanted = {spec.model: spec for spec in specs.values()}, {}
    for model, found in rows.items():
        for above, key in (by_model[model].about(row) for row in found.values()):
            if above is not None:
                wanted.setdefault(above, set()).add(key)
    fetched = bulk.fetch(wanted) if wanted else {}
    return {(model, key): str(row) for model, found in fetched.items() for key, row in found.items()}


def title_of(entry):
    language = (get_language() or "et")[:2]
    return getattr(entry, f"title_{language}", "") or entry.title_et or entry.title_en or entry.title_lv


def summed(pairs):
    found = {}
    for key, count in pairs:
        found[key] = found.get(key, 0) + count
    return found
