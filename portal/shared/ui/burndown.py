"""Lines of a burn-down: across in per cents of its width, upwards in a fixed height, so that its text keeps its size."""
from datetime import timedelta

from portal.shared.ui.drawing import _next_month, _ticks, per_cent

HEIGHT, TOP, BOTTOM = 240, 12, 212  # of the drawing, and of what it draws


def burndown(months, total, today=None):
    """Ticks, the even plan and the steps of what is left, from BurnMonths without a gap. `total`: cents at the beginning."""
    if not months:
        return {"ticks": [], "plan": [], "steps": [], "today": "", "zero": "", "height": HEIGHT}
    first, last = months[0].first, _next_month(months[-1].first)
    days = (last - first).days
    known = [month.left for month in months if month.left is not None]
    high, low = max([total, *known]), min([0, *known])

    def across(day):
        return (day - first).days / days

    def up(cents):
        return f"{BOTTOM - (BOTTOM - TOP) * (cents - low) / ((high - low) or 1):.1f}"

    plan, steps, was_plan, was = [], [], total, total
    for month in months:
        start, end = per_cent(across(month.first)), per_cent(across(_next_month(month.first)))
        plan.append({"x1": start, "x2": end, "y1": up(was_plan), "y2": up(month.plan)})
        was_plan = month.plan
        if month.left is not None:
            # What a month's costs are is known at its end: along, then down.
            steps.append({"x1": start, "x2": end, "y1": up(was), "y2": up(was)})
            if month.left != was:
                steps.append({"x1": end, "x2": end, "y1": up(was), "y2": up(month.left)})
            was = month.left
    inside = today and first <= today < last
    return {
        "ticks": _ticks(first, last, across), "plan": plan, "steps": steps,
        "today": per_cent(across(today + timedelta(days=1))) if inside else "", "zero": up(0), "height": HEIGHT,
        "top": TOP, "bottom": BOTTOM, "labels_y": HEIGHT - 8,
    }
