"""What is still missing before a report is handed in, each with the page where it is put right; and the list of evidence."""
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets.summaries.records import claims_not_begun
from portal.reports.summaries.content import Evidence, Gap
from portal.reports.summaries.figures import Happened
from portal.shared.tables import format_day
from projects.summaries.records import counting, uncounted_promises
from trainings.choices import EventStatus
from trainings.summaries.evidence import packs_of

TONES = {"closed": "good", "complete": "good", "open": "attention", "ahead": "neutral", "unasked": "neutral"}


def gaps_of(happened: Happened):
    """[Gap]: events, plans, promises, claims; at most five queries."""
    return [*_events(happened), *_plans(happened), *_promises(happened), *_claims(happened)]


def _events(happened):
    today, slug = timezone.localdate(), happened.project.slug
    here = {event.pk for event in happened.held()}
    for event in happened.told:
        page, evidence = ("trainings:event-detail", (str(event.pk),)), ("trainings:event-evidence", (slug, str(event.pk)))
        when = format_day(event.last or event.row.stated_date)[0] if event.last or event.row.stated_date else _("no day known")
        name = {"event": event.title, "day": when}
        overdue = event.last is not None and event.last < today and event.last <= happened.until
        if event.row.status == EventStatus.PLANNED and overdue:
            yield Gap(*page, "overdue", _("Say whether it was held: %(event)s (%(day)s)") % name)
        elif event.is_held and event.was_on is None:
            yield Gap(*page, "undated", _("“%(event)s” was held, but no day of it is known: it is in no figure.") % name)
        elif event.pk in here:
            if event.people is None and event.within is None:
                yield Gap(*page, "uncounted", _("Nobody counted how many people came to “%(event)s” (%(day)s).") % name)
            if event.closed_on is None:
                yield Gap(*evidence, "evidence", _("The evidence of “%(event)s” (%(day)s) is not closed.") % name)


def _plans(happened):
    waiting = [row for row in happened.records("plans") if row.on is not None and row.on <= happened.until]
    for row in counting(waiting, frozenset({"undecided"})):
        yield Gap(row.route, tuple(map(str, row.args)), "undecided", _("“%(plan)s” waits for a decision since %(day)s.") % {
            "plan": _("the plan of a community that is not named here") if row.sensitive else row.label,
            "day": format_day(row.on)[0],
        })


def _promises(happened):
    for target in uncounted_promises(happened.project):
        yield Gap("projects:target-edit", (happened.project.slug, str(target.pk)), "not_counted",
                  _("Nothing counts this promise yet: %(promise)s") % {"promise": target})


def _claims(happened):
    slug = happened.project.slug
    for record, claim in happened.claims:
        if not record.tags:
            yield Gap("budgets:claim-detail", (slug, str(claim.pk)), "claim_open", _("%(claim)s: not submitted yet") % {
                "claim": claim
            })
    for key, period, partner in claims_not_begun(happened.project, happened.since, happened.until):
        yield Gap("budgets:reportingperiod-detail", (slug, str(key)), "claim_missing",
                  _("%(partner)s has no claim for %(period)s yet.") % {"partner": partner, "period": period})


def evidence_of(happened):
    """[Evidence] of the events held in the period, numbered by day: five queries more."""
    told = happened.held()
    packs = packs_of(happened.project, [event.row for event in told]) if told else []
    return [line_of(number, event, pack, happened) for number, (event, pack) in enumerate(zip(told, packs, strict=True), 1)]


def line_of(number, event, pack, happened):
    missing = tuple(str(line.label) for line in pack.open)
    if pack.lacks_comment:
        missing += (_("a comment on low feedback"),)
    return Evidence(
        "trainings:event-evidence", (happened.project.slug, str(event.pk)), number, event.title,
        event.was_on.isoformat() if event.was_on else "", state_in_words(pack), TONES[pack.state], missing,
        tuple(item.document.title for item in pack.items), "trainings.event", event.pk, event.row.version,
    )


def state_in_words(pack):
    if pack.state == "closed":
        return _("closed on %(day)s") % {"day": format_day(pack.closed_on)[0]}
    if pack.state == "unasked":
        return _("no funder asks for evidence")
    if pack.state == "complete":
        return _("complete, not closed yet")
    if pack.required:
        return _("%(done)s of %(asked)s required") % {"done": pack.done, "asked": pack.required}
    count = len(pack.items)
    return ngettext("%(count)d file", "%(count)d files", count) % {"count": count}
