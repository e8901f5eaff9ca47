"""Templates of a project, and the kinds of services."""
from django.urls import path

from communities.urls.base import IN_PROJECT
from communities.views import templates, vocabulary

HERE = f"{IN_PROJECT}templates/"
FIELDS = f"{HERE}sections/<id:sectiontemplate_pk>/fields/"
STATEMENTS = f"{HERE}assessment/statements/"

patterns = [
    path("lists/services/", vocabulary.ServiceKindList.as_view(), name="servicekind-list"),
    path("lists/services/new/", vocabulary.ServiceKindCreate.as_view(), name="servicekind-create"),
    path(HERE, templates.TemplatesPage.as_view(), name="plantemplate-list"),
    path(f"{HERE}copy/", templates.PlanTemplateCopy.as_view(), name="plantemplate-copy"),
    path(f"{HERE}<id:pk>/edit/", templates.PlanTemplateEdit.as_view(), name="plantemplate-edit"),
    path(f"{HERE}sections/new/", templates.SectionCreate.as_view(), name="sectiontemplate-create"),
    path(f"{HERE}sections/<id:pk>/", templates.SectionDetail.as_view(), name="sectiontemplate-detail"),
    path(f"{HERE}sections/<id:pk>/edit/", templates.SectionEdit.as_view(), name="sectiontemplate-edit"),
    path(f"{HERE}sections/<id:pk>/archive/", templates.SectionArchive.as_view(), name="sectiontemplate-archive"),
    path(f"{HERE}sections/<id:pk>/restore/", templates.SectionRestore.as_view(), name="sectiontemplate-restore"),
    path(f"{HERE}sections/<id:pk>/move/", templates.SectionMove.as_view(), name="sectiontemplate-move"),
    path(f"{FIELDS}new/", templates.FieldCreate.as_view(), name="fieldtemplate-create"),
    path(f"{FIELDS}<id:pk>/edit/", templates.FieldEdit.as_view(), name="fieldtemplate-edit"),
    path(f"{FIELDS}<id:pk>/archive/", templates.FieldArchive.as_view(), name="fieldtemplate-archive"),
    path(f"{FIELDS}<id:pk>/restore/", templates.FieldRestore.as_view(), name="fieldtemplate-restore"),
    path(f"{FIELDS}<id:pk>/move/", templates.FieldMove.as_view(), name="fieldtemplate-move"),
    path(f"{HERE}assessment/", templates.AssessmentTemplatePage.as_view(), name="assessmenttemplate-detail"),
    path(f"{HERE}assessment/copy/", templates.AssessmentTemplateCopy.as_view(), name="assessmenttemplate-copy"),
    path(f"{STATEMENTS}new/", templates.StatementCreate.as_view(), name="statement-create"),
    path(f"{STATEMENTS}<id:pk>/edit/", templates.StatementEdit.as_view(), name="statement-edit"),
    path(f"{STATEMENTS}<id:pk>/archive/", templates.StatementArchive.as_view(), name="statement-archive"),
    path(f"{STATEMENTS}<id:pk>/restore/", templates.StatementRestore.as_view(), name="statement-restore"),
    path(f"{STATEMENTS}<id:pk>/move/", templates.StatementMove.as_view(), name="statement-move"),
]
