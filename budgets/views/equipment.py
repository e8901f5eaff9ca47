"""Year four: where is the equipment, which papers prove it, and until when must it stay?"""
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from budgets import permissions
from budgets.filters.equipment import KeptEquipmentFilters
from budgets.summaries.budget import total_of
from budgets.summaries.retention import GONE, SOON, kept_things
from budgets.views.tab import MoneyTab
from communities.models import Equipment
from communities.summaries.equipment import EQUIPMENT_TONES
from portal.shared.money import format_money
from portal.shared.tables import Column
from portal.shared.views import ListPage
from portal.shared.views.lists import EXPORTS

WHY = _("Why so long")  # said once above the table; every row of the file has its own


def until_text(kept, today):
    """What the days left mean, in words."""
    left = kept.keeping.days_left(today)
    if left is None:
        return _now("not known")
    if left == 0:
        return _now("The time is over")
    if kept.thing.state in GONE:
        return _now("Gone before its time")
    return ngettext("%(days)d day left", "%(days)d days left", left) % {"days": left}


def until_tone(kept, today):
    left = kept.keeping.days_left(today)
    if left and kept.thing.state in GONE:
        return "warning"
    return "attention" if left is not None and 0 < left <= SOON.days else "neutral"


def line_url(kept):
    return kept.lines[0].budget.get_absolute_url() if kept.lines else ""


class EquipmentKeeping(MoneyTab, ListPage):
    part = "equipment"
    model = Equipment
    rule = staticmethod(permissions.can_view_budgets)
    filterset_class = KeptEquipmentFilters
    template_name = "budgets/equipment_keeping.html"
    page_title = _("How long equipment is kept")
    page_lead = _("Every thing with its line, its papers and the day until which it must stay.")
    default_sort = "name"
    empty_title = _("No equipment yet")
    empty_text = _("It is added on the Communities tab when it is bought.")

    @cached_property
    def today(self):
        return timezone.localdate()

    def get_columns(self):
        return [
            Column("name", pgettext_lazy("one thing", "Equipment"), value="thing.name", sort="search_key",
                   url=lambda kept: kept.thing.get_absolute_url()),
            Column("owner", _("Owner"), value="thing.owner", sort="owner__sort_key", empty=_("not stated")),
            Column("cost", pgettext_lazy("of a thing", "Cost"), kind="money", value="thing.cost", sort="cost"),
            Column("line", _("Budget line"), value=lambda kept: ", ".join(map(str, kept.lines)), url=line_url,
                   empty=_("not stated")),
            Column("expense", _("Expenses"), value=lambda kept: ", ".join(map(str, kept.expenses)), empty=_("not stated"),
                   url=lambda kept: kept.expenses[0].get_absolute_url() if kept.expenses else ""),
            Column("bought_on", _("Bought on"), kind="date", value="thing.bought_on", sort="bought_on"),
            Column("state", _("State"), kind="badge", value="thing.get_state_display", sort="state",
                   tone=lambda kept: EQUIPMENT_TONES[kept.thing.state]),
            Column("until", _("Retained until"), kind="date", value="keeping.until", empty=_("not known")),
            Column("left", _("Days left"), kind="badge", value=lambda kept: until_text(kept, self.today),
                   tone=lambda kept: until_tone(kept, self.today), export=lambda kept: kept.keeping.days_left(self.today)),
            *([Column("why", WHY, value="keeping.why")] if self.request.GET.get("format") in EXPORTS else []),
        ]

    def get_queryset(self):
        return super().get_queryset().live().select_related("owner")

    @cached_property
    def rows(self):
        kept = kept_things(self.parent, super().get_rows(), self.request.user)
        for row in kept:
            row.thing.project = self.parent
        return kept

    def get_rows(self):
        return self.rows

    def count_text(self, count):
        rows = ngettext("%(count)d row", "%(count)d rows", count) % {"count": count}
        total = total_of(row.thing.cost for row in self.rows)
        return rows if total is None else f"{rows}, {format_money(total)}"

    def reasons(self):
        """[(until, why)] of the things on the list, each once, the soonest first."""
        found = {(row.keeping.until, row.keeping.why) for row in self.rows}
        return sorted(found, key=lambda pair: (pair[0] is None, pair[0] or self.today, pair[1]))

    def get_context_data(self, **kwargs):
        gone = sum(until_tone(row, self.today) == "warning" for row in self.rows)
        warning = ngettext(
            "%(count)d thing is missing or written off before its time.",
            "%(count)d things are missing or written off before their time.", gone,
        ) % {"count": gone} if gone else ""
        return super().get_context_data(warning=warning, reasons=self.reasons(), why=WHY, **kwargs)
