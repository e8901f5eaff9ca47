"""What the portal brings along as data: the standard plan, the standard assessment, the kinds of services.

Texts are in Estonian, Latvian and English; projects and programmes change copies of them, see actions/templates.py.
"""
from communities.actions.standard.build import (
    ensure_assessment_template,
    ensure_plan_template,
    ensure_service_kinds,
    template_of,
)
from communities.actions.standard.lists import STARTER_INDICATORS, STARTER_RISKS

__all__ = [
    "STARTER_INDICATORS", "STARTER_RISKS", "ensure_assessment_template", "ensure_plan_template", "ensure_service_kinds",
    "template_of",
]
