"""The promise board: where are we against what we promised? Every figure opens what it is made of (X-37)."""
from dataclasses import replace
from datetime import date

from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.shared.papers import PdfUnavailable, paper_response, pdf_unavailable
from portal.shared.reading import only, parts_of, walk_together
from portal.shared.requests import query_with
from portal.shared.tables import Column, format_day
from portal.shared.ui import Action, Stat
from portal.shared.views import ListPage
from portal.shared.ways import reverse
from projects import permissions
from projects.exports import promise_paper
from projects.filters import TargetFilters
from projects.models import Activity, Target
from projects.summaries import number, promise_board
from projects.summaries.board_rows import board_asked
from projects.summaries.promise_rows import PromiseRows
from projects.summaries.promises import STATES, subtree
from projects.views.cards import cards_of
from projects.views.workspace import WorkspaceMixin

PAPERS = {"html", "pdf", "docx"}
MOST_YEARS = 6


def joined(name):
    return lambda card: "; ".join(getattr(card.promise, name))


def divided(promise):
    return [f"{share.label} {share.text}" for share in promise.shares if share.text]


class BoardMixin(WorkspaceMixin):
    """The project's activities, and the day as of which is counted: `?on=`."""

    tab = "promises"
    model = Target

    @cached_property
    def activities(self):
        return list(Activity.objects.filter(project=self.parent).order_by("order", "pk"))

    @cached_property
    def titles(self):
        return {row.pk: str(row) for row in self.activities}

    @property
    def pairs(self):
        return [(row.pk, row.parent_id) for row in self.activities]

    @cached_property
    def own(self):
        """The activities of somebody whose role is for one alone, with what lies below them; None: the whole project."""
        if permissions.works_on_whole(self.request.user, self.parent):
            return None
        below = subtree(self.pairs)
        mine = {row.activity_id for row in permissions.memberships_in(self.request.user, self.parent)}
        return {activity for key in mine for activity in below.get(key, ())}

    def is_own(self, activity):
        return self.own is None or activity in self.own

    @property
    def on(self):
        """The day, or None for everything there is."""
        return self.filterset.chosen("on") or None

    def make_filterset(self, **choices):
        return TargetFilters(self.request.GET, self.get_queryset(), request=self.request, **choices)

    def as_it_stood(self, undated):
        """Above the figures of a day that was chosen: what they leave out."""
        if self.on is None:
            return ""
        words = [_now("As it stood on %(day)s: what came later is left out.") % {"day": format_day(self.on)[0]}]
        if undated:
            words.append(
                ngettext(
                    "%(n)s has no day and is left out too.", "%(n)s have no day and are left out too.", int(undated)
                ) % {"n": number(undated)}
            )
        return " ".join(words)


class TargetList(BoardMixin, ListPage):
    template_name = "projects/target_list.html"
    page_title = _("Promises")
    paginate_by = 1000
    empty_text = _("Add the first promise, in the words in which it was given.")
    columns = [
        Column("activity", _("Activity")),
        Column("statement", _("Promise"), value="promise.statement"),
        Column("planned", _("Promised"), kind="number", value="promise.planned"),
        Column("achieved", _("Counted"), kind="number", value="promise.achieved"),
        Column("unit", _("Unit"), value="promise.unit"),
        Column("figure", _("In words"), value="promise.figure"),
        Column("status", _("State"), value="promise.status_text"),
        Column("gaps", _("Still missing"), value=joined("gaps")),
        Column("shares", _("How it is divided"), value=lambda card: "; ".join(divided(card.promise))),
        Column("formula", _("Formula"), value=lambda card: card.promise.formula or card.promise.ratio),
        Column("reachable", _("Reachable now"), kind="number", value="promise.reachable"),
        Column("undated", _("Without a day"), kind="number", value="promise.undated"),
        Column("warnings", _("To check"), value=joined("warnings")),
        Column("deviation", _("Reason of the difference"), value="promise.deviation"),
    ]

    @cached_property
    def filterset(self):
        live = [row for row in self.activities if not row.is_archived and self.is_own(row.pk)]
        return self.make_filterset(activities=live, states=STATES.items())

    @cached_property
    def read(self):
        """(BoardRows, all activities): one query."""
        return walk_together([board_asked(self.parent), only(parts_of(Activity, self.parent.pk))])

    @cached_property
    def activities(self):
        return self.read[1]

    @cached_property
    def board(self):
        return promise_board(
            self.parent, pairs=self.pairs, until=self.on, months=True, checks=self.own is None, rows=self.read[0]
        )

    @cached_property
    def of_activity(self):
        """The promises of the activity that was chosen, whatever their state."""
        chosen = self.filterset.chosen("activity")
        own = [row for row in self.board.promises if self.is_own(row.activity_id)]
        return [row for row in own if not chosen or row.activity_id == int(chosen)]

    def get_rows(self):
        state = self.filterset.chosen("status")
        promises = [row for row in self.of_activity if not state or row.status == state]
        return cards_of(promises, self.titles, project=self.parent, on=self.on)

    @property
    def export_name(self):
        name = _("Promises")
        return f"{name} {self.on.isoformat()}" if self.on else str(name)

    def count_text(self, count):
        return ngettext("%(count)d promise", "%(count)d promises", count) % {"count": count}

    def primary_action(self):
        if not self.may.edit:
            return None
        return Action(_("Add a promise"), reverse("projects:target-create", args=[self.parent.slug]), icon="plus")

    def actions(self):
        papers = [
            Action(label, reverse("projects:target-paper", args=[self.parent.slug, kind]) + query_with(self.request, format=None))
            for label, kind in ((_("Print"), "html"), ("PDF", "pdf"))
        ]
        return [*super().actions(), *papers] if self.has_promises else super().actions()

    @property
    def has_promises(self):
        return any(self.is_own(row.activity_id) for row in self.board.promises)

    def states(self):
        """How many promises stand how: each figure opens as many promises."""
        found = {}
        for promise in self.of_activity:
            found[promise.status] = found.get(promise.status, 0) + 1
        return [
            Stat(str(words), number(found[state]), url=query_with(self.request, status=state, format=None, page=None))
            for state, words in STATES.items() if state in found
        ]

    def year_ends(self):
        """[(day, address, whether it is the chosen one)] of the years the project has behind it, to look back by one click."""
        project, today = self.parent, timezone.localdate()
        if project.starts_on is None:
            return []
        last = min(day for day in (project.ends_on, today) if day)
        days = [date(year, 12, 31) for year in range(project.starts_on.year, last.year + 1)]
        found = [day for day in days if day < today][-MOST_YEARS:]
        return [(day, query_with(self.request, on=day.isoformat(), format=None, page=None), day == self.on) for day in found]

    def nothing(self):
        """What an empty board says: its title and a sentence."""
        if self.own is not None:
            return _("Nothing is promised for the activity you work in"), _("What the whole project promised, its page tells.")
        return _("No promise is written down yet"), self.empty_text if self.may.edit else ""

    def get_context_data(self, **kwargs):
        undated = sum(promise.undated for promise in self.of_activity)
        return super().get_context_data(
            board=self.board, has_promises=self.has_promises, states=self.states(), as_it_stood=self.as_it_stood(undated),
            language=get_language()[:2], year_ends=self.year_ends(), nothing=self.nothing(),
            now_url=query_with(self.request, on=None, format=None, page=None) if self.on else "", **kwargs,
        )


class TargetPaper(TargetList):
    """The board as it stands, on one sheet: to print, as PDF, as a Word document."""

    def get(self, request, *args, **kwargs):
        kind = self.kwargs["kind"]
        if kind not in PAPERS:
            raise Http404
        promises = [card.promise for card in self.get_rows()]
        paper = promise_paper(self.parent, promises, self.board.checks, note=self.as_it_stood(0))
        name = f"{self.parent.acronym} {self.export_name}".strip()
        try:
            return paper_response(paper, kind, Truncator(name).chars(80))
        except PdfUnavailable as error:
            return pdf_unavailable(request, error, word_url=self.paper_url("docx"), print_url=self.paper_url("html"))

    def paper_url(self, kind):
        return reverse("projects:target-paper", args=[self.parent.slug, kind]) + query_with(self.request, format=None)


class TargetDetail(BoardMixin, ListPage):
    """One promise: how it grew, how it is divided, and the rows that make up its figure."""

    template_name = "projects/target_detail.html"
    has_object = True
    paginate_by = 100
    empty_title = _("Nothing has been counted yet")

    def get_queryset(self):
        rows = super().get_queryset()
        return rows if self.own is None else rows.filter(activity__in=self.own)

    def get_page_title(self):
        return Truncator(str(self.object)).chars(90)

    @cached_property
    def filterset(self):
        return self.make_filterset(parts=self.known.parts.items())

    @cached_property
    def known(self):
        return PromiseRows(self.parent, self.object.pk, pairs=self.pairs)

    @cached_property
    def behind(self):
        return self.known.behind(until=self.on, part=self.filterset.chosen("part"))

    def get_columns(self):
        columns = [
            Column("on", _("Day"), kind="date", empty=_("not known")),
            Column("activity", _("Activity"), value=lambda row: self.titles.get(row.activity, "")),
            Column("part", _("Part")),
            Column("amount", self.behind.promise.unit or _("Number"), kind="number"),
        ]
        return [column for column in columns if column.key != "part" or self.known.division]

    def get_rows(self):
        return self.behind.rows

    def make_table(self, objects):
        table = super().make_table(objects)
        if self.behind.total is not None:
            table.footer = {"on": str(_("Total")), "amount": number(self.behind.total)}
        return table

    def count_text(self, count):
        return ngettext("%(count)d row", "%(count)d rows", count) % {"count": count}

    def actions(self):
        if not self.may.edit:
            return []
        labels = {"edit": _("Edit"), "divide": _("Divide"), "formula": _("Formula")}
        return [
            Action(label, reverse(f"projects:target-{verb}", args=[self.parent.slug, self.object.pk]))
            for verb, label in labels.items() if verb != "divide" or self.object.distribution and self.object.equal_share is None
        ]

    def get_context_data(self, **kwargs):
        promise = self.behind.promise
        (card,) = cards_of([promise], self.titles, project=self.parent, on=self.on)
        return super().get_context_data(
            card=replace(card, rows_url=""), behind=self.behind, promise=promise, as_it_stood=self.as_it_stood(promise.undated),
            language=get_language()[:2], **kwargs,
        )
