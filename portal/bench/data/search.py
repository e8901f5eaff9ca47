"""The entries of the search. Rows of the large tables differ in one word of their own, so one of each sort is indexed."""
from dataclasses import dataclass
from itertools import islice

from django.db import connection

from budgets.models import BudgetLine, Expense
from communities.models import Answer, Asset, Service
from portal.shared import search
from portal.shared.models import SearchEntry
from trainings.models import Event, Person

CHUNK = 2_000
OF_PLAN = "JOIN communities_actionplan p ON p.id = r.plan_id"
TEXTS = ("title_et", "title_lv", "title_en", "title_words", "words")


@dataclass(frozen=True)
class Alike:
    """SQL over a row `r`: `texts` are the columns that make rows say the same, but for `own`, a word without stems.

    `join`: what else is read beside the row. While a large size is loaded there are no indexes, so nothing is looked up
    row by row.
    """

    texts: tuple
    project: str = "r.project_id"
    own: str = "''"
    on: str = "NULL::date"
    join: str = ""


ALIKE = {
    Expense: Alike(("supplier", "description"), own="r.number", on="r.issued_on"),
    Person: Alike(("name", "village"), own="split_part(r.email, '@', 1)"),
    BudgetLine: Alike(("title_et",), project="p.project_id", join="JOIN budgets_budget p ON p.id = r.budget_id"),
    Answer: Alike(("text",), project="p.project_id", join=OF_PLAN),
    Service: Alike(("name",), project="p.project_id", join=OF_PLAN),
    Asset: Alike(("name",), project="NULL::bigint"),
    Event: Alike(
        ("title_et", "venue", "text_et"), on="d.first",
        join="LEFT JOIN (SELECT event_id, min(date) AS first FROM trainings_eventday GROUP BY event_id) d ON d.event_id = r.id",
    ),
}


def write():
    for kind, spec in search.kinds().items():
        if spec.model in ALIKE:
            write_alike(kind, spec, ALIKE[spec.model])
        else:
            write_each(spec)


def write_each(spec):
    entries = (search.entry_of(spec, row) for row in spec.all().iterator(chunk_size=CHUNK))
    entries = (entry for entry in entries if entry is not None)
    while chunk := list(islice(entries, CHUNK)):
        SearchEntry.objects.bulk_create(chunk)


def write_alike(kind, spec, alike):
    table = spec.model._meta.db_table
    sort = f"concat_ws('|', {', '.join(f'r.{name}' for name in alike.texts)})"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE sort_ (sort text, own text, {', '.join(f'{name} text' for name in TEXTS)})")
        cursor.execute(f"SELECT DISTINCT ON ({sort}) r.id, {sort}, {alike.own} FROM {table} r ORDER BY {sort}, r.id")  # noqa: S608
        sorts = {pk: (text, own) for pk, text, own in cursor.fetchall()}
        entries = (search.entry_of(spec, row) for row in spec.all().filter(pk__in=list(sorts)))
        cursor.executemany(
            "INSERT INTO sort_ VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [
                [*sorts[entry.object_pk], *(getattr(entry, name) for name in TEXTS)]
                for entry in entries if entry is not None
            ],
        )
        cursor.execute("ANALYZE sort_")
        own = ", ".join(f"CASE s.own WHEN '' THEN s.{name} ELSE replace(s.{name}, s.own, {alike.own}) END" for name in TEXTS)
        cursor.execute(
            f"INSERT INTO shared_searchentry (kind, object_pk, project_pk, happens_on, {', '.join(TEXTS)})"  # noqa: S608
            f" SELECT %s, r.id, {alike.project}, {alike.on}, {own} FROM {table} r {alike.join}"
            f" JOIN sort_ s ON s.sort = {sort} ORDER BY r.id",
            [kind],
        )
        cursor.execute("DROP TABLE sort_")
