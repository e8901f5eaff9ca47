"""From what was read to what is proposed: items that a person takes, changes or leaves out, each beside its sentence.

An item is a plain dict, because a draft keeps it as JSON:

    key       its name in the form: "o3"
    group     partner, area, activity, target, money, story, fact or clash
    take      whether it is proposed; the person decides
    fields    {field: text as it stands in the form}
    quote, start, end, said    the sentence, where it stands in the text, and the very words; empty without a text
    more      what the person does not change: a formula, a note
"""

from collections import Counter

from portal.intake.reading import amounts, counts, shapes
from portal.intake.words import TOLD, TYPES

LONGEST_LINE, LONGEST_QUOTE, MOST_FIELDS = 300, 1000, 950
BASIC, PARTNER, AREA, ACTIVITY, TARGET, MONEY, STORY, FACT, CLASH = (
    "basic",
    "partner",
    "area",
    "activity",
    "target",
    "money",
    "story",
    "fact",
    "clash",
)
MOST = {PARTNER: 40, AREA: 20, ACTIVITY: 40, TARGET: 25, MONEY: 25, STORY: 12, CLASH: 10}
GROUPS = (PARTNER, AREA, ACTIVITY, TARGET, MONEY, STORY, FACT, CLASH)
SURE = 0.6


def propose(reading):
    """{"basic": {field: text}, "beside": {field: sentence}, "items": [item], "cut": how many facts did not fit}."""
    basic, beside = basics(reading)
    activities = activity_items(reading)
    items = [
        *partners(reading),
        *areas(reading),
        *activities,
        *targets(reading, activities),
        *money(reading),
        *stories(reading),
        *clashes(reading),
    ]
    items, cut = fitting(items)
    facts = facts_of(reading, items)
    room = max(0, (MOST_FIELDS - sum(len(item["fields"]) + 1 for item in items)) // 2)
    return {"basic": basic, "beside": beside, "items": [*items, *facts[:room]], "cut": cut + len(facts[room:])}


def fitting(items):
    """(items, how many were cut): a page takes so many of each group that one save carries them all."""
    kept, seen = [], Counter()
    for row in items:
        seen[row["group"]] += 1
        if seen[row["group"]] <= MOST[row["group"]]:
            kept.append(row)
    return kept, len(items) - len(kept)


def item(group, number, finding, fields, /, take=True, **more):
    return {
        "key": f"{group[0] if group != CLASH else 'x'}{number}",
        "group": group,
        "take": take,
        "fields": {name: str(value)[:LONGEST_LINE] if name != "text" else str(value) for name, value in fields.items()},
        "quote": shortened(finding.sentence) if finding else "",
        "start": finding.start if finding else 0,
        "end": finding.end if finding else 0,
        "said": "",
        "more": more,
    }


def shortened(text, longest=LONGEST_QUOTE):
    text = " ".join(text.split())
    return text if len(text) <= longest else text[:longest]


def basics(reading):
    """What the project is as a whole, and the sentence each of it stands in."""
    found, beside = {}, {}

    def take(field, value, finding):
        if value and field not in found:
            found[field], beside[field] = value, shortened(finding.sentence)

    for name in reading.of(shapes.NAME):
        take("acronym", name.value[:120], name)
        take("title_et", (name.sentence if len(name.sentence) <= 200 else name.value).strip(" .#"), name)
    for period in reading.of(shapes.DATE, "period"):
        start, _slash, end = period.value.partition("/")
        take("planned_start", start, period)
        take("planned_end", end, period)
        if "kavanda" in period.sentence.casefold():
            take("period_is_tentative", "on", period)
    for code in reading.of(shapes.CODE, "erasmus", "project"):
        take("reference_code", code.value, code)
    for act in reading.of(shapes.CODE, "act"):
        take("legal_basis_et", act.sentence[:300], act)
    titled = [row for row in reading.of(shapes.COUNTRY, "title") if row.data["code"] != "XX"]
    if titled:
        take("countries", "-".join(dict.fromkeys(row.data["code"] for row in titled)), titled[0])
    for goal in reading.of(shapes.STORY, "goal"):
        take("summary_et", goal.value[:2000], goal)
    found["type"] = type_of(reading)
    found["programmes"] = [row.value for row in reading.of(shapes.PROGRAMME, "funder")]
    return found, beside


def type_of(reading):
    said = " ".join(
        [row.sentence + row.value for row in reading.of(shapes.NAME)]
        + [row.value for row in reading.of(shapes.CODE, "erasmus")]
        + [row.value for row in reading.of(shapes.PROGRAMME, "funder")]
    ).casefold()
    return next((kind for words, kind in TYPES if any(word in said for word in words)), "other")


def partners(reading):
    """Each organisation once. One that is only mentioned is offered, not proposed."""
    best = {}
    for row in reading.of(shapes.ORGANISATION):
        before = best.get(row.value)
        if before is None or (before.role == "mention" and row.role != "mention"):
            best[row.value] = row
    return [
        item(
            PARTNER,
            number,
            row,
            {"name": row.value, "role": row.role if row.role != "mention" else "associated"},
            take=row.role != "mention",
            short=row.data.get("short", ""),
        )
        for number, row in enumerate(best.values())
    ]


def areas(reading):
    named = {}
    for row in reading.of(shapes.COUNT):
        for place, _value in row.data.get("shares", ()):
            named.setdefault(place, row)
    return [item(AREA, number, row, {"name": place}) for number, (place, row) in enumerate(named.items())]


def activity_items(reading):
    found = []
    for number, row in enumerate(reading.of(shapes.ACTIVITY)):
        title = row.value or TOLD.get(row.data["kind"], row.data["kind"])
        fields = {"title": title, "kind": row.data["kind"], "who": row.data["who"]}
        found.append(
            item(
                ACTIVITY,
                number,
                row,
                fields,
                alias=row.data["alias"],
                number=row.data["number"],
                joint=row.data["joint"],
                audience=row.data["for"],
                until=row.data["until"],
            )
        )
    return found


def targets(reading, activities):
    """Promises: the plan's numbers. What is background, hope, share or factor is a fact and nothing more."""
    found = []
    for number, row in enumerate(reading.of(shapes.COUNT, counts.TARGET)):
        data = row.data
        alone = sum(1 for other in reading.of(shapes.COUNT, counts.TARGET) if other.sentence == row.sentence) == 1
        statement = row.sentence if alone and len(row.sentence) <= LONGEST_LINE else f"{row.value} {data['unit']}"
        per = data["per"] if data.get("each_only") and data["per"] != "community" else ""
        fields = {
            "statement": statement,
            "value": "" if data.get("each_only") and data["per"] != "community" else row.value,
            "unit": data["unit"],
            "comparator": data["comparator"],
            "measure": data["measure"],
            "activity": activity_of(row, activities),
            "distribution": data.get("distribution") or per,
            "each": data.get("equal_share") or (row.value if per else ""),
            "shares": "; ".join(f"{place} {value}" for place, value in data.get("shares", ())),
        }
        per_measure = "communities" if data.get("per") == "community" else ""
        take = row.confidence >= SURE
        found.append(item(TARGET, number, row, fields, factors=data.get("factors", []), per_measure=per_measure, take=take))
    return found


def activity_of(row, activities):
    """The key of the activity a promise belongs to: the list item above it, or the step of the same kind in its sentence."""
    around = [a for a in activities if a["start"] <= row.start < a["more"]["until"]]
    listed = [a for a in around if a["fields"]["title"] not in TOLD.values()]
    if listed:
        return listed[-1]["key"]
    kinds = [a for a in activities if a["fields"]["kind"] == row.data["kind"]]
    return kinds[0]["key"] if kinds else ""


def money(reading):
    """Amounts. A KOKKU row checks the sum and becomes no line (X-22)."""
    found = []
    for number, row in enumerate(reading.of(shapes.AMOUNT)):
        if row.role == amounts.CHECK:
            continue
        fields = {
            "amount": row.value,
            "what": row.role,
            "owner": row.data.get("owner", ""),
            "title": row.data.get("title", ""),
            "as_of": row.data.get("as_of", ""),
        }
        found.append(item(MONEY, number, row, fields, take=row.role != amounts.OTHER))
    return found


def stories(reading):
    kinds = {"result": "result", "for_whom": "for_whom"}
    found = []
    for number, row in enumerate(reading.of(shapes.STORY)):
        kind = kinds.get(row.role, row.role)
        if counts.HOPES.search(row.value) and kind == "result":
            kind = "hope"
        found.append(item(STORY, number, row, {"kind": kind, "text": row.value[:2000]}))
    return found


def clashes(reading):
    found = []
    for number, clash in enumerate(reading.clashes):
        fields = {"first": clash.first, "second": clash.second}
        row = item(CLASH, number, None, fields, kind=clash.kind, about=clash.about)
        found.append(row | {"quote": shortened(clash.sentence)})
    return found


def facts_of(reading, items):
    """Everything else that the text states, so that nothing read is lost: durations, checks, shares, topics."""
    told = {(row["start"], row["end"]) for row in items if row["end"]}
    kinds = (shapes.DATE, shapes.CODE, shapes.PROGRAMME, shapes.COUNTRY, shapes.ORGANISATION, shapes.AMOUNT, shapes.COUNT)
    seen, found = set(), []
    for row in sorted(reading.findings, key=lambda row: row.start):
        name = (row.kind, row.value, row.role)
        if row.kind not in kinds or (row.start, row.end) in told or name in seen or row.role == counts.REPEAT:
            continue
        if row.kind in (shapes.ORGANISATION, shapes.COUNTRY) and row.role in ("mention", "partner", "lead", "title", "manager"):
            continue
        seen.add(name)
        last = found[-1] if found else None
        if last and row.kind == shapes.COUNTRY == last["more"]["kind"] and last["quote"] == shortened(row.sentence):
            # "Rootsi, Tšehhi, Austria" is one fact of three countries.
            last["more"]["value"] += f", {row.value}"
            last["end"] = row.end
            continue
        fields = {"statement": shortened(row.sentence, LONGEST_LINE)}
        sure = row.role not in (counts.SHARE, counts.FACTOR)
        found.append(item(FACT, len(found), row, fields, take=sure, kind=row.kind, role=row.role, value=row.value))
    return found


def with_words(plan, text):
    """The items with the very words they were read from."""
    for row in plan["items"]:
        row["said"] = text[row["start"] : row["end"]]
    return plan
