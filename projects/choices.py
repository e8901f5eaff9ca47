"""The vocabulary of `projects`: closed lists. Open lists ("jne") are rows, see models/vocabulary.py."""
from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(TextChoices):
    """What a person may do in one project. Rights come from these rows, never from the user."""

    COORDINATOR = "coordinator", _("Coordinator")
    EDITOR = "editor", _("Partner's editor")
    READER = "reader", _("Partner's reader")
    COMMUNITY = "community", _("Community's representative")
    EXPERT = "expert", _("Expert or mentor")
    AUDITOR = "auditor", _("Auditor")


class Country(TextChoices):
    EE = "EE", _("Estonia")
    LV = "LV", _("Latvia")
    FI = "FI", _("Finland")
    NO = "NO", _("Norway")
    SE = "SE", _("Sweden")
    CZ = "CZ", _("Czechia")
    AT = "AT", _("Austria")
    OTHER = "XX", _("Another country")


class OrganisationKind(TextChoices):
    NGO = "ngo", _("Non-profit association")
    MUNICIPALITY = "municipality", _("Municipality")
    LAG = "lag", _("Local action group")
    AGENCY = "agency", _("Agency")
    MINISTRY = "ministry", _("Ministry")
    UNIVERSITY = "university", _("University or research institution")
    YOUTH_CENTRE = "youth_centre", _("Youth centre")
    FUND = "fund", _("Fund")
    OTHER = "other", pgettext_lazy("kind of organisation", "Other organisation")


class NameKind(TextChoices):
    OFFICIAL = "official", _("Official name")
    SHORT = "short", _("Short name")
    ALIAS = "alias", _("Other name")
    AS_STATED = "as_stated", _("Spelling in a source")


class ProjectType(TextChoices):
    COOPERATION = "cooperation", _("Cooperation project")
    PARTNERSHIP = "partnership", _("Strategic partnership")
    MOBILITY = "mobility", _("Learning mobility project")
    STRAND = "strand", _("Strand of a programme")
    OTHER = "other", pgettext_lazy("type of project", "Other project")


class Publication(TextChoices):
    """Who may see the project at all, and whether it may still change."""

    DRAFT = "draft", _("Draft")
    ACTIVE = "active", _("Published")
    CLOSED = "closed", _("Closed")
    ARCHIVED = "archived", _("Archived")


class Phase(TextChoices):
    """Where the project is in time, when somebody has confirmed it."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("In progress")
    COMPLETED = "completed", _("Completed")


class PartnerRole(TextChoices):
    LEAD = "lead", _("Lead partner")
    MANAGER = "manager", _("Project management")
    PARTNER = "partner", _("Partner")
    ASSOCIATED = "associated", _("Associated partner")
    IMPLEMENTER = "implementer", _("Implementer")
    FUNDER = "funder", _("Funder")
    AUTHORITY = "authority", _("Cooperating authority")
    ACTIVITY_ONLY = "activity_only", _("Partner in one activity")


class ActivityRole(TextChoices):
    RESPONSIBLE = "responsible", _("Responsible")
    COOPERATING = "cooperating", _("Cooperation partner")
    AUTHORITY = "authority", _("Cooperating authority")


class ActivityKind(TextChoices):
    ASSESSMENT = "assessment", _("Assessment")
    PLANNING = "planning", _("Action plans")
    SERVICE = "service", _("Community services")
    TRAINING = "training", _("Training")
    SEMINAR = "seminar", _("Seminars")
    TRIP = "trip", _("Study trip")
    MOBILITY = "mobility", _("Learning mobility")
    EXPERT_VISIT = "expert_visit", _("Invited experts")
    EQUIPMENT = "equipment", _("Equipment")
    SUPPORT = "support", _("Mentoring and expert support")
    DIALOGUE = "dialogue", _("Dialogue")
    NETWORK = "network", _("Networking")
    STAFFING = "staffing", _("Shared staff")
    DELIVERABLE = "deliverable", _("Deliverable")
    MANAGEMENT = "management", _("Management")
    STRAND = "strand", _("Strand of activity")
    OTHER = "other", pgettext_lazy("kind of activity", "Other activity")


class ActivityStatus(TextChoices):
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("In progress")
    DONE = "done", pgettext_lazy("state of an activity", "Done")
    CANCELLED = "cancelled", _("Cancelled")


class NarrativeKind(TextChoices):
    GOAL = "goal", _("Aim")
    GOAL_PART = "goal_part", _("Part of the aim")
    NEED = "need", _("Why it is needed")
    BACKGROUND = "background", _("Background")
    STRENGTH = "strength", _("What is already strong")
    APPROACH = "approach", _("How we work")
    SOLUTION = "solution", _("New solution")


class Direction(TextChoices):
    INCREASES = "increases", _("grows")
    IMPROVES = "improves", _("improves")
    PERSISTS = "persists", _("continues")
    APPEARS = "appears", _("comes into being")


class TargetGroupKind(TextChoices):
    FINAL = "final", _("Whose life should improve")
    BENEFICIARY = "beneficiary", _("Who benefits")
    PARTICIPANT = "participant", _("Who takes part")
    APPLICANT = "applicant", _("Who applies for support")
    IMPLEMENTER = "implementer", _("Who carries it out")


class Comparator(TextChoices):
    EXACTLY = "exactly", _("exactly")
    IN_TOTAL = "in_total", _("in total")
    UP_TO = "up_to", _("up to")
    AT_LEAST = "at_least", _("at least")
    ABOUT = "about", _("about")
    OPEN = "open", _("no number promised")


class Distribution(TextChoices):
    """By what a promise is divided; the upper apps tell which items there are."""

    NONE = "", _("not divided")
    AREA = "area", _("by area")
    PARTNER = "partner", _("by partner")
    COUNTY = "county", _("by county")
    REGION = "region", _("by rescue region")
    COHORT = "cohort", _("by group of participants")


class FundingRole(TextChoices):
    """The links of a funding chain, from the money down to the people who use it."""

    FUND = "fund", _("Fund")
    PROGRAMME = "programme", _("Programme")
    APPROVER = "approver", _("Approved by")
    IMPLEMENTER = "implementer", _("Carried out by")
    GROUP = "group", _("Used by")


class DocumentKind(TextChoices):
    APPLICATION = "application", _("Application")
    CONTRACT = "contract", _("Contract")
    DECISION = "decision", _("Decision")
    REPORT = "report", _("Report")
    MINUTES = "minutes", pgettext_lazy("of a meeting", "Minutes")
    GUIDE = "guide", _("Guide")
    PHOTO = "photo", _("Photo")
    OTHER = "other", pgettext_lazy("kind of document", "Other document")


class FlexibilityOf(TextChoices):
    """What the percentage that may be moved without asking is a percentage of."""

    LINE = "line", _("each budget line")
    CATEGORY = "category", _("each cost category")
    BUDGET = "budget", _("the partner's budget")


class EvidenceKind(TextChoices):
    """What may prove that an event took place and what it cost."""

    AGENDA = "agenda", _("Agenda")
    ATTENDANCE = "attendance", _("List of participants with signatures")
    FEEDBACK = "feedback", _("Summary of the feedback")
    PHOTO = "photo", _("Photos with the programme's marks")
    MATERIAL = "material", _("Materials")
    CERTIFICATE = "certificate", _("Certificate")
    CONTRACT = "contract", _("Trainer's contract or CV")
    QUOTE = "quote", _("Quote")
    INVOICE = "invoice", _("Invoice")
    PAYMENT = "payment", _("Proof of payment")
    TRANSPORT = "transport", _("Transport and lodging")
    INVITATION = "invitation", _("Invitation and confirmation")
    AGREEMENT = "agreement", _("Learning agreement")
    REPORT = "report", _("Report on the trip")
    NEWS = "news", _("News on the web")
    OTHER = "other", pgettext_lazy("kind of evidence", "Other evidence")


class Visibility(TextChoices):
    PUBLIC = "public", _("Everybody")
    PROJECT = "project", _("People of the project")
    COORDINATORS = "coordinators", _("Coordinators only")


class FactState(TextChoices):
    STATED = "stated", _("stated")
    DERIVED = "derived", _("derived")
    UNCLEAR = "unclear", _("unclear in the source")
    NOT_STATED = "not_stated", _("not stated")


class DeliverableState(IntegerChoices):
    """How far a deliverable has come."""

    PLANNED = 0, _("Planned")
    DELIVERED = 1, _("Delivered")


class Language(TextChoices):
    ET = "et", _("Estonian")
    LV = "lv", _("Latvian")
    EN = "en", _("English")


class NoticeKind(TextChoices):
    """What people are told of. The words are headings; each notice's own sentence is in summaries/notices.py."""

    PLAN_SUBMITTED = "plan_submitted", _("A plan waits for a decision")
    PLAN_DECIDED = "plan_decided", _("A plan was decided on or returned")
    COMMENT = "comment", _("Somebody commented")
    EVENT_CHANGED = "event_changed", _("An event was moved or cancelled")
    DOCUMENT = "document", _("A document was added")
    PERIOD = "period", _("A period was extended")
    STALE_TEXT = "stale_text", _("A text must be translated anew")
    CLAIM_SUBMITTED = "claim_submitted", _("A claim waits for a decision")
    CLAIM_DECIDED = "claim_decided", _("A claim was decided on or returned")
    AMENDMENT = "amendment", _("A budget amendment waits for an answer or was decided")
    PAYOUT = "payout", _("Money arrived")
    REPORT = "report", _("A report was frozen")
    MEMBER = "member", _("Somebody joined the project")
    DEADLINE = "deadline", _("A deadline comes near")


class NoticeChannel(TextChoices):
    DIGEST = "digest", _("In the portal and in the daily mail")
    PORTAL = "portal", _("In the portal only")
    OFF = "off", _("Not at all")
