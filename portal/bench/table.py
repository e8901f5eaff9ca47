"""The measured runs as one Markdown text: the verdict on the goals, what misses a floor, growth, files, and every page."""
from statistics import median

from portal.bench import goals

FIGURES = {"ratio": "÷ B1", "queries": "statements", "repeat": "largest repeat", "gz": "kB compressed"}


def number(value):
    return f"{value:.2f}" if isinstance(value, float) and value < 10 else f"{value:,.0f}".replace(",", " ")


def table(heads, rows):
    numeric = ["---" if place == 0 else "---:" for place in range(len(heads))]
    return [f"| {' | '.join(cells)} |" for cells in (heads, numeric, *([str(cell) for cell in row] for row in rows))]


def title(run):
    return f"{run['size'] or '?'}, project “{run['project']}”"


def about(run):
    loops = run["loops"]
    return (
        f"{run['day']}; {run['machine']}. B1 {run['b1']:.1f} ms, {run['b1_kb']:.1f} kB; B0 = {run['b0']:.1f} × B1. "
        f"Calibration loop {loops[0]:.1f} to {loops[-1]:.1f} ms, median {median(loops):.1f}. "
        f"{len(run['rows'])} lines measured."
    )


def verdict(run):
    rows = [
        [kind, FIGURES[name], pages, number(middle), number(worst), goal, reached, floor, held]
        for kind, name, pages, middle, worst, goal, reached, floor, held in goals.summary(run["rows"])
    ]
    lines = table(["kind", "figure", "pages", "median", "worst", "goal", "at goal", "floor", "at floor"], rows)
    p99 = goals.slowest(run["rows"], run["b1"])
    return [*lines, "", f"p99 of all visits with one client: {p99:.1f} × B1 (goal {goals.WORST[0]}, floor {goals.WORST[1]})."]


def below(run):
    """Every page that misses a floor, and by which figure."""
    found = [(row, goals.missed(row)) for row in run["rows"]]
    rows = [
        [row["name"], row["kind"], *(number(missed[name][0]) if name in missed else "" for name in FIGURES)]
        for row, missed in sorted(found, key=lambda pair: pair[0]["ratio"]) if missed
    ]
    return table(["page", "kind", *FIGURES.values()], rows) if rows else ["No page misses a floor."]


def files(run):
    rows = [
        [row["name"], number(row["rows"]), number(row["wall"]), number(row["rows"] / row["wall"] * 1000)]
        for row in run["rows"] if row["name"].endswith(" csv") and row["rows"] >= goals.FEWEST_ROWS
    ]
    heads = ["file", "rows", "ms", "rows/s"]
    return [*table(heads, rows), "", f"Goal {number(goals.EXPORT[0])} rows/s, floor {number(goals.EXPORT[1])}."]


def visits(run):
    return [
        f"First visit, {who}: {sum(sizes.values()) / 1000:.1f} kB in {len(sizes)} files." for who, sizes in run["static"].items()
    ]


def grown(small, large):
    lines = goals.growth(small["rows"], large["rows"])
    if not lines:
        return []
    shares = [share for _name, _kind, share in lines]
    goal, floor = goals.GROWTH
    rows = [[name, kind, number(share)] for name, kind, share in lines if share < floor]
    told = (
        f"{len(shares)} pages, median {number(float(median(shares)))}; {sum(s >= goal for s in shares)} reach {goal}, "
        f"{sum(s >= floor for s in shares)} reach {floor}."
    )
    return [told, "", *(table(["page below the floor", "kind", f"{large['size']} ÷ {small['size']}"], rows) if rows else [])]


def pages(run):
    rows = [
        [
            row["name"], row["kind"], row["queries"], row["repeat"], f"{row['sql']:.1f}", f"{row['cpu']:.1f}",
            f"{row['wall']:.1f}", f"{row['worst']:.1f}", f"{row['ratio']:.2f}", f"{row['size'] / 1000:.1f}",
            f"{row['gz'] / 1000:.1f}",
        ]
        for row in run["rows"]
    ]
    return table(["page", "kind", "statements", "repeat", "SQL ms", "CPU ms", "ms", "worst", "÷ B1", "kB", "gz"], rows)


def left(run):
    return [f"- {name} ({kind}): {why}" for name, kind, why in run["left"]]


def text(runs, whole=None):
    """The Markdown of some runs, ordered by size; growth is told between runs of one project.

    `whole`: the runs of which every page is listed, all when unset.
    """
    lines = []
    for run in runs:
        lines += [f"## {title(run)}", "", about(run), "", *verdict(run), "", "### Below a floor", "", *below(run), ""]
        lines += ["### Files", "", *files(run), "", *visits(run), ""]
    for place, large in enumerate(runs):
        small = next((run for run in runs[:place] if run["project"] == large["project"]), None)
        if small is not None:
            lines += [f"## Growth, {title(large)} ÷ {small['size']}", "", *grown(small, large), ""]
    for run in runs if whole is None else whole:
        lines += [f"## Every page: {title(run)}", "", *pages(run), "", "Not measured:", "", *left(run), ""]
    return "\n".join(lines)
