"""Action plans: their way, their sections, and the closed lists of their tables."""
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanStatus(TextChoices):
    DRAFT = "draft", pgettext_lazy("plan", "Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned for completion")
    ENDORSED = "endorsed", _("Endorsed by the municipality")
    APPROVED = "approved", _("Approved")
    RUNNING = "running", _("In implementation")
    REVIEWED = "reviewed", _("Reviewed")
    COMPLETED = "completed", _("Completed")


class PlanStep(TextChoices):
    """What was decided about a plan; one row of its path."""

    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned for completion")
    ENDORSED = "endorsed", _("Endorsed by the municipality")
    APPROVED = "approved", _("Approved by the village meeting")
    STARTED = "started", _("Implementation began")
    REVIEWED = "reviewed", _("Reviewed")
    COMPLETED = "completed", _("Completed")
    RESTORED = "restored", _("Earlier version brought back")


class SectionKind(TextChoices):
    """What a section of a plan holds besides its fields. Only `table` has columns that a template names."""

    FIELDS = "fields", _("Fields only")
    TABLE = "table", _("A table with its own columns")
    ASSETS = "assets", _("The community's resources")
    SERVICES = "services", _("Services")
    TASKS = "tasks", _("Tasks and timeline")
    INVESTMENTS = "investments", _("Investment needs")
    FINANCE = "finance", _("Financial plan of three years")
    RISKS = "risks", _("Risks")
    INDICATORS = "indicators", _("Indicators")


class FieldKind(TextChoices):
    LINE = "line", _("One line")
    TEXT = "text", _("Long text")
    NUMBER = "number", _("Whole number")
    DECIMAL = "decimal", _("Number")
    MONEY = "money", _("Amount in euros")
    DAY = "day", _("Day")
    MONTH = "month", _("Month or year")
    CHOICE = "choice", _("One of a list")
    CHOICES = "choices", _("Several of a list")
    YESNO = "yesno", _("Yes or no")
    LINK = "link", _("Web address")


class UsersPer(TextChoices):
    MONTH = "month", _("in a month")
    SEASON = "season", _("in a season")
    YEAR = "year", _("in a year")


class ProviderKind(TextChoices):
    NGO = "ngo", _("Non-profit association")
    PARTNERSHIP = "partnership", pgettext_lazy("kind of provider", "Informal partnership")
    COMPANY = "company", _("Company")
    SELF_EMPLOYED = "self_employed", _("Self-employed person")
    VOLUNTEERS = "volunteers", _("Volunteers")
    MUNICIPALITY = "municipality", _("Municipality")


class ServiceReadiness(TextChoices):
    IDEA = "idea", _("Idea")
    TRIAL = "trial", _("Being tried out")
    READY = "ready", _("Ready to start")
    RUNNING = "running", _("Working")
    PAUSED = "paused", _("Paused")


class TaskStatus(TextChoices):
    PLANNED = "planned", _("Planned")
    STARTED = "started", _("Under way")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class CostSource(TextChoices):
    PROJECT = "project", _("Project")
    MUNICIPALITY = "municipality", _("Municipality")
    LAG = "lag", _("Local action group")
    FUND = "fund", _("Civil society fund")
    INCOME = "income", _("Own income")
    DONATION = "donation", _("Donation")
    VOLUNTARY = "voluntary", _("Voluntary work")


class NeedLevel(TextChoices):
    INDISPENSABLE = "indispensable", _("Indispensable")
    NEEDED = "needed", _("Needed")
    NICE = "nice", _("Good to have")


class FinanceKind(TextChoices):
    INCOME = "income", _("Income")
    COST = "cost", _("Cost")
    MEMO = "memo", _("For information")


class FinanceItem(TextChoices):
    """The row of the plan; `FINANCE_KIND_OF` in models/tables.py says whether it is income or a cost."""

    SALES = "sales", _("Sales")
    FEES = "fees", _("Participation fees")
    MUNICIPAL = "municipal", _("Municipal grant or contract")
    GRANT = "grant", _("Project grant")
    MEMBERSHIP = "membership", _("Membership fees, donations")
    LABOUR = "labour", _("Labour")
    PREMISES = "premises", _("Premises, heating, electricity")
    TRANSPORT = "transport", _("Transport")
    MATERIAL = "material", _("Material")
    INSURANCE = "insurance", _("Insurance, permits")
    MARKETING = "marketing", _("Marketing")
    MAINTENANCE = "maintenance", _("Maintenance")
    ACCOUNTING = "accounting", _("Accounting")
    OTHER_INCOME = "other_income", _("Other income")
    OTHER_COST = "other_cost", _("Other cost")
    VOLUNTARY = "voluntary", _("Value of voluntary work")


class RiskKind(TextChoices):
    PEOPLE = "people", _("People")
    MONEY = "money", _("Money")
    LAW = "law", _("Law")
    DEMAND = "demand", _("Demand")
    SEASON = "season", _("Season")
    CRISIS = "crisis", _("Weather or crisis")
    REPUTATION = "reputation", _("Reputation")
    DATA = "data", _("Data protection")
