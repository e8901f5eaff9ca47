"""The doors into `projects`: forms parse, narrow the choices and warn; the verbs check and save."""
from projects.forms.activity import (
    ActivityDependencyForm,
    ActivityForm,
    ActivityPartnerForm,
    ActivityShareForm,
)
from projects.forms.content import (
    ChallengeForm,
    ContactForm,
    ContradictionForm,
    DeliverableForm,
    FundingLinkForm,
    NarrativeForm,
    ResultForm,
    SourceForm,
    StageForm,
    StatedFactForm,
    TargetGroupForm,
)
from projects.forms.document import DocumentEditForm, DocumentForm
from projects.forms.notice import NoticeChoicesForm
from projects.forms.organisation import OrganisationForm, OrganisationNameForm
from projects.forms.partnership import CooperationGroupForm, GroupMembershipForm, PartnershipForm, ProjectAreaForm
from projects.forms.people import AcceptForm, InvitationForm, MembershipForm
from projects.forms.project import PhaseForm, ProjectCreateForm, ProjectForm
from projects.forms.target import CrossCheckForm, DivisionForm, FormulaForm, TargetForm

__all__ = [
    "AcceptForm", "ActivityDependencyForm", "ActivityForm", "ActivityPartnerForm", "ActivityShareForm", "ChallengeForm",
    "ContactForm", "ContradictionForm", "CooperationGroupForm", "CrossCheckForm", "DeliverableForm", "DivisionForm",
    "DocumentEditForm", "DocumentForm", "FormulaForm", "FundingLinkForm", "GroupMembershipForm", "InvitationForm",
    "MembershipForm", "NarrativeForm", "NoticeChoicesForm", "OrganisationForm", "OrganisationNameForm", "PartnershipForm",
    "PhaseForm", "ProjectAreaForm", "ProjectCreateForm", "ProjectForm", "ResultForm", "SourceForm", "StageForm", "StatedFactForm",
    "TargetForm", "TargetGroupForm",
]
