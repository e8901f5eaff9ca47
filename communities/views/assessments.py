"""One round of an assessment: how it reads, what is strong and weak, where the answers differ, what changed since."""
import copy
from decimal import Decimal

from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from communities import actions, permissions
from communities.forms.assessments import AssessmentForm, StatementCommentForm
from communities.models import Assessment, Statement, StatementComment
from communities.summaries.assessments import TENTH, TOP, overview_of, rounds_of
from communities.views.base import BelowEnrolment
from communities.views.tab import CommunitiesTab
from portal.shared.tables import Column, Table, format_day, format_number
from portal.shared.ui import Action, Crumb, Fact, RadarAxis, Stat
from portal.shared.verbs import spread
from portal.shared.views import CreatePage, DetailPage, UpdatePage
from portal.shared.views.base import ShowPage, find
from portal.shared.views.lists import EXPORTS, table_file
from portal.shared.ways import reverse
from projects.permissions import can_view_workspace

NOT_ANSWERED = _("not answered")
CHANGE = pgettext_lazy("how much a score went up or down", "Change")


def points(value):
    """A score or a mean as read, with one decimal; None is said in words."""
    return str(NOT_ANSWERED) if value is None else format_number(tenth(value))


def tenth(value):
    if value is None or isinstance(value, Decimal):
        return value
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(TENTH)


def difference(now, before):
    """"+7,5", "0,0" or "−5,0"; nothing when one of the two is unknown."""
    if now is None or before is None:
        return ""
    change = tenth(now) - tenth(before)
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return f"{sign}{format_number(abs(change))}"


def axes_of(result, before=None):
    """The radar's axes: the blocks, with an earlier round's scores beside them."""
    axes = []
    for block in result.blocks:
        earlier = before.block(block.code) if before else None
        earlier = earlier.score if earlier else None
        axes.append(
            RadarAxis(block.title, block.score, points(block.score), earlier, points(earlier) if before else "")
        )
    return axes


def day_text(day):
    return format_day(day)[0] if day else ""


def round_number(assessment):
    """"Round 2"; of anything that has a round."""
    return _now("Round %(number)s") % {"number": assessment.round}


def round_name(assessment):
    """"Round 2 (1.03.2024)"."""
    name = round_number(assessment)
    return f"{name} ({day_text(assessment.assessed_on)})" if assessment.assessed_on else name


def detail_url(assessment, slug):
    return reverse("communities:assessment-detail", args=[slug, assessment.enrolment_id, assessment.pk])


class AssessmentRows(BelowEnrolment):
    model = Assessment
    rule = staticmethod(permissions.can_assess)

    def get_success_url(self):
        return detail_url(self.object, self.parent.slug) if self.object is not None else self.owner.get_absolute_url()

    get_cancel_url = get_success_url

    def crumbs_below(self):
        found = [Crumb(str(self.owner), self.owner.get_absolute_url())]
        if self.object is not None:
            found.append(Crumb(round_name(self.object), self.get_success_url()))
        return found


class AssessmentCreate(AssessmentRows, CreatePage):
    form_class = AssessmentForm
    verb = staticmethod(spread(actions.record_assessment))
    page_title = _("Record an assessment")


class AssessmentEdit(AssessmentRows, UpdatePage):
    form_class = AssessmentForm
    verb = staticmethod(spread(actions.change_assessment))


class AssessmentDetail(AssessmentRows, DetailPage):
    rule = staticmethod(permissions.can_view_enrolment)
    template_name = "communities/assessment/assessment_detail.html"

    def get_queryset(self):
        return super().get_queryset().select_related("template")

    def get_page_title(self):
        return round_name(self.object)

    def page_eyebrow(self):
        return str(self.owner)

    def may_assess(self):
        return permissions.can_assess(self.request.user, self.owner)

    def actions(self):
        if not self.may_assess():
            return []
        args = [self.parent.slug, self.owner.pk, self.object.pk]
        return [
            Action(_("Add answers"), reverse("communities:respondent-create", args=args), primary=True, icon="plus"),
            Action(_("Edit"), reverse("communities:assessment-edit", args=args), icon="edit"),
        ]

    def get_context_data(self, **kwargs):
        rounds = rounds_of(self.owner)
        here = next(place for place, row in enumerate(rounds) if row.assessment.pk == self.object.pk)
        result, earlier = rounds[here], [row for row in rounds[:here] if row.given]
        before = earlier[-1] if earlier else None
        assess = self.may_assess()
        return super().get_context_data(
            result=result, stats=stats_of(result), axes=axes_of(result, before) if result.given else [], top=TOP,
            now=round_number(self.object), before=round_number(before.assessment) if before else "",
            comparison=comparison_table([*earlier, result]) if before and result.given else None,
            blocks=[block_table(block, before) for block in result.blocks], thin=thin_note(result),
            strongest=[in_words(row) for row in result.strongest],
            weakest=[in_words(row) | {"need_url": self.need_url(row) if assess else ""} for row in result.weakest],
            differing=[in_words(row) | {"comment_url": self.comment_url(row) if assess else ""} for row in result.differing],
            respondents=self.respondent_table(result, assess), facts=facts_of(self.object), **kwargs,
        )

    def need_url(self, statement):
        url = reverse("communities:trainingneed-create", args=[self.parent.slug, self.owner.pk])
        return f"{url}?assessment={self.object.pk}&statement={statement.pk}"

    def comment_url(self, statement):
        return reverse(
            "communities:statement-comment", args=[self.parent.slug, self.owner.pk, self.object.pk, statement.pk]
        )

    def respondent_table(self, result, assess):
        args = [self.parent.slug, self.owner.pk, self.object.pk]

        def to(verb):
            return lambda row: reverse(f"communities:respondent-{verb}", args=[*args, row.pk]) if assess else ""

        columns = [
            Column("label", _("Who answered, by role"), url=to("edit")),
            Column("given", _("Answered"), value=lambda row: answered_text(row.given, result.asked)),
        ]
        if assess:
            columns.append(Column("remove", _("Remove"), value=lambda row: _("Remove"), url=to("remove")))
        return Table(columns, result.respondents, caption=_("Who answered")) if result.respondents else None


def answered_text(given, asked):
    return _now("%(given)s of %(asked)s statements answered") % {"given": given, "asked": asked}


def stats_of(result):
    people = len(result.respondents)
    return [
        Stat(_("Total score, 0 to 100"), points(result.score), note=result.reading),
        Stat(_("People who answered"), str(people)),
        Stat(_("Answers given"), _now("%(given)s of %(asked)s") % {"given": result.given, "asked": result.possible}),
        Stat(_("Statements on which answers differ"), str(len(result.differing))),
    ]


def thin_note(result):
    """3–7 people answer together; fewer are one or two people's opinion."""
    if not result.is_thin:
        return ""
    count = len(result.respondents)
    so_far = ngettext("%(count)s has answered so far.", "%(count)s have answered so far.", count) % {"count": count}
    return " ".join([_now("3–7 people answer together."), so_far])


def in_words(statement):
    """What the page says of one statement."""
    low, high = (statement.values[0], statement.values[-1]) if statement.values else (None, None)
    return {
        "number": statement.number, "text": statement.text, "training": statement.training, "comment": statement.comment,
        "mean": _now("mean %(mean)s of 4") % {"mean": points(statement.mean)},
        "range": _now("answers from %(low)s to %(high)s") % {"low": low, "high": high},
    }


def block_table(block, before):
    """The statements of a block; with an earlier round, how their means changed."""
    means = {row.pk: row.mean for row in before.statements} if before else {}
    columns = [
        Column("number", pgettext_lazy("number of a row", "No."), kind="number"),
        Column("text", _("Statement")),
        Column("mean", _("Mean, 0 to 4"), value=lambda row: points(row.mean)),
        Column("answers", _("Answers"), value=lambda row: ", ".join(map(str, row.values)), empty="–"),
        Column("spread", _("Difference"), kind="badge", value=lambda row: row.spread if row.differs else "",
               tone=lambda row: "attention"),
    ]
    if before:
        columns.insert(3, Column("change", CHANGE, value=lambda row: difference(row.mean, means.get(row.pk)), empty="–"))
    return Table(columns, block.statements, caption=f"{block.title}: {points(block.score)}")


def comparison_table(results):
    """Each block in each round, and how far it came since the first of them."""
    first, last = results[0], results[-1]

    def score(result, code):
        found = result.block(code) if code else result
        return found.score if found else None

    rows = [(block.title, block.code) for block in last.blocks] + [(_("Total"), "")]
    columns = [Column("block", _("Block"), value=lambda row: row[0])]
    for result in results:
        name = round_name(result.assessment)
        columns.append(Column(f"r{result.assessment.round}", name, value=lambda row, r=result: points(score(r, row[1]))))
    columns.append(Column("change", CHANGE, value=lambda row: difference(score(last, row[1]), score(first, row[1])),
                          empty="–"))
    return Table(columns, rows, caption=_("What changed between the rounds"))


def facts_of(assessment):
    return [
        Fact(_("Assessed on"), day_text(assessment.assessed_on)),
        Fact(_("Method"), assessment.method),
        Fact(_("Statements"), str(assessment.template or "")),
    ]


class StatementComments(BelowEnrolment, UpdatePage):
    """Why the answers to one statement differ: the comment there is, or a new one."""

    model = StatementComment
    rule = staticmethod(permissions.can_assess)
    form_class = StatementCommentForm
    verb = staticmethod(spread(actions.change_statement_comment))

    def get_owner(self):
        owner = super().get_owner()
        self.assessment = find(Assessment.objects.filter(enrolment=owner), pk=self.kwargs["assessment_pk"])
        self.assessment.enrolment = owner
        statements = Statement.objects.filter(block__template=self.assessment.template_id).select_related("block")
        self.statement = find(statements, pk=self.kwargs["statement_pk"])
        return owner

    def load(self):
        """The page is found by its statement, so the comment comes last."""
        self.parent = self.get_parent()
        self.owner = self.get_owner()
        found = StatementComment.objects.filter(assessment=self.assessment, statement=self.statement).first()
        self.object = found or StatementComment(assessment=self.assessment, statement=self.statement)
        self.object.assessment, self.object.statement = self.assessment, self.statement
        return self.owner

    def get_instance(self):
        return copy.copy(self.object)

    def get_page_title(self):
        return Truncator(_now("Comment: %(statement)s") % {"statement": self.statement.text}).chars(120)

    def save(self, form):
        if self.object.pk is not None:
            return super().save(form)
        made = actions.comment_statement(form.instance, by=self.request.user, key=form.cleaned_data.get("idempotency_key"))
        return self.done(made)

    def get_success_url(self):
        return f"{detail_url(self.assessment, self.parent.slug)}#differ"

    get_cancel_url = get_success_url

    def crumbs_below(self):
        return [
            Crumb(str(self.owner), self.owner.get_absolute_url()),
            Crumb(round_name(self.assessment), detail_url(self.assessment, self.parent.slug)),
        ]


class AssessmentOverview(CommunitiesTab, ShowPage):
    """All communities of the project beside each other: the blocks of their latest rounds, and what is weak in many."""

    part = "assessments"
    rule = staticmethod(can_view_workspace)
    template_name = "communities/assessment/assessment_overview.html"
    page_title = _("Assessments")
    page_lead = _("The latest round of each community, side by side: scores from 0 to 100.")

    def get(self, request, *args, **kwargs):
        wanted = request.GET.get("format")
        if wanted not in EXPORTS:
            return self.show()
        return table_file(self.score_table(overview_of(self.parent, request.user)), wanted, str(self.page_title))

    def get_context_data(self, **kwargs):
        overview = overview_of(self.parent, self.request.user)
        return super().get_context_data(
            overview=overview, table=self.score_table(overview), common=common_table(overview.common),
            without=[(str(row), row.get_absolute_url()) for row in overview.without],
            exports=[Action(kind.upper(), f"?format={kind}") for kind in EXPORTS],
            count_text=ngettext("%(count)d community", "%(count)d communities", len(overview.results))
            % {"count": len(overview.results)}, **kwargs,
        )

    def score_table(self, overview):
        slug = self.parent.slug

        def of_block(code):
            return lambda row: block.score if (block := row.block(code)) else None

        columns = [
            Column("community", _("Community"), value="assessment.enrolment.community",
                   url=lambda row: detail_url(row.assessment, slug)),
            Column("area", _("Area"), value="assessment.enrolment.area"),
            Column("round", _("Round"), kind="number", value="assessment.round"),
            Column("people", _("People who answered"), kind="number", value=lambda row: len(row.respondents)),
            *(Column(f"block-{code}", title, kind="number", value=of_block(code), empty=NOT_ANSWERED)
              for code, title in overview.blocks),
            Column("score", _("Total"), kind="number", empty=NOT_ANSWERED),
            Column("reading", _("How it reads")),
        ]
        return Table(columns, overview.results, caption=_("Scores of the blocks by community"))


def common_table(rows):
    columns = [
        Column("text", _("Statement")),
        Column("weak_in", _("Among the three weakest in"), value=lambda row: _now("%(count)s of %(all)s communities") % {
            "count": row.weak_in, "all": row.communities}),
        Column("score", _("Score, 0 to 100"), kind="number"),
        Column("training", _("Training that helps"), empty="–"),
    ]
    return Table(columns, rows, caption=_("Weak in many communities")) if rows else None
