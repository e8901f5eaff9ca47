"""The first and last day of a row's parts, kept in two columns of the row: an index gives their order.

    edges.keep(EventDay, "event", "date", "first_day", "last_day", config)        # in AppConfig.ready()

A trigger writes them, in the transaction of whoever writes a part and whichever way he does. Two who write parts of one row
at the same time wait for one another. `wrong()` compares with the parts, `fill()` writes all of them anew, for instance
after rows were loaded past the triggers.
"""
from dataclasses import dataclass

from django.db.models import Max, Min, OuterRef, Subquery

from portal.shared import guards

_kept = []

# Under {name} in the texts below: the trigger; {whole}, {part}: tables; {link}: the part's column that leads to the whole.
COUNT = (
    "UPDATE {whole} SET {first} = (SELECT min({day}) FROM {part} WHERE {link} = {whole}.id),"
    " {last} = (SELECT max({day}) FROM {part} WHERE {link} = {whole}.id) WHERE id IN ({keys})"
)
ON_SQLITE = "CREATE TRIGGER IF NOT EXISTS {name}_{verb} AFTER {when} ON {part} BEGIN " + COUNT + "; END"
VERBS = [
    ("insert", "INSERT", "NEW.{link}"), ("delete", "DELETE", "OLD.{link}"),
    ("update", "UPDATE OF {day}, {link}", "OLD.{link}, NEW.{link}"),
]
MAKE = {
    "sqlite": [
        ON_SQLITE.replace("{verb}", verb).replace("{when}", when).replace("{keys}", keys) for verb, when, keys in VERBS
    ],
    # Locked by a statement of its own: the next one then sees what the other writer has committed.
    "postgresql": [
        "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"  # noqa: S608 - our own tables
        " IF TG_OP <> 'INSERT' THEN PERFORM 1 FROM {whole} WHERE id = OLD.{link} FOR NO KEY UPDATE; "
        + COUNT.replace("{keys}", "OLD.{link}") + "; END IF;"
        " IF TG_OP <> 'DELETE' THEN PERFORM 1 FROM {whole} WHERE id = NEW.{link} FOR NO KEY UPDATE;"
        " UPDATE {whole} SET {first} = LEAST({first}, NEW.{day}), {last} = GREATEST({last}, NEW.{day})"
        " WHERE id = NEW.{link} AND ({first} IS NULL OR NEW.{day} < {first} OR NEW.{day} > {last}); END IF;"
        " RETURN NULL; END $$",
        "CREATE OR REPLACE TRIGGER {name} AFTER INSERT OR DELETE OR UPDATE OF {day}, {link} ON {part}"
        " FOR EACH ROW EXECUTE FUNCTION {name}()",
    ],
}


@dataclass(frozen=True)
class Edges:
    """`part`: the model of the parts; `link`: its foreign key to the whole; `day`: its date; `first`, `last`: the whole's."""

    part: type
    link: str
    day: str
    first: str
    last: str

    @property
    def whole(self):
        return self.part._meta.get_field(self.link).related_model

    @property
    def name(self):
        return f"{self.part._meta.db_table}_edges"

    def names(self, vendor):
        return [f"{self.name}_{verb}" for verb, _when, _keys in VERBS] if vendor == "sqlite" else [self.name]

    def statements(self, vendor):
        words = {
            "name": self.name, "part": self.part._meta.db_table, "whole": self.whole._meta.db_table,
            "link": self.part._meta.get_field(self.link).column, "day": self.day, "first": self.first, "last": self.last,
        }
        return [statement.format(**words) for statement in MAKE[vendor]]

    def counted(self, way):
        """Subquery: the day, asked of the parts."""
        parts = self.part._base_manager.filter(**{self.link: OuterRef("pk")}).order_by().values(self.link)
        return Subquery(parts.annotate(edge=way(self.day)).values("edge"))


def keep(part, link, day, first, last, app_config):
    edges = Edges(part, link, day, first, last)
    _kept.append(edges)
    guards.stand(edges.part, edges.names, edges.statements, app_config)


def wrong():
    """[(table, key)] of the rows whose columns are not what their parts say."""
    found = []
    for edges in _kept:
        rows = edges.whole._base_manager.annotate(one=edges.counted(Min), other=edges.counted(Max))
        said = rows.values_list("pk", edges.first, edges.last, "one", "other").iterator()
        found += [(edges.whole._meta.db_table, pk) for pk, first, last, one, other in said if (first, last) != (one, other)]
    return found


def fill():
    for edges in _kept:
        edges.whole._base_manager.update(**{edges.first: edges.counted(Min), edges.last: edges.counted(Max)})
