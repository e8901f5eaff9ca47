"""Equipment of a project: where it is, who keeps it, when somebody looked at it last, how long it is kept (A-22)."""
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from communities import actions, permissions
from communities.choices import EquipmentState
from communities.filters import EquipmentFilters
from communities.forms.equipment import EquipmentCheckForm, EquipmentForm, ReinstateForm, WriteOffForm
from communities.models import Enrolment, Equipment, EquipmentCheck, InvestmentNeed
from communities.summaries.equipment import EQUIPMENT_TONES, cost_of, loan_state, needs_check, with_borrowers, with_checks
from communities.views.communities import day_text
from communities.views.loans import loan_strip, loan_table
from communities.views.tab import CommunitiesTab
from portal.shared.money import format_money
from portal.shared.tables import Column, Table
from portal.shared.ui import Action, Fact
from portal.shared.verbs import spread
from portal.shared.views import ActionPage, ArchivePage, CreatePage, DetailPage, ListPage, RestorePage, UpdatePage
from portal.shared.ways import reverse
from projects.permissions import can_view_workspace
from projects.summaries import retention_of
from projects.views.rows import NestedMixin, RowMixin
from projects.views.workspace import PROJECT_RULES


def kept_by(row):
    """Where it is and which role keeps it, in one line."""
    return ", ".join(part for part in (row.kept_at, row.custodian_role) if part)


def name_and_number(row):
    return f"{row.name} × {row.quantity}" if row.quantity > 1 else row.name


def check_text(row):
    return str(_("overdue")) if needs_check(row) else ""


class EquipmentList(CommunitiesTab, ListPage):
    """Year four: where is the equipment?"""

    part = "equipment"
    model = Equipment
    rule = staticmethod(can_view_workspace)
    filterset_class = EquipmentFilters
    page_title = _("Equipment")
    page_lead = _("What was bought, who keeps it, when somebody looked at it last.")
    default_sort = "name"
    empty_title = _("No equipment yet")
    empty_text = _("Add what was bought; from a plan's investment need it takes one click.")
    may_rules = PROJECT_RULES | {"add_equipment": permissions.can_add_equipment}

    @cached_property
    def retention(self):
        return retention_of(self.parent)

    def get_columns(self):
        return [
            Column("name", pgettext_lazy("one thing", "Equipment"), value=name_and_number, url=Equipment.get_absolute_url,
                   sort="search_key"),
            Column("community", _("Community"), value="enrolment", sort="enrolment__community__sort_key"),
            Column("owner", _("Owner"), sort="owner__sort_key", empty=_("not stated")),
            Column("cost", pgettext_lazy("of a thing", "Cost"), kind="money", sort="cost"),
            Column("bought_on", _("Bought on"), kind="date", sort="bought_on"),
            Column("kept", _("Where and who keeps it"), value=kept_by, empty=_("not stated")),
            Column("state", _("State"), kind="badge", value="get_state_display", sort="state",
                   tone=lambda row: EQUIPMENT_TONES[row.state]),
            Column("last_check", _("Last check"), kind="date", sort="last_check", empty=_("not yet")),
            Column("overdue", _("Yearly check"), kind="badge", value=check_text, tone=lambda row: "attention"),
            Column("kept_until", _("Retained until"), kind="date", value=lambda row: self.retention.until,
                   empty=self.retention.text or _("not known")),
        ]

    def get_queryset(self):
        return with_checks(super().get_queryset()).select_related("enrolment__community", "owner", "project")

    def primary_action(self):
        if not self.may.add_equipment:
            return None
        return Action(_("Add equipment"), reverse("communities:equipment-create", args=[self.parent.slug]), icon="plus")

    def actions(self):
        loans = reverse("communities:loan-list", args=[self.parent.slug])
        return [*super().actions(), Action(_("Loans"), loans)]

    def count_text(self, count):
        """How many, and what they cost as far as it is known."""
        rows = ngettext("%(count)d row", "%(count)d rows", count) % {"count": count}
        cost = cost_of(self.filterset.qs)
        if not cost.known:
            return rows
        total = format_money(cost.total)
        if cost.known == cost.count:
            return f"{rows}, {total}"
        told = _("%(total)s, stated for %(known)d of %(count)d") % {
            "total": total, "known": cost.known, "count": cost.count
        }
        return f"{rows}, {told}"


class EquipmentRows(RowMixin, CommunitiesTab):
    """Pages about one thing; those of hidden communities are 404."""

    part = "equipment"
    model = Equipment
    rule = staticmethod(permissions.can_edit_equipment)

    def get_queryset(self):
        return super().get_queryset().select_related("enrolment__community", "owner")

    def get_object(self):
        row = super().get_object()
        row.project = self.parent
        if row.enrolment_id:
            row.enrolment.project = self.parent
        return row


class EquipmentDetail(EquipmentRows, DetailPage):
    """What it is, why it was needed, whose it is, where it is now, who looked at it, how long it stays."""

    rule = staticmethod(can_view_workspace)
    about_object = False
    template_name = "communities/equipment/detail.html"
    object_rules = {"edit_equipment": permissions.can_edit_equipment, "lend": permissions.can_lend}

    def get_queryset(self):
        return with_checks(super().get_queryset().select_related("plan", "need"))

    def to(self, name, *args):
        return reverse(f"communities:{name}", args=[self.parent.slug, self.object.pk, *args])

    def actions(self):
        row, may = self.object, self.may
        if not may.edit_equipment:
            return []
        if row.is_archived:
            return [Action(_("Take back out"), self.to("equipment-restore"))]
        edit = Action(_("Edit"), self.to("equipment-edit"))
        if row.state == EquipmentState.WRITTEN_OFF:
            return [Action(_("Take back into use"), self.to("equipment-reinstate")), edit]
        found = [Action(_("Note a check"), self.to("equipmentcheck-create"), primary=needs_check(row))]
        if may.lend and row.lendable:
            found.insert(0, Action(_("Lend"), self.to("loan-create"), primary=not needs_check(row), icon="plus"))
        away = Action(_("Archive"), self.to("equipment-archive"))
        return [*found, edit, Action(_("Write off"), self.to("equipment-writeoff"), danger=True), away]

    def get_context_data(self, **kwargs):
        row = self.object
        loans = list(with_borrowers(row.loans.all(), self.request.user).order_by("starts_on", "pk"))
        for loan in loans:
            loan.equipment = row
        return super().get_context_data(
            facts=self.facts(), keeping=self.keeping(loans), badge=row.get_state_display(), tone=EQUIPMENT_TONES[row.state],
            overdue=needs_check(row), checks=self.check_table(), strip=loan_strip(loans),
            loans=loan_table(loans, self.parent, self.may.lend), **kwargs,
        )

    def facts(self):
        """Where it came from is asked of what a community uses; a thing that only travels has no plan."""
        row, origin = self.object, []
        if row.enrolment_id or row.plan_id:
            community = row.enrolment.get_absolute_url() if row.enrolment_id else ""
            origin = [
                Fact(_("Community"), str(row.enrolment or ""), url=community),
                Fact(_("Indispensable because"), row.indispensable_because),
                Fact(_("Action plan"), str(row.plan or ""), url=plan_url(row)),
                Fact(_("Investment need"), str(row.need or ""), note=row.need.why if row.need_id else ""),
            ]
        return [
            *origin,
            Fact(_("Quantity"), str(row.quantity)),
            Fact(pgettext_lazy("of a thing", "Cost"), format_money(row.cost) if row.cost is not None else ""),
            Fact(_("Bought on"), day_text(row.bought_on)),
        ]

    def keeping(self, loans):
        row, kept = self.object, retention_of(self.parent)
        away = next((loan for loan in loans if loan_state(loan) in {"out", "late"}), None)
        found = [
            Fact(_("Owner"), str(row.owner or "")),
            Fact(capfirst(_("who keeps it, by role")), row.custodian_role),
            Fact(capfirst(_("where it is kept")), row.kept_at),
            Fact(_("Inventory number"), row.inventory_mark),
            Fact(_("Last check"), day_text(row.last_check)),
            Fact(_("Retained until"), kept.text, note=kept.note),
        ]
        if away is not None:
            loan = loan_table([away], self.parent, False).rows[0]
            found.insert(0, Fact(_("Lent out now"), loan[0]["text"], note=loan[1]["text"]))
        return found

    def check_table(self):
        rows = list(self.object.checks.order_by("-checked_on", "-pk"))
        editable = self.may.edit_equipment and not self.object.is_archived

        def url(row):
            if not editable or row.state == EquipmentState.WRITTEN_OFF:
                return ""
            return self.to("equipmentcheck-edit", row.pk)

        columns = [
            Column("checked_on", _("Checked on"), kind="date", url=url),
            Column("state", _("State"), kind="badge", value="get_state_display", tone=lambda row: EQUIPMENT_TONES[row.state]),
            Column("checked_by", _("Who checked, by role"), empty=_("not stated")),
            Column("note", _("Note")),
        ]
        return Table(columns, rows, caption=_("Checks")) if rows else None


def plan_url(row):
    return reverse("communities:actionplan-detail", args=[row.project.slug, row.plan_id]) if row.plan_id else ""


class EquipmentCreate(EquipmentRows, CreatePage):
    """From an investment need (`?need=`) or a community (`?enrolment=`) what is known stands there already."""

    about_object = False
    rule = staticmethod(permissions.can_add_equipment)
    form_class = EquipmentForm
    verb = staticmethod(spread(actions.buy_equipment))
    page_title = _("Add equipment")

    def get_initial(self):
        need, enrolment = self.wanted("need"), self.wanted("enrolment")
        if need is None:
            return {"enrolment": enrolment.pk} if enrolment is not None else {}
        return {
            "need": need.pk, "plan": need.plan_id, "enrolment": need.plan.enrolment_id, "name": need.name,
            "quantity": need.quantity or 1, "cost": need.total, "indispensable_because": need.why,
            "kept_at": need.place_kept, "custodian_role": need.owner_after,
        }

    def wanted(self, name):
        """The row of this project that the address names, when this person may see it; a wrong one proposes nothing."""
        number = self.request.GET.get(name, "")
        if not number.isascii() or not number.isdecimal() or len(number) > 18:
            return None
        if name == "need":
            rows = InvestmentNeed.objects.visible_to(self.request.user).filter(plan__project=self.parent).live()
            return rows.select_related("plan").filter(pk=number).first()
        return Enrolment.objects.visible_to(self.request.user).filter(project=self.parent, pk=number).first()


class EquipmentEdit(EquipmentRows, UpdatePage):
    form_class = EquipmentForm
    verb = staticmethod(spread(actions.change_equipment))


class EquipmentArchive(EquipmentRows, ArchivePage):
    verb = staticmethod(actions.archive_equipment)
    question = _("Put this equipment into the archive?")
    explanation = _("For things that should not be in this list at all. What is gone is written off instead.")


class EquipmentRestore(EquipmentRows, RestorePage):
    verb = staticmethod(actions.restore_equipment)
    question = _("Take this equipment back out of the archive?")


class EquipmentWriteOff(EquipmentRows, ActionPage):
    form_class = WriteOffForm
    question = _("Write this off?")
    explanation = _("It stays in the list with its checks and the reason; papers are kept as long as the programme asks.")
    submit_label = _("Write off")
    dangerous = True
    success_message = _("It is written off.")

    def perform(self, equipment):
        answer = self.form.cleaned_data
        actions.write_off(
            equipment, by=self.request.user, reason=answer["reason"], on=answer["on"], checked_by=answer["checked_by"]
        )


class EquipmentReinstate(EquipmentRows, ActionPage):
    form_class = ReinstateForm
    question = _("Take this back into use?")
    submit_label = _("Take back into use")
    success_message = _("It is in use again.")

    def perform(self, equipment):
        actions.reinstate_equipment(equipment, by=self.request.user, reason=self.form.cleaned_data["reason"])


class BelowEquipment(NestedMixin, CommunitiesTab):
    """Pages about a check or a loan of one thing; the rule is asked about the thing."""

    part = "equipment"
    rule = staticmethod(permissions.can_edit_equipment)
    owner_model = Equipment
    owner_field = "equipment"
    owner_kwarg = "equipment_pk"
    owner_related = ("enrolment__community", "owner")
    about_owner = True

    def get_owner(self):
        owner = super().get_owner()
        if owner.enrolment_id:
            owner.enrolment.project = self.parent
        return owner


class CheckCreate(BelowEquipment, CreatePage):
    model = EquipmentCheck
    form_class = EquipmentCheckForm
    verb = staticmethod(spread(actions.check_equipment))
    page_title = _("Note a check")

    def get_initial(self):
        return {"state": self.owner.state}


class CheckEdit(BelowEquipment, UpdatePage):
    model = EquipmentCheck
    form_class = EquipmentCheckForm
    verb = staticmethod(spread(actions.change_check))
