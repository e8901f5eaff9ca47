"""Steps of what was reached: across in per cents of the drawing's width, upwards in a fixed height."""
from datetime import timedelta

from portal.shared.ui.drawing import _next_month, per_cent

HEIGHT, TOP, BOTTOM = 56, 6, 50


def trend(figure):
    """The steps, the promised number's line and the two ends of a Trend; nothing to draw where nothing was reached."""
    if not figure.months:
        return {"steps": [], "plan": "", "first": None, "last": None, "height": HEIGHT}
    months = figure.months
    first = min(day for day in (figure.since, months[0].first) if day).replace(day=1)
    last = max(_next_month(day) for day in (figure.until, months[-1].first) if day)
    days, high = (last - first).days, max([float(month.reached) for month in months] + [float(figure.planned or 0)]) or 1

    def across(day):
        return per_cent((day - first).days / days)

    def up(amount):
        return f"{BOTTOM - (BOTTOM - TOP) * float(amount) / high:.1f}"

    steps, was, was_at = [], 0, first
    for month in months:
        # What came in a month shows at its end: along, then up.
        end = _next_month(month.first)
        steps.append({"x1": across(was_at), "x2": across(end), "y1": up(was), "y2": up(was)})
        steps.append({"x1": across(end), "x2": across(end), "y1": up(was), "y2": up(month.reached)})
        was, was_at = month.reached, end
    if was_at < last:
        steps.append({"x1": across(was_at), "x2": "100%", "y1": up(was), "y2": up(was)})
    return {
        "steps": steps, "plan": up(figure.planned) if figure.planned else "", "first": first, "last": last - timedelta(days=1),
        "height": HEIGHT, "zero": BOTTOM,
    }
