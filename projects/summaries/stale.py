"""Texts that fell behind: read-only. What opens and closes these rows is in `actions/stale.py`."""
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models import Count, Min
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import ngettext

from portal.shared.fields.translated import LANGUAGES
from portal.shared.once import once
from portal.shared.prepared import Prepared
from portal.shared.ways import reverse
from projects.models import Project, StaleText
from projects.summaries.trail import ways_to_project
from projects.summaries.waiting import Question, Waiting, answers, coordinated_by, keys_of


@dataclass(frozen=True)
class Behind:
    """One text that fell behind, as people read it. `kind`: what the row is; `text`: which of its texts, with its language;
    `before` and `after`: lists of sentences; `url`: the field of the form where it is put right, "" when no page has it."""

    row: StaleText
    kind: str
    text: str
    before: list
    after: list
    url: str


@lru_cache
def texts_of(model):
    """The texts that a model keeps in three languages: ("summary", "title")."""
    names = {field.name for field in model._meta.concrete_fields}
    stems = (name[:-3] for name in names if name.endswith("_et"))
    return tuple(sorted(stem for stem in stems if all(f"{stem}_{language}" in names for language in LANGUAGES)))


def name_of(row, pk=None):
    """How a stale text names its row: "projects.activity:5"."""
    return f"{row._meta.label_lower}:{row.pk if pk is None else pk}"


def model_and_key(about):
    """The model and the key of the row, (None, "") when there is no such model any more."""
    label, _colon, key = about.partition(":")
    try:
        return apps.get_model(label), key
    except (LookupError, ValueError):
        return None, ""


def stale_texts(user):
    """Open rows this person answers for: those of the projects he coordinates; staff also what belongs to no project."""
    rows = StaleText.objects.open().select_related("project")
    if user.is_staff:
        return rows
    return rows.filter(project__in=coordinated_by(user))


def stale_waiting(projects):
    """[Waiting], one line a project that has texts to translate anew: one query. `projects`: a queryset, rows or keys."""
    return answers([stale_asked(projects)])


@once
def behind(projects):
    rows = StaleText.objects.open().filter(project__in=projects).order_by().values_list("project__acronym", "project__slug")
    return rows.annotate(count=Count("pk"), first=Min("since"))


def stale_asked(projects):
    """The same as a Question."""

    def told(found):
        for acronym, slug, count, _first in sorted(found, key=lambda row: row[3]):
            text = ngettext("%(count)d text to translate anew", "%(count)d texts to translate anew", count)
            url = f"{reverse('projects:staletext-list')}?project={slug}"
            yield Waiting(text % {"count": count}, acronym, url, None, "attention")

    return Question(behind(keys_of(projects)), told)


@dataclass(frozen=True)
class Freshness:
    """How far one language of a project is: `behind`: how many of its texts must be looked at anew; `since`: the oldest day."""

    language: str
    name: Any
    behind: int
    since: Any


def freshness_of(project):
    """[Freshness] of every language, Estonian first: one query."""
    rows = StaleText.objects.open().filter(project=project).order_by().values("language")
    found = {row["language"]: row for row in rows.annotate(count=Count("pk"), first=Min("since"))}
    return [
        Freshness(
            language, name, found[language]["count"] if language in found else 0,
            timezone.localdate(found[language]["first"]) if language in found else None,
        )
        for language, name in LANGUAGES.items()
    ]


def open_about(row):
    """{field with its language: StaleText} of one row: one query."""
    return {f"{stale.field}_{stale.language}": stale for stale in rows_about(about=name_of(row))}


# Each form that edits a row with texts asks it.
rows_about = Prepared(lambda about: StaleText.objects.open().filter(about=about), about=str)


def behind_of(rows):
    """[Behind] of open rows; `project` is fetched with them. One query for each kind of row that stands below another one."""
    rows = list(rows)
    owners = owners_of(rows)
    return [told(row, owners) for row in rows]


def told(row, owners):
    model, key = model_and_key(row.about)
    field = f"{row.field}_{row.language}"
    known = model is not None and row.field in texts_of(model)
    url = edit_page(model, key, row.project, owners.get(row.about)) if known else ""
    return Behind(
        row=row, kind=capfirst(model._meta.verbose_name) if model else "",
        text=capfirst(model._meta.get_field(field).verbose_name) if known else field,
        before=row.before.splitlines(), after=row.after.splitlines(), url=f"{url}#id_{field}" if url else "",
    )


def edit_page(model, key, project, owner=None):
    """The form of a row; "" when the pages have none for it (then Django admin has)."""
    route = f"{model._meta.app_label}:{model._meta.model_name}-edit"
    slug = project.slug if project else ""
    ways = [[slug]] if model is Project else [[slug, owner, key] if owner else [slug, key], [key]]
    for args in ways:
        try:
            return reverse(route, args=args)
        except NoReverseMatch:
            continue
    return ""


def owners_of(rows):
    """{about: key of the row above} for kinds whose form stands below another row's page."""
    keys = defaultdict(list)
    for row in rows:
        model, key = model_and_key(row.about)
        way = ways_to_project().get(model)
        if way and model._meta.get_field(way).related_model is not Project:
            keys[model].append(key)
    return {
        f"{model._meta.label_lower}:{pk}": owner
        for model, found in keys.items()
        for pk, owner in model._base_manager.filter(pk__in=found).values_list("pk", f"{ways_to_project()[model]}_id")
    }
