"""From figures to coordinates: every number leaves as text with a point, whatever the language.

Horizontal places are per cents, so that a drawing fills its column on any screen while its text keeps its size.
"""

import math
from datetime import date, timedelta

from django.utils.translation import gettext as _

from portal.shared.ui import places

SMALLEST = 1.2  # per cent: a thing of one day must still be seen


def per_cent(share):
    """0.5 → "50.00%", kept between 0 and 100."""
    return f"{min(max(float(share), 0.0), 1.0) * 100:.2f}%"


def percent_of(value, maximum):
    return per_cent(float(value) / float(maximum)) if maximum else per_cent(0)


def ring(figure):
    """State and arc of a RingFigure: open (counted only), within (a ceiling), done or going. None of them is a failure."""
    state, share = "open", 0.0
    if figure.comparator != "open" and figure.of:
        share = min(float(figure.done) / float(figure.of), 1.0)
        state = "within" if figure.comparator == "up_to" else "done" if share >= 1 else "going"
    length = len(figure.text)
    return {
        "state": state,
        "dash": f"{share * 100:.2f} 100" if share else "",
        "text_size": 27 if length <= 3 else 20 if length <= 5 else 16 if length <= 7 else 12,
    }


def bars(rows):
    """Legend and rows for the bars component; all bars share one scale, the longest row."""
    series = {}
    for row in rows:
        for part in row.parts:
            series.setdefault(part.name, part.series)
    longest = max((_whole(row) for row in rows), default=0)
    drawn = []
    for row in rows:
        texts = {part.name: part.text for part in row.parts}
        drawn.append(
            {
                "label": row.label,
                "url": row.url,
                "note": row.note,
                "total": row.total,
                "parts": _stacked(row.parts, longest),
                "cells": [texts.get(name, "–") for name in series],
            }
        )
    return {"series": list(series.items()), "rows": drawn}


def _whole(row):
    return max(row.whole or 0, sum(part.value for part in row.parts))


def _stacked(parts, longest):
    stacked, so_far = [], 0
    for number, part in enumerate(parts, 1):
        stacked.append(
            {
                "x": percent_of(so_far, longest),
                "width": percent_of(part.value, longest),
                "series": part.series,
                "mark": number < len(parts),
            }
        )
        so_far += part.value
    return stacked


def timeline(rows, today=None):
    """Ticks, the place of today and the spans of a timeline, None for rows whose dates nobody knows."""
    known = [day for row in rows for day in (row.start, row.end) if day]
    if not known:
        return {"ticks": [], "today": "", "rows": [_undrawn(row) for row in rows]}
    first, last = _whole_months(min(known), max(known))
    days = (last - first).days or 1

    def place(day):
        return (day - first).days / days

    drawn = []
    for row in rows:
        if not (row.start or row.end):
            drawn.append(_undrawn(row))
            continue
        left = place(row.start or first)
        width = max(place((row.end or last - timedelta(days=1)) + timedelta(days=1)) - left, SMALLEST / 100)
        drawn.append(_undrawn(row) | {"x": per_cent(left), "width": per_cent(width), "open": not (row.start and row.end)})
    inside = today and first <= today < last
    return {"ticks": _ticks(first, last, place), "today": per_cent(place(today)) if inside else "", "rows": drawn}


def _undrawn(row):
    return {
        "label": row.label,
        "url": row.url,
        "period": row.period or _("not stated"),
        "state": row.state,
        "level": row.level,
        "x": "",
        "width": "",
        "open": False,
    }


def _whole_months(first, last):
    start = first.replace(day=1)
    return start, _next_month(last)


def _next_month(day, months=1):
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _ticks(first, last, place):
    """At most about seven labels: months, quarters, years or every few years."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((size for size in (1, 2, 3, 6, 12, 24, 60, 120) if months / size <= 6.5), 240)
    ticks, day = [], first
    while (day.month - 1) % min(step, 12) or (step > 12 and (day.year * 12) % step):
        day = _next_month(day)
    while day < last:
        share = place(day)
        text = str(day.year) if step >= 12 else f"{day.month:02}.{day.year}"
        ticks.append(
            {
                "x": per_cent(share),
                "text": text,
                "anchor": "start" if share < 0.04 else "end" if share > 0.94 else "middle",
            }
        )
        day = _next_month(day, step)
    return ticks


def tiles(given, countries):
    """The tile map's groups: every county or region has a tile, whether somebody is there or not."""
    by_place = {tile.place: tile for tile in given}
    groups = []
    for code in countries:
        board = places.BOARDS[code]
        drawn = [_tile(spot, by_place.get(spot.place)) for spot in board]
        wide, high = max(spot.column for spot in board) + 1, max(spot.row for spot in board) + 1
        groups.append(
            {
                "code": code.lower(),
                "name": places.name_of(code),
                "tiles": drawn,
                "listed": sorted(drawn, key=lambda tile: tile["order"]),
                "view_box": f"0 0 {wide * 72 - 2} {high * 72 - 2}",
                "width": wide * 72 - 2,
                "height": high * 72 - 2,
            }
        )
    return groups


def _tile(spot, tile):
    x, y = spot.column * 72 + 1, spot.row * 72 + 1
    count = "" if tile is None or tile.count is None else str(tile.count)
    return {
        "name": spot.name,
        "short": spot.short,
        "order": spot.order,
        "state": tile.state if tile else "none",
        "url": tile.url if tile else "",
        "count": count,
        "text": (tile.note or count if tile else "") or "–",
        "x": x,
        "y": y,
        "middle": x + 33,
        "count_y": y + 34,
        "name_y": y + (54 if count else 38),
    }


def radar(axes, top):
    """Polygons of a radar around (160, 150) with radius 120, first axis up, then clockwise."""
    count = len(axes)

    def point(number, share):
        angle = math.tau * number / count - math.pi / 2
        return 160 + 120 * share * math.cos(angle), 150 + 120 * share * math.sin(angle)

    def polygon(shares):
        """Through the axes whose score is known: unknown is not zero."""
        known = [point(number, share) for number, share in enumerate(shares) if share is not None]
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in known)

    def shares(scores):
        return [None if score is None else float(score) / top for score in scores]

    drawn = []
    for number in range(count):
        (x, y), (text_x, text_y) = point(number, 1), point(number, 1.13)
        drawn.append(
            {
                "number": number + 1,
                "x": f"{x:.1f}",
                "y": f"{y:.1f}",
                "text_x": f"{text_x:.1f}",
                "text_y": f"{text_y + 5:.1f}",
                "anchor": "middle",
            }
        )
    earlier = [axis.earlier for axis in axes]
    return {
        "axes": drawn,
        "webs": [polygon([ring / 4] * count) for ring in range(1, 5)],
        "now": polygon(shares(axis.score for axis in axes)),
        "earlier": polygon(shares(earlier)),
    }


DOTS = {"width": 360, "height": 300, "margin": 28, "radius": 13, "least": 0.4}  # the last one in kilometres
BAR_LENGTHS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200)


def dot_map(dots):
    """Numbered spots and a scale for a dot map; what lies nearly at one place is one spot.

    North is up, a kilometre is as long across as upwards. `scale`: length and name of a bar of a round number of km.
    """
    if not dots:
        return {"spots": [], "scale": None, **DOTS}
    middle = sum(float(dot.latitude) for dot in dots) / len(dots)
    east = 111.32 * math.cos(math.radians(middle))
    places_ = [(float(dot.longitude) * east, -float(dot.latitude) * 110.57) for dot in dots]
    lefts, tops = [x for x, _y in places_], [y for _x, y in places_]
    centre = (min(lefts) + max(lefts)) / 2, (min(tops) + max(tops)) / 2
    wide, high = (max(max(side) - min(side), DOTS["least"]) for side in (lefts, tops))
    unit = min((DOTS["width"] - 2 * DOTS["margin"]) / wide, (DOTS["height"] - 2 * DOTS["margin"]) / high)
    spots = []
    for dot, (x, y) in zip(dots, places_, strict=True):
        x, y = DOTS["width"] / 2 + (x - centre[0]) * unit, DOTS["height"] / 2 + (y - centre[1]) * unit
        near = next((spot for spot in spots if math.dist(spot["at"], (x, y)) < 2 * DOTS["radius"]), None)
        if near:
            near["dots"].append(dot)
        else:
            spots.append({"at": (x, y), "x": f"{x:.1f}", "y": f"{y:.1f}", "text_y": f"{y + 4.5:.1f}", "dots": [dot]})
    length = max((km for km in BAR_LENGTHS if km * unit <= 120), default=BAR_LENGTHS[0])
    name = f"{length:g} km" if length >= 1 else f"{length * 1000:g} m"
    return {"spots": spots, "scale": {"end": f"{12 + length * unit:.1f}", "name": name}, **DOTS}
