"""What is known of the people of a project, each once: what a row leaves out, the rows merged into it may tell."""
from dataclasses import dataclass

from django.db.models.functions import Coalesce

from portal.shared.text import fold
from trainings.models import Person

# Said of a place and no part of its name.
GENERIC = frozenset({"kula", "alevik", "alev", "linn", "kulakogukond", "kogukond", "ciems", "pilseta", "village"})


@dataclass(frozen=True)
class Described:
    """One person. `partner`, `audience`, `county`, `municipality`, `community` are keys, None where nobody stated them.

    `village`: the village as it was written, otherwise the name of his community.
    """

    pk: int
    name: str
    village: str = ""
    municipality: int | None = None
    county: int | None = None
    partner: int | None = None
    audience: int | None = None
    community: int | None = None


COLUMNS = (
    "pk", "one", "name", "village", "partner", "audience", "community", "community__name", "lies_in", "part", "project",
)


def described(project):
    """{key of the person's own row: Described} of everybody in a project: one query."""
    return described_in(told_of([project.pk])).get(project.pk, {})


def told_of(projects):
    """What the rows about the people of some projects say: tuples as `described_in` reads them."""
    return (
        Person.objects.filter(project__in=projects)
        .annotate(
            one=Coalesce("root", "pk"),
            lies_in=Coalesce("municipality", "community__municipality"),
            part=Coalesce("municipality__county", "community__municipality__county"),
        )
        .order_by("pk").values_list(*COLUMNS)
    )


def described_in(rows):
    """{project: {key of the person's own row: Described}} of the tuples of `told_of`."""
    apart = {}
    rows = (dict(zip(COLUMNS, row, strict=True)) for row in rows)
    # The person's own row speaks first, the others as they were entered.
    for row in sorted(rows, key=lambda row: (row["pk"] != row["one"], row["pk"])):
        apart.setdefault(row["project"], {}).setdefault(row["one"], []).append(row)
    return {project: {one: told_by(rows) for one, rows in people.items()} for project, people in apart.items()}


def told_by(rows):
    """The Described of one person from the rows about him, the weightiest first. A place is taken from one row as a whole."""

    def first(name):
        return next((row[name] for row in rows if row[name]), None)

    place = next((row for row in rows if village_of(row)), None) or next((row for row in rows if row["lies_in"]), rows[0])
    return Described(
        rows[0]["one"], rows[0]["name"], village_of(place), place["lies_in"], place["part"],
        first("partner"), first("audience"), first("community"),
    )


def village_of(row):
    return row["village"] or row["community__name"] or ""


def stem_of(village):
    """A village's name as people mean it: "Kolga küla", "kolga" and "KOLGA" are one."""
    words = [word for word in fold(village).replace(",", " ").split() if word not in GENERIC]
    return " ".join(words) or fold(village)
