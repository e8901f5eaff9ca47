"""The sections of a project's public page that hold many small things, as ready HTML: templates cost five times as much.

Every word is escaped here. A section of which nothing is known is empty, unless its absence says something itself.
"""
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.shared.cells import choice_of
from portal.shared.cells import escaped as text
from portal.shared.markup import markdown_plain
from portal.shared.ui.drawn import badge
from portal.shared.ui.written import day, joined, money
from trainings.views.news_drawn import news_cards

MOST_WORDS = 30


def sections_of(page, story, story_order):
    """{name: HTML} of a ProjectPage."""
    return {
        "contents": contents(page, story), "story": reasons(story, story_order), "activities": activities(story),
        "events": events(page), "happened": happened(page), "partners": partners(story), "results": results(story),
        "budgets": SafeString("\n".join([lines_of(partner) for partner in page.budget.partners])), "sources": sources(story),
    }


def section(name, title, *parts):
    inside = "\n  ".join([part for part in parts if part])
    return SafeString(
        f'<section class="section" id="{name}" aria-labelledby="{name}-title">\n  <h2 id="{name}-title">{text(title)}</h2>\n'
        f"  {inside}\n</section>"
    )


def titled(title, inside):
    return f"<h3>{text(title)}</h3>\n  {inside}" if inside else ""


def listed(items, look="measure", tag="ul"):
    return f'<{tag} class="{look}">{"".join([f"<li>{item}</li>" for item in items])}</{tag}>' if items else ""


def contents(page, story):
    """The way around a long page."""
    ways = [
        ("promises", _("What we promised"), page.promises), ("story", _("Why and how"), story.narratives),
        ("activities", _("Activities"), story.tree), ("happened", _("What happened"), page.news or page.happened),
        ("partners", _("Partners"), True), ("money", _("Money"), True), ("sources", _("Sources"), story.facts),
    ]
    links = "".join([f'<li><a href="#{name}">{text(title)}</a></li>' for name, title, there in ways if there])
    on_this_page = _("On this page")
    return SafeString(f'<nav class="contents" aria-label="{text(on_this_page)}">\n  <ul>{links}</ul>\n</nav>')


def reasons(story, story_order):
    """Aim, reasons and approach. `story_order`: [(label, [Narrative])]."""
    if not story.narratives and not story.challenges:
        return ""
    goals = "".join([f'<p class="measure">{text(row.text)}</p>' for row in story.narratives.get("goal", ())])
    return section(
        "story", _("Why and how"), titled(_("Aim"), goals),
        listed([text(row.text) for row in story.narratives.get("goal_part", ())]),
        *(titled(label, "".join([narrative(row) for row in rows])) for label, rows in story_order),
        titled(_("Challenges"), listed([text(row.text) for row in story.challenges])),
    )


def narrative(row):
    level = f"<strong>{text(row.level)}:</strong> " if row.level else ""
    return f'<p class="measure">{level}{text(row.text)}</p>'


def activities(story):
    """The activities in the order of their page, what must come before what, and what stays."""
    if not story.tree:
        return ""
    rows = "\n    ".join([activity(node.activity, node.level) for top in story.tree for node in top.walk()])
    after = [_("%(activity)s comes after: %(after)s") % {"activity": text(row.activity), "after": text(row.after)}
             for row in story.dependencies]
    left = [
        f"{linked(row.url, row.title)} {badge(choice_of(row, 'state'), 'neutral')}" for row in story.deliverables
    ]
    return section(
        "activities", _("Activities"), f'<ul class="activity-list">\n    {rows}\n  </ul>', titled(_("Order"), listed(after)),
        titled(_("What stays after the project"), listed(left)),
    )


def linked(url, words, rel="noopener"):
    said = f' rel="{rel}"' if rel else ""
    return f'<a href="{text(url)}"{said}>{text(words)}</a>' if url else text(words)


def activity(row, level):
    number = f'<span class="activity-number">{text(row.number)}</span> ' if row.number else ""
    also = _("also: %(alias)s")
    alias = f' <span class="alias">{also % {"alias": text(row.alias)}}</span>' if row.alias else ""
    marks = str(badge(choice_of(row, "status"), "neutral"))
    if row.is_joint:
        carried_out_jointly = _("carried out jointly")
        marks += f' {badge(carried_out_jointly, "info")}'
    if row.start or row.end:
        marks += f' <span class="period">{text(row.period_text)}</span>'
    words = f'\n  <p class="measure">{text(row.text)}</p>' if row.text else ""
    return (
        f'<li class="activity level-{level}" id="activity-{row.pk}">\n  <h3>{number}{text(row.title)}{alias}</h3>\n'
        f'  <p class="activity-marks">{marks}</p>{words}{circle(row)}\n</li>'
    )


def circle(row):
    """Who carries it out, for whom, where and about what."""
    facts = [
        (_("Who"), "; ".join([f"{partner_of(each)} – {text(choice_of(each, 'role'))}" for each in row.partners.all()])),
        (_("For whom"), joined(row.audiences.all())), (_("Where"), joined(row.areas.all())),
        (_("Topics"), joined(row.topics.all())),
    ]
    told = "".join([f"<div><dt>{text(label)}</dt><dd>{value}</dd></div>" for label, value in facts if value])
    return f'\n  <dl class="inline-facts">{told}</dl>' if told else ""


def partner_of(row):
    if not row.organisation:
        return text(row.description)
    above = row.organisation.parent
    return f"{text(str(row.organisation))} ({text(str(above))})" if above else text(str(row.organisation))


def events(page):
    """What comes, what has no day yet, and where trips may go."""
    course, project = page.events, page.project
    if not (course.coming or course.undated or course.past or page.destinations):
        return ""
    coming = [event_line(event, event.first_day, event.municipality) for event in course.coming]
    undated = [event_line(event, event.stated_date) for event in course.undated]
    past = ""
    if course.past:
        words = ngettext(
            "%(n)s event has been held or has passed.", "%(n)s events have been held or have passed.", course.past
        ) % {"n": course.past}
        calendar = f"{reverse('trainings:event-list')}?project={project.slug}"
        all_events = _("All events of the project")
        past = f'<p>{text(words)} {linked(calendar, all_events, rel="")}</p>'
    return section(
        "events", _("Events and trips"), titled(_("Coming"), listed(coming, "event-list")),
        titled(_("Day not known yet"), listed(undated, "event-list")), past,
        titled(_("Destinations"), listed([destination(row) for row in page.destinations])),
    )


def event_line(event, when, where=None):
    where = f" · {text(str(where))}" if where else ""
    link = linked(event.get_absolute_url(), event.title, rel="")
    return f'<span class="event-day">{day(when)}</span> <span>{link}{where}</span>'


def destination(row):
    said = [f"{text(choice_of(row, 'country'))} {badge(choice_of(row, 'state'), 'neutral')}"]
    if row.activity:
        said.append(f" – {text(str(row.activity))}")
    if row.decided_on:
        said.append(f", {day(row.decided_on)}")
    if row.reason:
        said.append(f": {text(row.reason)}")
    if row.note:
        said.append(f" ({text(row.note)})")
    return "".join(said)


def happened(page):
    """News, and what the records say has happened."""
    project = page.project
    if not page.news and not page.happened:
        return ""
    every = f"{reverse('trainings:news-list')}?project={project.slug}"
    feed = reverse("site:project-feed", args=[project.slug])
    all_news = _("All news of the project")
    way = f'<p>{linked(every, all_news, rel="")}</p>'
    feed_atom = _("Feed (Atom)")
    return section(
        "happened", _("What happened"), *([news_cards(page.news, level=3, own=True), way] if page.news else ()),
        listed([thing(row) for row in page.happened], "happened"),
        project.is_public and f'<p class="note">{linked(feed, feed_atom, rel="")}</p>',
    )


def thing(row):
    more = f"<br><small>{text(Truncator(markdown_plain(row.more)).words(MOST_WORDS, truncate=' …'))}</small>" if row.more else ""
    demo_data = _("Demo data")
    demo = f' {badge(demo_data, "attention")}' if row.is_demo else ""
    return f"{day(row.day)} <span>{linked(row.url, row.text, rel='')}{more}{demo}</span>"


def partners(story):
    """Who takes part, where, and for whom."""
    if story.partners:
        rows = "\n    ".join([f"<li>{partner(row)}</li>" for row in story.partners])
        said = f'<ul class="partner-list">\n    {rows}\n  </ul>'
        if not story.lead_is_stated:
            said += note(_("A lead partner is not stated."))
    else:
        said = note(_("The organisations that carry out the project are not stated."))
    served = "".join([
        f"<div><dt>{text(choice_of(groups[0], 'kind'))}</dt><dd>{joined(groups)}</dd></div>"
        for groups in story.target_groups.values()
    ])
    areas = _("Areas")
    return section(
        "partners", _("Partners"), said, story.areas and f"<h3>{text(areas)}</h3><p>{joined(story.areas)}</p>",
        *(group_of(group) for group in story.groups),
        titled(_("For whom"), served and f'<dl class="facts facts-wide">{served}</dl>'),
    )


def note(words):
    return f'<p class="note">{text(words)}</p>'


def partner(row):
    firm = row.organisation
    said = [f'<a href="{text(firm.get_absolute_url())}" translate="no">{text(str(firm))}</a>']
    if row.role:
        said.append(f'<span class="partner-role">{text(choice_of(row, "role"))}</span>')
    more = [f"{text(choice_of(firm, 'kind'))}, {text(choice_of(firm, 'country'))}"]
    if row.area:
        kind_of_place = _("area")
        more.append(f"{text(kind_of_place)}: {text(str(row.area))}")
    if row.role == "activity_only":
        more.append(text(str(row.activity)) if row.activity else text(_("the activity is not named")))
    if firm.successor:
        more.append(_("now %(name)s") % {"name": text(str(firm.successor))})
    said.append(f'<span class="partner-more">{" · ".join(more)}</span>')
    if row.note:
        said.append(f'<span class="partner-more">{text(row.note)}</span>')
    return " ".join(said)


def group_of(group):
    """A group of municipalities: how many it says it has, and which are named."""
    members, said = group.memberships.all(), ""
    if group.stated_size is not None:
        said = ngettext("%(n)s municipality", "%(n)s municipalities", group.stated_size) % {"n": group.stated_size}
        if not members:
            not_named = _("the members are not named")
            said += f"; {text(not_named)}"
    if members:
        said += f": {joined(members)}"
    said += "."
    if group.area_note:
        said += f" {text(group.area_note)}."
    if group.formed_by:
        said += " " + _("Formed by %(who)s.") % {"who": text(str(group.formed_by))}
    return f'<h3>{text(group.name)}</h3>\n  <p class="measure">{said}</p>'


def results(story):
    """What should grow or improve, and the stages of the longer course."""
    if not story.results and not story.stages:
        return ""
    stages = [f"{text(row.title)}{f' – {text(row.status)}' if row.status else ''}" for row in story.stages]
    return section(
        "results", _("What should change"), listed([result(row) for row in story.results], "results", "ol"),
        titled(_("Stages"), listed(stages, tag="ol")),
    )


def result(row):
    subject = f"<strong>{text(row.subject)}:</strong> " if row.subject else ""
    a_hope = _("a hope, not a target")
    hope = f" {badge(a_hope, 'neutral')}" if row.intended_only else ""
    baseline = _("baseline")
    known = f"{text(baseline)}: {text(row.baseline)}" if row.baseline else text(_("not measured"))
    way = badge(choice_of(row, "direction"), "info")
    return f'{subject}{text(row.text)} {way}{hope} <small class="unknown">{known}</small>'


def lines_of(partner):
    """The budget of a PartnerBudget, as far as its lines are stated."""
    name = text(partner.partner)
    if not partner.lines and not partner.more_lines:
        said = _("%(partner)s: %(total)s; lines are not stated.") % {"partner": name, "total": money(partner.total)}
        return f'<p class="note">{said}</p>'
    number_of_line = _("No.")
    activity = _("Activity")
    heads = f'<th scope="col">{text(number_of_line)}</th><th scope="col">{text(activity)}</th>'
    rows = "".join([line(row) for row in partner.lines])
    if partner.more_lines:
        more = ngettext("%(n)s more line", "%(n)s more lines", partner.more_lines) % {"n": partner.more_lines}
        rows += f'<tr><td></td><td colspan="2">{text(more)}</td></tr>'
    budget_lines = _("Budget lines")
    amount = _("Amount")
    total = _("Total")
    table = (
        f'<caption class="visually-hidden">{text(budget_lines)}: {name}</caption>\n'
        f'<thead><tr>{heads}<th scope="col" class="numeric">{text(amount)}</th></tr></thead>\n<tbody>{rows}</tbody>\n'
        f'<tfoot><tr><th scope="row" colspan="2">{text(total)}</th>'
        f'<td class="numeric">{money(partner.lines_total)}</td></tr></tfoot>'
    )
    return f"<h3>{name}</h3>\n{scrolled(name, table)}"


def scrolled(name, table):
    return (
        f'<div class="table-scroll" role="region" aria-label="{name}" tabindex="0">\n<table class="table-quiet">\n{table}\n'
        "</table>\n</div>"
    )


def line(row):
    topics = f"<br><small>{text(row.topics)}</small>" if row.topics else ""
    return f'<tr><td>{row.number}</td><td>{text(row.title)}{topics}</td><td class="numeric">{money(row.amount)}</td></tr>'


def sources(story):
    """What the sources say, what they contradict, and where it stands."""
    found = []
    if story.contradictions:
        rows = "\n    ".join([contradiction(row) for row in story.contradictions])
        found.append(section(
            "contradictions", _("Where the source contradicts itself"), f'<ul class="contradictions">\n    {rows}\n  </ul>'
        ))
    if story.facts:
        many = ngettext("%(n)s fact, and where it stands", "%(n)s facts, and where they stand", len(story.facts))
        name = text(_("Stated facts"))
        heads = "".join([f'<th scope="col">{text(head)}</th>' for head in (_("Fact"), _("As stated"), _("Where"))])
        table = (
            f'<caption class="visually-hidden">{name}</caption>\n<thead><tr>{heads}</tr></thead>\n'
            f'<tbody>{"".join([fact(row) for row in story.facts])}</tbody>'
        )
        found.append(section(
            "sources", _("Sources"), *(source(row) for row in story.sources),
            f'<details class="figures">\n<summary>{text(many % {"n": len(story.facts)})}</summary>\n{scrolled(name, table)}\n'
            "</details>",
        ))
    return SafeString("\n".join(found))


def contradiction(row):
    decision = _("Decision")
    said = f"{text(decision)}: {text(row.decision)} ({day(row.decided_on)})" if row.decision else text(
        _("Not decided: both are shown.")
    )
    return (
        f'<li class="card-quiet">\n<h3>{text(row.title)}</h3>\n'
        f'<div class="grid-2"><p>{text(row.first)}</p><p>{text(row.second)}</p></div>\n<p class="note">{said}</p>\n</li>'
    )


def source(row):
    said, by = text(row.title), row.publisher or row.publisher_note
    if by:
        published_by = _("published by")
        said += f" – {text(published_by)} {text(str(by))}"
    if row.read_on:
        read_on = _("read on")
        said += f", {text(read_on)} {day(row.read_on)}"
    point_of_view = _("Point of view")
    seen = f" {text(point_of_view)}: {text(row.perspective)}." if row.perspective else ""
    return f'<p class="measure">{said}.{seen}</p>'


def fact(row):
    place = f' id="fact-{text(row.code)}"' if row.code else ""
    more = f"<br><small>{text(row.note)}</small>" if row.note else ""
    value = f'<q lang="et">{text(row.value)}</q>' if row.value else ""
    return (
        f"<tr{place}><td>{text(row.statement)}{more}</td><td>{value} <small>{text(choice_of(row, 'state'))}</small></td>"
        f"<td>{text(row.location)}</td></tr>"
    )
