"""The nouns of `projects`, in reading order."""
from projects.models.activity import Activity, ActivityDependency, ActivityPartner, Deliverable
from projects.models.change import PeriodChange, StaleText
from projects.models.membership import Invitation, Membership
from projects.models.organisation import Organisation, OrganisationName
from projects.models.partnership import CooperationGroup, GroupMembership, Partnership, ProjectArea, TargetGroup
from projects.models.person import HomeVisit, Notice, NoticeChoice, ProjectDraft, SavedFilter
from projects.models.programme import EvidenceRule, Programme, RuleSet
from projects.models.project import Challenge, FundingLink, Narrative, Project, Result, Stage
from projects.models.record import Contact, Contradiction, Document, EmbedSite, Source, StatedFact
from projects.models.target import CrossCheck, Target, TargetFactor, TargetShare
from projects.models.user import User
from projects.models.vocabulary import Audience, GlossaryTerm, Topic

__all__ = [
    "Activity", "ActivityDependency", "ActivityPartner", "Audience", "Challenge", "Contact", "Contradiction",
    "CooperationGroup", "CrossCheck", "Deliverable", "Document", "EmbedSite", "EvidenceRule", "FundingLink",
    "GlossaryTerm", "GroupMembership", "HomeVisit", "Invitation", "Membership", "Narrative", "Notice",
    "NoticeChoice", "Organisation", "OrganisationName", "Partnership", "PeriodChange", "Programme", "Project",
    "ProjectArea", "ProjectDraft", "Result", "RuleSet", "SavedFilter", "Source", "Stage", "StaleText", "StatedFact",
    "Target", "TargetFactor", "TargetGroup", "TargetShare", "Topic", "User",
]
