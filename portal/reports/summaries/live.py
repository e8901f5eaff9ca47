"""A draft as it stands now, in the report's own language."""
from django.utils.translation import override

from portal.reports.choices import SectionKey
from portal.reports.models import ReportSection
from portal.reports.summaries.content import Chapter, Content
from portal.reports.summaries.figures import Happened, more_money, period_figures, promise_figures
from portal.reports.summaries.gaps import evidence_of, gaps_of
from portal.reports.summaries.narrative import chapter_of, chapters_of
from trainings.exports.publicity import publicity


def suggestions(report):
    """{SectionKey: text} of all chapters, as the portal would write them now."""
    with override(report.language):
        return chapters_of(Happened(report))


def suggestion(report, key):
    """The text of one chapter, as the portal would write it now."""
    with override(report.language):
        return chapter_of(Happened(report), SectionKey(key))


def sections_of(report):
    return list(ReportSection.objects.filter(report=report.pk).order_by("order", "pk"))


def content_of(report, *, number=0, frozen_on=""):
    """The whole Content of a draft: its words as they stand, its figures counted now."""
    with override(report.language):
        happened, project = Happened(report), report.project
        programme = report.programme or project.programme
        return Content(
            title=report.title, language=report.language, project=str(project), funder=str(report.programme or ""),
            starts_on=report.starts_on.isoformat(), ends_on=report.ends_on.isoformat(), facts=facts_of(project),
            chapters=tuple(Chapter(row.key, str(row.get_key_display()), row.text) for row in sections_of(report)),
            figures=tuple([*period_figures(happened), *more_money(happened), *promise_figures(happened)]),
            checks=tuple(check.text for check in happened.promises[1]), gaps=tuple(gaps_of(happened)),
            evidence=tuple(evidence_of(happened)), number=number, frozen_on=frozen_on, **publicity(programme),
        )


def facts_of(project):
    """Names by which a funder knows the project; not translated."""
    return tuple((key, value) for key, value in (("code", project.reference_code), ("acronym", project.acronym)) if value)
