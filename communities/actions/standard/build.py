"""Find a project's template, or make the standard one: each exists once, however many ask for it at the same moment."""
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q

from communities.actions.standard import assessment, plan
from communities.actions.standard.lists import SERVICE_KINDS
from communities.actions.standard.shape import in_languages, options_in_languages
from communities.models import (
    AssessmentBlock,
    AssessmentTemplate,
    FieldTemplate,
    PlanTemplate,
    ScoreBand,
    SectionTemplate,
    ServiceKind,
    Statement,
)
from portal.shared import bulk_verbs, verbs
from projects.models import Programme


def ensure_plan_template(project, *, by):
    """The live plan template of the project, else of its programme or that one's parents, else the standard one."""
    return _ensure(PlanTemplate, project, by, _make_plan_template)


def ensure_assessment_template(project, *, by):
    """The live assessment template, found in the same order."""
    return _ensure(AssessmentTemplate, project, by, _make_assessment_template)


def ensure_service_kinds(*, by):
    """The kinds of services to begin with, when there are none at all: what people took out or merged stays away."""
    if ServiceKind.objects.exists():
        return
    with transaction.atomic():
        _one_at_a_time(ServiceKind)
        if not ServiceKind.objects.exists():
            bulk_verbs.create_many(
                [
                    ServiceKind(code=code, order=order, **in_languages("name", name))
                    for order, (code, name) in enumerate(SERVICE_KINDS.items(), start=1)
                ],
                by=by,
            )


def template_of(model, project):
    """The live template that the project uses, or None when not even the standard one was made: two queries."""
    chain = _programmes_of(project)
    found = list(
        model.objects.live().filter(
            Q(project=project) | Q(programme__in=chain) | Q(project__isnull=True, programme__isnull=True)
        )
    )

    def nearness(template):
        if template.project_id:
            return 0, template.pk
        return 1 + (chain.index(template.programme_id) if template.programme_id else len(chain)), template.pk

    return min(found, key=nearness, default=None)


def _programmes_of(project):
    """[key] of the project's programme and what that is part of, nearest first: one query."""
    if not project.programme_id:
        return []
    parents = dict(Programme.objects.values_list("pk", "parent_id"))
    chain, key = [], project.programme_id
    while key is not None and key not in chain:
        chain.append(key)
        key = parents.get(key)
    return chain


def _ensure(model, project, by, make):
    found = template_of(model, project)
    if found is not None:
        return found
    with transaction.atomic():
        _one_at_a_time(model)
        return template_of(model, project) or make(by)


def _one_at_a_time(model):
    """Whoever makes the first row of a model holds the model's own row of the content types until it is there."""
    kind = ContentType.objects.get_for_model(model)
    ContentType.objects.select_for_update(no_key=True).get(pk=kind.pk)


def _make_plan_template(by):
    ensure_service_kinds(by=by)
    template = verbs.create(PlanTemplate(**in_languages("name", plan.NAME)), by=by)
    sections = bulk_verbs.create_many(
        [
            SectionTemplate(
                template=template, code=part.code, kind=part.kind, required=part.required, order=order,
                **in_languages("title", part.title), **in_languages("help", part.help),
            )
            for order, part in enumerate(plan.PARTS, start=1)
        ],
        by=by,
    )
    bulk_verbs.create_many(
        [
            FieldTemplate(
                section=section, code=ask.code, kind=ask.kind, in_table=ask.in_table, required=ask.required,
                limit=ask.limit, order=order, **in_languages("label", ask.label), **in_languages("help", ask.help),
                **in_languages("example", ask.example), **options_in_languages(ask.options),
            )
            for section, part in zip(sections, plan.PARTS, strict=True)
            for order, ask in enumerate(part.asks, start=1)
        ],
        by=by,
    )
    return template


def _make_assessment_template(by):
    template = verbs.create(AssessmentTemplate(**in_languages("name", assessment.NAME)), by=by)
    blocks = bulk_verbs.create_many(
        [
            AssessmentBlock(template=template, code=code, order=order, **in_languages("title", title))
            for order, (code, title, _statements) in enumerate(assessment.BLOCKS, start=1)
        ],
        by=by,
    )
    bulk_verbs.create_many(
        [
            Statement(block=block, order=order, **in_languages("text", text), **in_languages("training", training))
            for block, (_code, _title, statements) in zip(blocks, assessment.BLOCKS, strict=True)
            for order, (text, training) in enumerate(statements, start=1)
        ],
        by=by,
    )
    bulk_verbs.create_many(
        [
            ScoreBand(template=template, starts_at=starts_at, **in_languages("text", text))
            for starts_at, text in assessment.BANDS
        ],
        by=by,
    )
    return template
