"""Lines of a burn-down: across in per cents of its width, upwards in a fixed height, so that its text keeps its size."""
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
            # A month's costs show at its end, this month's at today: along, then down.
            if today and month.first <= today < _next_month(month.first):
                end = per_cent(across(today))
            steps.append({"x1": start, "x2": end, "y1": up(was), "y2": up(was)})
            if month.left != was:
                steps.append({"x1": end, "x2": end, "y1": up(was), "y2": up(month.left)})
            was = month.left
    inside = today and first <= today < last
    return {
        "ticks": few(_ticks(first, last, across)), "plan": plan, "steps": steps,
        "today": per_cent(across(today)) if inside else "", "zero": up(0), "height": HEIGHT,
        "top": TOP, "bottom": BOTTOM, "labels_y": HEIGHT - 8,
    }


def few(ticks):
    """On a phone there is room for four words below the drawing; the lines stay."""
    step = -(-len(ticks) // 4)
    return [tick | {"text": tick["text"] if number % step == 0 else ""} for number, tick in enumerate(ticks)]
