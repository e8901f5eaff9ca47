"""The table of money: partner × line × source, edited in place by the coordinator, read by those whose money it is."""
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from budgets import permissions
from budgets.actions.grid import Clash, Doubtful, save_grid
from budgets.exports.grid import grid_table
from budgets.forms.grid import GridForm, Sent, read_pasted
from budgets.models import BudgetLine
from budgets.summaries.grid import AMOUNT, LINE, NEW, TITLE, CellName, grid_of
from budgets.views.grid_drawn import parts_drawn
from budgets.views.tab import MoneyTab
from portal.shared.requests import query_with
from portal.shared.ui import Action
from portal.shared.views import Page
from portal.shared.views.lists import EXPORTS, table_file
from portal.shared.ways import reverse
from projects.permissions import can_view_money_of
from projects.views.workspace import route_of

WRONG, CONFLICT = 422, 409


class BudgetGrid(MoneyTab, Page):
    """Everybody of the project sees the sums; lines and sources those whose money it is; the coordinator edits what is not
    approved yet. One save is all or nothing."""

    part = "grid"
    rule = staticmethod(permissions.can_view_budgets)
    template_name = "budgets/grid.html"
    page_title = gettext_lazy("The budget as a table")
    pasted = ""

    def get(self, request, *args, **kwargs):
        kind = request.GET.get("format")
        if kind in EXPORTS:
            title = _("%(project)s: budget") % {"project": self.parent}
            return table_file(grid_table(self.grid, self.seen, title), kind, title)
        return self.show(sheet=self.sheet())

    def post(self, request, *args, **kwargs):
        if not self.may.edit_money:
            raise PermissionDenied
        sent = Sent(request.POST)
        if sent.do == "paste":
            return self.paste(sent)
        # What was pasted below and not put into the table yet stays there when the table is refused.
        self.pasted = sent.block
        try:
            saved = save_grid(
                self.parent, sent.cells, by=request.user, key=sent.key, overruled=sent.overruled
            )
        except Clash as clash:
            return self.show_clash(sent, clash)
        except Doubtful as doubtful:
            return self.show(WRONG, sheet=self.as_sent(sent, doubtful=doubtful))
        except ValidationError as error:
            by_cell = hasattr(error, "error_dict")
            told = {"errors": error.message_dict} if by_cell else {"problems": error.messages}
            return self.show(WRONG, sheet=self.as_sent(sent, **told))
        self.tell(saved)
        return HttpResponseRedirect(request.path)

    def tell(self, saved):
        if not saved.cells:
            messages.info(self.request, _("Nothing was changed."))
            return
        count = saved.cells
        messages.success(
            self.request, ngettext("Saved: %(count)d cell.", "Saved: %(count)d cells.", count) % {"count": count}
        )

    # --- what is shown ---

    @cached_property
    def grid(self):
        return grid_of(self.parent)

    @cached_property
    def seen(self):
        """Keys of the budgets whose lines and sources this person may see."""
        user = self.request.user
        return {
            block.budget.pk for block in self.grid.blocks
            if can_view_money_of(user, self.parent, block.budget.partnership.organisation_id)
        }

    def sheet(self, **told):
        may_see = permissions.can_view_spending(self.request.user, self.parent)
        return GridForm(
            self.grid, self.seen, may_edit=self.may.edit_money, slug=self.parent.slug,
            expenses_url=route_of("budgets:expense-list", self.parent.slug) if may_see else "", **told,
        )

    def as_sent(self, sent, texts=None, **told):
        return self.sheet(texts=sent.texts | (texts or {}), was=sent.was, key=sent.key, **told)

    def show_clash(self, sent, clash):
        """Nothing is saved: both values stand at the cell, and what was typed into lines that are gone stands in new rows."""
        texts = {name: text for name, text in sent.texts.items() if not is_of(name, clash.gone)}
        problems = []
        if clash.cells:
            count = len(clash.cells)
            problems.append(
                ngettext(
                    "Somebody else changed %(count)d cell that you changed too. Nothing is saved yet: look and save again.",
                    "Somebody else changed %(count)d cells that you changed too. Nothing is saved yet: look and save again.",
                    count,
                ) % {"count": count}
            )
        for key in clash.gone:
            texts |= self.revived(key, sent)
        if clash.gone:
            problems.append(_("A line was taken out while you wrote in it. It stands as a new row of its partner."))
        return self.show(CONFLICT, sheet=self.sheet(texts=texts, was=sent.was, key=sent.key, clash=clash, problems=problems))

    def revived(self, key, sent):
        """{name: text} of a new row with what a line that is gone last said, and what this person typed into it."""
        last = BudgetLine.history.filter(id=key, budget__project=self.parent).order_by("-history_id").first()
        if last is None or last.budget_id not in self.grid.by_budget:
            return {}
        texts = {TITLE: last.title_et, AMOUNT: "" if last.amount is None else str(last.amount)}
        typed = {CellName.parse(name).field: text for name, text in sent.texts.items() if is_of(name, [key])}
        new = CellName(NEW, last.budget_id, f"gone{key}")
        return {str(new._replace(field=name)): text for name, text in (texts | typed).items()}

    def paste(self, sent):
        block = next((block for block in self.grid.blocks if str(block.budget.pk) == sent.partner), None)
        if block is None or not block.is_draft:
            problem = _("Choose the partner whose rows these are.")
            return self.show(WRONG, sheet=self.as_sent(sent, problems=[problem]), pasted=sent.block)
        try:
            texts, errors, notes = read_pasted(self.grid, block, sent.block)
        except ValidationError as error:
            return self.show(WRONG, sheet=self.as_sent(sent, problems=error.messages), pasted=sent.block)
        notes.insert(0, _("The rows stand in the table and are not saved yet. Look them over and save."))
        return self.show(sheet=self.as_sent(sent, texts=texts, errors=errors, notes=notes))

    def actions(self):
        found = []
        if self.may.edit_money and any(block.is_draft for block in self.grid.blocks):
            found.append(Action(gettext_lazy("Bring in a table"), self.to("budget-grid-import"), icon="plus"))
        return found

    def to(self, name):
        return reverse(f"budgets:{name}", args=[self.parent.slug])

    def amendment_url(self):
        """Where what is approved is changed; "" while nothing is, or for those who may not."""
        if not self.may.edit_money or all(block.is_draft for block in self.grid.blocks):
            return ""
        return route_of("budgets:amendment-create", self.parent.slug)

    def get_context_data(self, **kwargs):
        sheet = kwargs["sheet"]
        own = {
            "sources": self.grid.sources, "rows": parts_drawn(sheet.parts, len(self.grid.sources) + 5),
            "amendment_url": self.amendment_url(),
            "exports": [Action(kind.upper(), query_with(self.request, format=kind)) for kind in EXPORTS] if self.seen else [],
            "total": self.grid.total, "pasted": self.pasted, "words": words(), "new_budget_url": self.to("budget-create"),
            "choices": [part for part in sheet.parts if part.is_open],
        }
        return super().get_context_data(**own | kwargs)


def is_of(name, lines):
    """Is it a cell of one of these lines?"""
    cell = CellName.parse(name)
    return cell is not None and cell.kind == LINE and cell.pk in lines


def words():
    """What the script of the page says; {count} and so on are filled in there."""
    return {
        "pasted": _("Cells filled: {count}."),
        "new_rows": _("New rows: {count}."),
        "total_right": _("The total in the pasted block, {stated}, is right."),
        "total_wrong": _("The total in the pasted block says {stated}, its rows make {sum}: the difference is {by}."),
        "too_wide": _("What stood right of the last column was left out."),
        "too_many": _("Too many rows: only the first {count} were taken."),
        "computed": _("Computed and approved amounts stay as they are."),
        "back": _("The cell says again what it said before."),
        "unsaved": _("Not saved yet: {count}"),
    }
