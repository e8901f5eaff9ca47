"""A project as schema.org tells it: who carries it out, who pays, from when to when."""
from django.conf import settings

from projects.views.structured import organisation_data


def project_data(project, story, address):
    """`address`: callable(path) -> absolute address."""
    url = address(project.get_absolute_url())
    partners = [partner.organisation for partner in story.partners if partner.organisation_id]
    return {
        "@type": "Project", "@id": url, "url": url, "name": project.acronym,
        "alternateName": project.title if project.title != project.acronym else None,
        "description": project.summary, "identifier": project.reference_code,
        "foundingDate": project.start.iso if project.start and project.start.year else None,
        "dissolutionDate": project.end.iso if project.end and project.end.year else None,
        "funder": {"@type": "Organization", "name": str(project.programme)} if project.programme_id else None,
        "member": [organisation_data(row, address) for row in partners],
    }


def site_data(address):
    return {"@type": "WebSite", "name": settings.BRAND_NAME, "description": settings.BRAND_TAGLINE, "url": address("/")}
