"""The summary of an event's feedback on paper: figures, quotations without names, and the organiser's word."""
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.shared.money import format_percent
from portal.shared.papers import Bullets, Grid, Heading, Note, Paper, Prose
from trainings.exports.publicity import period_of, publicity
from trainings.models import EventReport, Feedback
from trainings.summaries.feedback import figures_of, mean_text, nps_text, people_at
from trainings.summaries.feedback_quotes import quotes_of


def feedback_paper(event):
    """The Paper in the language that is switched on. The event knows its project with programme."""
    figures = figures_of(Feedback.objects.filter(event=event), people_at(event))
    comment = EventReport.objects.filter(event=event).values_list("feedback_comment", flat=True).first()
    blocks = [scores(figures), recommending(figures)]
    if figures.shows_quotes:
        said = quotes_of(event)
        blocks += [Heading(_("In their own words"))] if said else []
        for quotes in said:
            blocks += [Heading(quotes.label, 3), Bullets(tuple(row.text for row in quotes.rows))]
    else:
        blocks.append(Note(_("There are fewer than three answers, so nothing that somebody wrote is quoted.")))
    if comment:
        blocks += [Heading(_("The organiser on the feedback")), Prose(comment)]
    return Paper(
        title=_("Summary of the feedback"),
        language=get_language(),
        subtitle=str(event),
        facts=tuple(facts(event, figures)),
        blocks=tuple(blocks),
        footer=f"{event.project} · {event}",
        **publicity(event.project.programme),
    )


def facts(event, figures):
    yield _("Project"), " ".join(part for part in (str(event.project), event.project.reference_code) if part)
    yield _("When"), period_of(event.days.values_list("date", flat=True)) or _("not known yet")
    yield _("Answers"), str(figures.answers)
    yield _("How many took part"), str(figures.people) if figures.people is not None else _("not counted")
    if figures.rate is not None:
        yield _("Answer rate"), format_percent(figures.rate, get_language())


def scores(figures):
    columns = (_("Question"), _("Mean"), _("Answers"), _("How many gave 1, 2, 3, 4 and 5"))
    rows = tuple(
        (row.label, mean_text(row.mean) or "–", str(row.n), " · ".join(map(str, row.counts))) for row in figures.scores
    )
    return Grid(_("Scores from 1 to 5"), columns, rows, numeric=(1, 2))


def recommending(figures):
    counts = figures.recommending
    columns = (_("Would not recommend it, 0 to 6"), _("Undecided, 7 and 8"), _("Would recommend it, 9 and 10"), "NPS")
    row = (str(counts.against), str(counts.passive), str(counts.favour), nps_text(counts) or "–")
    return Grid(_("How likely are you to recommend it to a friend?"), columns, (row,), numeric=(0, 1, 2, 3))
