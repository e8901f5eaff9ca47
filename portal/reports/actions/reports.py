"""Opening a report, and writing it while it is a draft."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from portal.reports.models import Report, ReportSection, ReportVersion
from portal.reports.summaries.live import suggestion, suggestions
from portal.shared import verbs
from portal.shared.dates import format_period
from portal.shared.refusals import at_field
from projects.actions.project import require_open


@transaction.atomic
def open_report(
    project, *, by, programme=None, period=None, starts_on=None, ends_on=None, language="et", title="", key=None, is_demo=False
):
    """A draft about a reporting period, or about free days, its chapters written from what happened; returns the Report.

    Raises ValidationError: "no_days" without a period and without both days, "report_days_in_order", "foreign_project", "frozen"
    for a closed project. `key`: the form's idempotency key.
    """
    require_open(project)
    starts_on = starts_on or (period.starts_on if period else None)
    ends_on = ends_on or (period.ends_on if period else None)
    if starts_on is None or ends_on is None:
        raise at_field("period", _("Choose a period, or write both days."), "no_days")
    report = Report(
        project=project, programme=programme or (period.programme if period else None), period=period, starts_on=starts_on,
        ends_on=ends_on, language=language, title=title or title_of(starts_on, ends_on, language), is_demo=is_demo,
    )
    report = verbs.create(report, by=by, key=key)
    if not ReportSection.objects.filter(report=report).exists():
        report.project = project
        write_chapters(report, by=by)
    return report


def write_chapters(report, *, by):
    for order, (key, text) in enumerate(suggestions(report).items(), start=1):
        verbs.create(ReportSection(report=report, key=key, order=order, suggested=text, text=text), by=by)


def title_of(starts_on, ends_on, language):
    with override(language):
        return _now("Report %(period)s") % {"period": format_period(starts_on, ends_on)}


@transaction.atomic
def change_report(report, *, by, version):
    """Its name, funder and days. The figures follow at once, the chapters when their suggestion is taken anew."""
    locked_draft(report)
    return verbs.update(report, by=by, version=version)


@transaction.atomic
def change_section(section, *, by, version):
    """A chapter's text."""
    locked_draft(section.report)
    return verbs.update(section, by=by, version=version)


@transaction.atomic
def renew_section(section, *, by, version=None):
    """Write the chapter anew from what happened; what stood there stays in the history. Without `version`: as it is now."""
    report = locked_draft(section.report)
    section = ReportSection.objects.select_for_update().get(pk=section.pk)
    section.report = report
    section.suggested = section.text = suggestion(report, section.key)
    return verbs.update(section, by=by, version=section.version if version is None else version)


@transaction.atomic
def remove_report(report, *, by):
    """Take a draft away that was never frozen, with its chapters; their history stays."""
    report = locked_draft(report)
    if ReportVersion.objects.filter(report=report).exists():
        raise ValidationError(_("It was frozen once: what was frozen stays."), code="was_frozen")
    for section in ReportSection.objects.filter(report=report):
        verbs.remove(section, by=by)
    verbs.remove(report, by=by)


def locked_draft(report):
    """The report as it is now, locked; "frozen" when it is none to write in."""
    current = Report.objects.select_for_update(of=("self",)).select_related("project", "programme").get(pk=report.pk)
    require_open(current.project)
    if current.is_frozen:
        raise ValidationError(_("The report is frozen. Open it again to change it."), code="frozen")
    return current
