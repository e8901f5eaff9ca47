"""Evidence of one event, and of a project's events together."""
from django.urls import path

from trainings.urls.base import OF_EVENT, ONE, TAB
from trainings.views import evidence, evidence_files, project_evidence

ITEMS = f"{OF_EVENT}evidence/"

patterns = [
    path(f"{TAB}evidence/", project_evidence.ProjectEvidence.as_view(), name="project-evidence"),
    path(f"{TAB}evidence/zip/", project_evidence.ProjectZip.as_view(), name="project-evidence-zip"),
    path(f"{ONE}evidence/", evidence.EvidencePage.as_view(), name="event-evidence"),
    path(f"{ONE}evidence/zip/", evidence_files.EvidenceZip.as_view(), name="evidence-zip"),
    path(f"{ONE}evidence/papers/<slug:what>.<str:kind>", evidence_files.EvidencePaper.as_view(), name="evidence-paper"),
    path(f"{ONE}close/", evidence.EventClose.as_view(), name="event-close"),
    path(f"{ONE}reopen/", evidence.EventReopen.as_view(), name="event-reopen"),
    path(f"{ITEMS}new/", evidence.EvidenceCreate.as_view(), name="evidenceitem-create"),
    path(f"{ITEMS}<id:pk>/edit/", evidence.EvidenceEdit.as_view(), name="evidenceitem-edit"),
    path(f"{ITEMS}<id:pk>/archive/", evidence.EvidenceArchive.as_view(), name="evidenceitem-archive"),
    path(f"{ITEMS}<id:pk>/restore/", evidence.EvidenceRestore.as_view(), name="evidenceitem-restore"),
    path(f"{ITEMS}<id:pk>/file/", evidence_files.EvidenceDownload.as_view(), name="evidenceitem-download"),
]
