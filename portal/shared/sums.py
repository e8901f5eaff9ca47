"""Totals of related rows for `annotate()`: one subquery each, so two of them never multiply one another.

    Budget.objects.annotate(
        planned=sum_of(BudgetLine.objects, "amount", per="budget"),
        how_many=count_of(BudgetLine.objects, per="budget"),
    )
"""
from django.db.models import Count, IntegerField, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce


def sum_of(queryset, field, *, per, outer="pk"):
    """Sum of a field (or expression) over the rows whose `per` is the outer row.

    NULL when there are no rows or no row states the field: unknown is not zero. `per` may be a path ("line__budget"),
    `outer` the outer row's own key when it is not "pk".
    """
    return Subquery(_grouped(queryset, per, outer).annotate(grouped_sum=Sum(field)).values("grouped_sum"))


def count_of(queryset, *, per, outer="pk", distinct="pk"):
    """How many rows point to the outer row, 0 for none. `distinct` counts different values of another field instead."""
    rows = _grouped(queryset, per, outer).annotate(grouped_count=Count(distinct, distinct=True))
    return Coalesce(Subquery(rows.values("grouped_count")), Value(0), output_field=IntegerField())


def _grouped(queryset, per, outer):
    # An order would become part of the grouping and split the total.
    return queryset.filter(**{per: OuterRef(outer)}).order_by().values(per)
