"""The portal's own tables of a plan: their columns in order, what is required before submitting, and what is computed."""
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.choices import FieldKind, FinanceKind, SectionKind
from communities.codes.typed import BOOL, HIGHEST, LIMIT, plain_number, read_typed
from communities.models import FinanceRow, Indicator, InvestmentNeed, PlanTask, Risk, Service
from communities.summaries.shape import Heading
from portal.shared.dates import PartialDate, format_period
from portal.shared.fields import MoneyField, PartialDateField
from portal.shared.money import format_money, format_percent

DANGEROUS = 15
SMALL = 32767
COLUMNS = {
    SectionKind.SERVICES: (
        "name kind promise audiences users_expected users_per frequency season place provider people_needed paid_hours"
        " unpaid_hours price price_note permits readiness accessibility"
    ),
    SectionKind.TASKS: "name service start end responsible_role partners cost source result status",
    SectionKind.INVESTMENTS: (
        "name why service quantity unit_price quotes owner_after place_kept insurance maintenance source level when"
    ),
    SectionKind.FINANCE: "item label year_1 year_2 year_3 is_fixed",
    SectionKind.RISKS: "name kind likelihood impact mitigation owner_role",
    SectionKind.INDICATORS: "name unit baseline target due source last_value measured_on",
}
REQUIRED = {
    SectionKind.SERVICES: "name kind promise audiences users_expected frequency place provider price readiness",
    SectionKind.TASKS: "name start end responsible_role result",
    SectionKind.INVESTMENTS: "name why owner_after place_kept level",
    SectionKind.FINANCE: "item year_1 year_2 year_3",
    SectionKind.RISKS: "name likelihood impact mitigation owner_role",
    SectionKind.INDICATORS: "name unit target due source",
}
KINDS = [
    (MoneyField, FieldKind.MONEY), (PartialDateField, FieldKind.MONTH), (models.DateField, FieldKind.DAY),
    (models.BooleanField, BOOL), (models.ManyToManyField, FieldKind.CHOICES), (models.ForeignKey, FieldKind.CHOICE),
    (models.IntegerField, FieldKind.NUMBER), (models.DecimalField, FieldKind.DECIMAL), (models.CharField, FieldKind.LINE),
]


@dataclass(frozen=True)
class Column:
    """An attribute of a table's rows as a cell. `low`, `high`: what a number lies between; `initial`: what it begins with."""

    field: models.Field
    kind: str
    required: bool
    limit: int = LIMIT
    low: int = -HIGHEST
    high: int = HIGHEST
    initial: str = ""

    @property
    def name(self):
        return self.field.name

    @property
    def model(self):
        """The model of what is chosen, or None."""
        return self.field.related_model if self.field.is_relation else None

    def heading(self, options):
        """In the language that is active. `options`: (value, name) pairs of a relation; closed lists know their own."""
        return Heading(
            self.name, capfirst(str(self.field.verbose_name)), self.kind, str(self.field.help_text), self.required,
            self.limit, options or tuple((value, str(label)) for value, label in self.field.choices or ()), self.initial,
        )

    def read(self, text, options):
        """The canonical form of what was typed; raises ValidationError."""
        return read_typed(self.kind, text, options or tuple(self.field.choices or ()), self.limit, low=self.low, high=self.high)

    def text_of(self, row):
        """The canonical text of a row; a many-to-many relation is read from `row.many` {name: keys in order}."""
        if self.field.many_to_many:
            return "\n".join(map(str, row.many[self.name]))
        return canonical(self.kind, getattr(row, self.field.attname))

    def put(self, row, text):
        """Write a canonical text into the row: not saved. A many-to-many relation goes into `row.many`."""
        if self.field.many_to_many:
            row.many = row.many | {self.name: [int(key) for key in text.split()]}
        else:
            setattr(row, self.field.attname, self.value_of(text))

    def value_of(self, text):
        if self.kind == BOOL:
            return bool(text)
        if not text:
            return None if self.field.null else ""
        if self.model is not None:
            return int(text)
        return FROM_TEXT.get(self.kind, str)(text)


FROM_TEXT = {
    FieldKind.NUMBER: int, FieldKind.DECIMAL: Decimal, FieldKind.MONEY: Decimal, FieldKind.DAY: date.fromisoformat,
    FieldKind.MONTH: PartialDate.from_iso,
}


@dataclass(frozen=True)
class Table:
    """`computed`: (label, function of a row -> text) pairs; their texts are in the language that is active."""

    slug: str
    model: type
    columns: tuple[Column, ...]
    computed: tuple = ()

    def column(self, name):
        """The column of this name, or None."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def relations(self):
        return [column for column in self.columns if column.field.many_to_many]

    def tone_of(self, row):
        score = getattr(row, "score", None)
        return "danger" if score is not None and score >= DANGEROUS else ""


def canonical(kind, value):
    """The canonical text of a row's value."""
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, Decimal):
        return f"{value:.2f}" if kind == FieldKind.MONEY else plain_number(value)
    if isinstance(value, PartialDate):
        return value.iso
    return value.isoformat() if isinstance(value, date) else str(value)


def column_of(model, name, required):
    field = model._meta.get_field(name)
    kind = FieldKind.CHOICE if field.choices else next(kind for cls, kind in KINDS if isinstance(field, cls))
    low, high = -HIGHEST, HIGHEST
    if isinstance(field, models.IntegerField):
        low, high = 0, SMALL if isinstance(field, models.PositiveSmallIntegerField) else HIGHEST
    for validator in field._validators:
        low = validator.limit_value if isinstance(validator, MinValueValidator) else low
        high = validator.limit_value if isinstance(validator, MaxValueValidator) else high
    return Column(
        field, kind, required, field.max_length if kind == FieldKind.LINE else LIMIT, low, high,
        canonical(kind, field.get_default()) if field.has_default() and not field.many_to_many else "",
    )


# --- what is computed from a row ---


def total_of(row):
    return "" if row.total is None else format_money(row.total)


def kind_of(row):
    return str(FinanceKind(row.kind).label)


def three_years_of(row):
    """Their sum, once all three are known."""
    years = [row.year_1, row.year_2, row.year_3]
    return "" if None in years else format_money(sum(years))


def score_of(row):
    return "" if row.score is None else str(row.score)


def period_of(row):
    return format_period(row.start, row.end) if row.start or row.end else ""


def progress_of(row):
    """How far the latest value has come from the baseline (from 0 when there is none) to the target."""
    if row.last_value is None or row.target is None:
        return ""
    base = row.baseline or 0
    if row.target == base:
        return ""
    return format_percent(round((row.last_value - base) * 100 / (row.target - base)))


def table_of(slug, model, *computed):
    required = REQUIRED[slug].split()
    columns = tuple(column_of(model, name, name in required) for name in COLUMNS[slug].split())
    return Table(str(slug), model, columns, computed)


TABLES = {
    table.slug: table
    for table in [
        table_of(SectionKind.SERVICES, Service),
        table_of(SectionKind.TASKS, PlanTask, (_("Period"), period_of)),
        table_of(SectionKind.INVESTMENTS, InvestmentNeed, (_("Total"), total_of)),
        table_of(SectionKind.FINANCE, FinanceRow, (_("Kind"), kind_of), (_("Three years"), three_years_of)),
        table_of(SectionKind.RISKS, Risk, (pgettext_lazy("of a risk", "Score"), score_of)),
        table_of(SectionKind.INDICATORS, Indicator, (_("Progress"), progress_of)),
    ]
}
