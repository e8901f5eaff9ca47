"""The frozen texts: approved versions of the budgets, claims as they were handed in."""
from budgets.models import BudgetVersion, Claim, ClaimVersion
from budgets.summaries import claim_content, versions
from projects.models import Project


def write(filler):
    """By the same functions as the verbs, project after project."""
    for project in Project.objects.order_by("pk").iterator(chunk_size=100):
        BudgetVersion.objects.create(
            project=project, number=1, approved_on=project.starts_on, decided_by="Partnerite koosolek",
            content=versions.as_json(versions.content_of(project)), made_by=filler.admin,
        )
        claims = Claim.objects.filter(project=project, state__in=["submitted", "approved"]).select_related(
            "project", "period__programme", "partnership__organisation", "partnership__budget__rule_set"
        )
        found = []
        for claim in claims:
            content = claim_content.as_json(claim_content.content_of(claim))
            steps = ["submitted", "approved"] if claim.state == "approved" else ["submitted"]
            found += [
                ClaimVersion(claim=claim, number=number, step=step, content=content, made_by=filler.admin)
                for number, step in enumerate(steps, start=1)
            ]
        ClaimVersion.objects.bulk_create(found)
