"""Areas and organisations of a draft: those known already are used, others are made."""

import re

from portal.intake.proposal import AREA, PARTNER
from portal.intake.summaries import known_organisations
from portal.intake.words import country_of_organisation, kind_of_organisation
from portal.shared.text import clean_line, fold
from projects import actions
from projects.choices import FundingRole, NameKind, PartnerRole
from projects.models import FundingLink, Organisation, OrganisationName, Partnership, ProjectArea

CHAIN = {"funder": FundingRole.FUND, "implementer": FundingRole.IMPLEMENTER}
SHARE = re.compile(r"(?P<name>.+?)\s+(?P<number>\d{1,6})")
MOST_GROUPS = 12


def areas(told):
    for row in told.of(AREA):
        area(told, row["fields"]["name"])


def area(told, name):
    """The project's area of this name, made when it is new."""
    name = clean_line(name)[:120]
    if name not in told.areas:
        told.areas[name] = told.add(ProjectArea(name_et=name))
    return told.areas[name]


def shares_of(text):
    """[(name, number)] of "Ape 4; Engure 3"."""
    parts = (SHARE.fullmatch(part.strip()) for part in str(text).split(";"))
    return [(clean_line(part["name"]), int(part["number"])) for part in parts if part]


def listed(text):
    """The names of a list in words: "kogukonnad, ettevõtjad ja omavalitsused"."""
    parts = re.split(r",|;|\s(?:ja|ning|un|and)\s", text.strip(" ."))
    return [clean_line(part)[:200] for part in parts if part.strip()][:MOST_GROUPS]


def organisations(told):
    """Partners become partnerships; those who give or pass on the money stand in the funding chain as well."""
    for row in told.of(PARTNER):
        name, role = clean_line(row["fields"]["name"]), row["fields"]["role"]
        found = organisation(told, name, short=row["more"].get("short", ""))
        if role in CHAIN:
            told.add(FundingLink(role=CHAIN[role], organisation=found))
            continue
        if any(partner.organisation_id == found.pk for partner in told.partners.values()):
            continue
        wanted = role if role in PartnerRole.values else ""
        told.partners[name] = told.add(Partnership(organisation=found, role=wanted))


def organisation(told, name, short="", parent=None):
    """The organisation of this name in any of its spellings, made when nobody knows it; `parent` is for a new one."""
    name = clean_line(name)[:200]
    if not hasattr(told, "known"):
        told.known = known_organisations()
    key = told.known.get(fold(name))
    if key is not None:
        return Organisation.objects.get(pk=key)
    made = actions.add_organisation(
        Organisation(
            name=name,
            parent=parent,
            kind=kind_of_organisation(name),
            country=country_of_organisation(name),
            legal_form="MTÜ" if name.startswith("MTÜ ") or name.endswith(" MTÜ") else "",
        ),
        by=told.by,
    )
    told.counted["organisation"] += 1
    if short:
        actions.add_organisation(OrganisationName(organisation=made, text=short, language="et", kind=NameKind.SHORT), by=told.by)
    told.known[fold(name)] = made.pk
    return made
