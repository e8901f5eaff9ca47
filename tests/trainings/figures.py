"""What a page of records says, counted from its rows and not from its words."""
from decimal import Decimal

SUMS = {  # tally or measure: what a row of its records adds
    "days": lambda page, row: Decimal(row.half_days) / 2,
    "service_sessions": lambda page, row: row.sessions,
    "service_users": lambda page, row: row.users,
    "participants": lambda page, row: row.came,
    "answers": lambda page, row: row.answers,
    "places": lambda page, row: row.capacity,
    "person_days": lambda page, row: page.days[row.pk],
    "support_hours": lambda page, row: Decimal(row.minutes) / 60,
}


def figure_shown(client, measure, url):
    """What the records page says: the sum of days, people or hours where that is counted, otherwise its rows."""
    context = client.get(url).context
    add = SUMS.get(measure.key) or SUMS.get(measure.tally)
    rows, view = context["page_obj"].paginator, context["view"]
    if add:
        return round(sum(add(view, row) for row in rows.object_list), 2)
    return rows.count + len(getattr(view, "undated", ()))
