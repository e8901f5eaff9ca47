"""Rows by INSERT … SELECT: columns that are not named take what the model's own field would."""
from django.core.management.color import no_style
from django.db import connection, models
from django.utils import timezone

FOREVER = timezone.timedelta(days=30)


class Filler:
    """Writes into an empty database; keys are counted on from what stands there already.

    `columns` are SQL: `b` is the row of bench.project, `k` counts from 1 within the project.
    """

    def __init__(self, admin):
        self.admin = admin
        self.made = timezone.now() - FOREVER
        self.bases = {}
        self.filled = []

    def key(self, model, place):
        """SQL of the key of the row at this place (from 1) among those this filler writes."""
        return f"({self.base(model)} + {place})"

    def base(self, model):
        if model not in self.bases:
            self.bases[model] = model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0
        return self.bases[model]

    def fill(self, model, source, /, *, at, **columns):
        """`at`: SQL of the row's place from 1, unique; `source`: what stands after FROM."""
        names, values, given = [], [], []
        for field in model._meta.concrete_fields:
            names.append(connection.ops.quote_name(field.column))
            if field.primary_key:
                values.append(self.key(model, f"({at})"))
            elif field.attname in columns:
                values.append(f"({columns.pop(field.attname)})")
            elif getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
                values.append(f"%s::timestamptz - make_interval(secs => mod({at}, 400000))")
                given.append(self.made)
            else:
                values.append(cast(field))
                given.append(default(field))
        if columns:
            raise LookupError(f"{model.__name__} has no {', '.join(columns)}")
        table = connection.ops.quote_name(model._meta.db_table)
        sql = f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {source}"  # noqa: S608 - our own text
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
        if model not in self.filled:
            self.filled.append(model)

    def join(self, field, source, owner, target):
        """Rows of a many-to-many relation, `owner` and `target` being SQL of keys."""
        through = field.remote_field.through
        names = f"{field.m2m_column_name()}, {field.m2m_reverse_name()}"
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {through._meta.db_table} ({names}) SELECT {owner}, {target} FROM {source}"  # noqa: S608 - as above
            )
        if through not in self.filled:
            self.filled.append(through)

    def write_history(self, model):
        """One "+" for every row that was written, as if its verb had run."""
        if not hasattr(model, "history"):
            return
        past = model.history.model
        here = {field.column for field in model._meta.concrete_fields}
        shared = [field.column for field in past._meta.concrete_fields if field.column in here]
        names = ", ".join(connection.ops.quote_name(name) for name in shared)
        key = model._meta.pk.column
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {past._meta.db_table} ({names}, history_date, history_type, history_user_id)"  # noqa: S608 - as above
                f" SELECT {names}, {when(model)}, '+', %s FROM {model._meta.db_table} WHERE {key} > %s ORDER BY {key}",
                [self.admin.pk, self.base(model)],
            )
            for field in getattr(past, "_history_m2m_fields", ()):
                copy_relation(cursor, model, past, field, self.base(model))


def when(model):
    names = {field.name for field in model._meta.concrete_fields}
    return "created_at" if "created_at" in names else "now()"


def copy_relation(cursor, model, past, field, base):
    """A tracked relation stands beside the history row of its owner."""
    from simple_history.models import HistoricalRecords

    kept = HistoricalRecords.m2m_models[field]._meta.db_table
    through = field.remote_field.through._meta.db_table
    own, other = field.m2m_column_name(), field.m2m_reverse_name()
    cursor.execute(
        f"INSERT INTO {kept} (id, {own}, {other}, history_id)"  # noqa: S608 - as above
        f" SELECT t.id, t.{own}, t.{other}, h.history_id FROM {through} t JOIN {past._meta.db_table} h ON h.id = t.{own}"
        f" WHERE t.{own} > %s",
        [base],
    )


def default(field):
    """What a new row would have here, as the database keeps it."""
    value = field.get_default()
    if value is None and not field.null:
        if not isinstance(field, models.CharField | models.TextField):
            raise LookupError(f"{field} has no default: give bench_load a value for it")
        value = ""
    return field.get_db_prep_save(value, connection)


def cast(field):
    return f"%s::{field.cast_db_type(connection) or field.db_type(connection)}"


def each(count, alias="k"):
    """FROM: every project with its rows 1 … count; `count` is a number or a column of bench.project."""
    count = f"b.{count}" if isinstance(count, str) else count
    return f"bench.project b CROSS JOIN LATERAL generate_series(1, {count}::bigint) AS {alias}_({alias})"


def pick(keys, place):
    """SQL of one of a few keys, by turns."""
    return f"(ARRAY[{', '.join(map(str, keys))}]::bigint[])[1 + mod({place}, {len(keys)})]"


def choose(words, place):
    """SQL of one of a few words, by turns."""
    listed = ", ".join("'{}'".format(str(word).replace("'", "''")) for word in words)
    return f"(ARRAY[{listed}])[1 + mod({place}, {len(words)})]"


def reset_sequences(filled):
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), filled):
            cursor.execute(statement)
