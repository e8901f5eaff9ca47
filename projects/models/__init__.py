"""The nouns of `projects`, in reading order."""
from projects.models.activity import Activity, ActivityDependency, ActivityPartner, Deliverable
from projects.models.membership import Invitation, Membership
from projects.models.organisation import Organisation, OrganisationName
from projects.models.partnership import CooperationGroup, GroupMembership, Partnership, ProjectArea, TargetGroup
from projects.models.programme import EvidenceRule, Programme, RuleSet
from projects.models.project import Challenge, FundingLink, Narrative, Project, Result, Stage
from projects.models.record import Contact, Contradiction, Document, Source, StatedFact
from projects.models.target import CrossCheck, Target, TargetFactor, TargetShare
from projects.models.user import User
from projects.models.vocabulary import Audience, GlossaryTerm, Topic

__all__ = [
    "Activity", "ActivityDependency", "ActivityPartner", "Audience", "Challenge", "Contact", "Contradiction",
    "CooperationGroup", "CrossCheck", "Deliverable", "Document", "EvidenceRule", "FundingLink", "GlossaryTerm",
    "GroupMembership", "Invitation", "Membership", "Narrative", "Organisation", "OrganisationName", "Partnership",
    "Programme", "Project", "ProjectArea", "Result", "RuleSet", "Source", "Stage", "StatedFact", "Target",
    "TargetFactor", "TargetGroup", "TargetShare", "Topic", "User",
]
