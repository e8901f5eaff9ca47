"""What came of the feedback: the figures for the project's people, the address to hand out, the organiser's word."""
import io

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.shared.exports import write_book, write_csv
from portal.shared.money import format_percent
from portal.shared.papers import PdfUnavailable, paper_response, pdf_unavailable
from portal.shared.ui import Action, Bar, BarRow, Crumb, Stat
from portal.shared.views import UpdatePage
from portal.shared.views.base import Page, ShowPage
from portal.shared.views.lists import EXPORTS, download
from portal.shared.ways import reverse
from projects.permissions import can_view_workspace
from projects.views.rows import NestedMixin
from trainings import permissions
from trainings.actions.feedback import comment_feedback
from trainings.exports.feedback_paper import feedback_paper
from trainings.forms.feedback import FeedbackCommentForm
from trainings.models import Event, EventReport, Feedback
from trainings.summaries.feedback import (
    feedback_path,
    feedback_state,
    feedback_url,
    figures_of,
    mean_text,
    nps_text,
    people_at,
)
from trainings.summaries.feedback_quotes import quotes_of
from trainings.views.below import OneEvent
from trainings.views.tab import TrainingsTab


class FeedbackRows(OneEvent):
    """Pages about the feedback on one event."""

    part = "feedback"
    has_object = True

    def to(self, name, *args):
        return reverse(f"trainings:{name}", args=[self.parent.slug, self.object.pk, *args])


class FeedbackSummary(FeedbackRows, ShowPage):
    """Everybody of the project sees figures; what was written, only from three answers on, or who keeps the event."""

    about_object = False
    rule = staticmethod(can_view_workspace)
    template_name = "trainings/feedback_summary.html"
    page_title = _("Feedback")
    object_rules = {"change": permissions.can_change_event, "keep": permissions.keeps_event}

    @cached_property
    def figures(self):
        return figures_of(Feedback.objects.filter(event=self.object), people_at(self.object))

    @property
    def sees_quotes(self):
        return self.figures.shows_quotes or self.may.keep

    @cached_property
    def quotes(self):
        return quotes_of(self.object) if self.figures.answers and self.sees_quotes else []

    @cached_property
    def report(self):
        return EventReport.objects.filter(event=self.object).first()

    def get(self, request, *args, **kwargs):
        wanted = request.GET.get("format")
        return self.export(wanted) if wanted in EXPORTS else self.show()

    def actions(self):
        found = []
        if self.figures.answers:
            found.append(Action(_("PDF"), self.to("feedback-paper", "pdf"), icon="download"))
            found += [Action(kind.upper(), f"?format={kind}") for kind in EXPORTS]
            if self.may.change:
                label = _("Edit the comment") if self.comment else _("Comment on the feedback")
                found.insert(0, Action(label, self.to("feedback-comment"), primary=self.lacks_comment))
        return found

    @property
    def comment(self):
        return self.report.feedback_comment if self.report else ""

    @property
    def lacks_comment(self):
        return bool(self.figures.low) and not self.comment

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            stats=self.stats(), bars=self.bars(), quotes=self.quotes, figures=self.figures, comment=self.comment,
            lacks_comment=self.lacks_comment, low=", ".join(row.label for row in self.figures.low),
            state=feedback_state(self.object, timezone.localdate()), link=address_of(self.request, self.object),
            code=self.to("feedback-code"), hides_quotes=bool(self.figures.answers) and not self.sees_quotes, **kwargs,
        )

    def stats(self):
        figures = self.figures
        people = _now("nobody counted who took part")
        if figures.people:
            people = _now("of %(people)d people: %(rate)s") % {
                "people": figures.people, "rate": format_percent(figures.rate, get_language()),
            }
        means = [Stat(row.label, mean_text(row.mean) or "–", note_of(row)) for row in figures.scores]
        return [
            Stat(_now("Answers"), str(figures.answers), people),
            Stat("NPS", nps_text(figures.recommending) or "–", _now("from −100 to +100")),
            *means,
        ]

    def bars(self):
        largest = max((row.n for row in self.figures.scores), default=0)
        return [
            BarRow(
                row.label,
                tuple(Bar(str(value), count, str(count), value) for value, count in enumerate(row.counts, start=1)),
                total=str(row.n), whole=largest,
            )
            for row in self.figures.scores
        ]

    def export(self, kind):
        """Figures, and what was written question by question: never a row for each person."""
        word = _now("Feedback")
        title = f"{self.object} – {word}"
        columns = [_now("Question"), _now("Mean"), _now("Answers"), "1", "2", "3", "4", "5"]
        rows = [[row.label, row.mean, row.n, *row.counts] for row in self.figures.scores]
        counts = self.figures.recommending
        rows.append(["NPS", counts.score, counts.n, *[None] * 5])
        said = [[quotes.label, row.text] for quotes in self.quotes for row in quotes.rows]
        if kind == "csv":
            return download(write_csv(columns, rows + [[*row, *[None] * 6] for row in said]), kind, title)
        sheets = [(_now("Feedback"), columns, rows), (_now("In their own words"), [_now("Question"), _now("Answer")], said)]
        return download(write_book(sheets), kind, title)


def note_of(row):
    return _now("below 4: say what will be done") if row.is_low else _now("of 5")


def address_of(request, event):
    """The whole address to hand out, in the language of the page."""
    url = feedback_url(event)
    return url if "://" in url else request.build_absolute_uri(feedback_path(event))


class FeedbackCode(FeedbackRows, Page):
    """The address as a QR code: a drawing for the last slide, or for the wall."""

    about_object = False
    rule = staticmethod(can_view_workspace)

    def get(self, request, *args, **kwargs):
        import segno

        drawing = io.BytesIO()
        segno.make(address_of(request, self.object), error="m", micro=False).save(
            drawing, kind="svg", scale=8, border=4, dark="#000", light="#fff", title=_now("Feedback")
        )
        return HttpResponse(drawing.getvalue(), content_type="image/svg+xml")


class FeedbackPaper(FeedbackRows, Page):
    """The summary as a document for the funder."""

    about_object = False
    rule = staticmethod(can_view_workspace)

    def get(self, request, *args, **kwargs):
        kind = self.kwargs["kind"]
        if kind not in {"html", "pdf", "docx"}:
            raise Http404
        word = _now("Feedback")
        name = f"{word} {self.object.pk}"
        try:
            return paper_response(feedback_paper(self.object), kind, name)
        except PdfUnavailable as error:
            return pdf_unavailable(
                request, error, word_url=self.to("feedback-paper", "docx"), print_url=self.to("feedback-paper", "html")
            )


class FeedbackComment(NestedMixin, TrainingsTab, UpdatePage):
    """What the organiser makes of it. The report may not be there yet: it begins with this word."""

    model = EventReport
    part = "feedback"
    has_object = False
    rule = staticmethod(permissions.can_change_event)
    owner_model = Event
    owner_field = "event"
    owner_kwarg = "pk"
    owner_related = ("activity",)
    about_owner = True
    form_class = FeedbackCommentForm
    page_title = _("The organiser on the feedback")
    page_lead = _("What went well, what went wrong, and what will be done differently.")

    def get_instance(self):
        return self.adopt(EventReport.objects.filter(event=self.owner).first() or EventReport())

    def save(self, form):
        if form.instance.pk is not None:
            return super().save(form)
        key = form.cleaned_data.get("idempotency_key")
        return self.done(comment_feedback(form.instance, by=self.request.user, key=key))

    def write(self, instance, version, m2m):
        return comment_feedback(instance, by=self.request.user, version=version)

    def get_success_url(self):
        return reverse("trainings:feedback-summary", args=[self.parent.slug, self.owner.pk])

    get_cancel_url = get_success_url

    def crumbs_below(self):
        return [Crumb(str(self.owner), self.owner.get_absolute_url()), Crumb(_now("Feedback"), self.get_success_url())]
