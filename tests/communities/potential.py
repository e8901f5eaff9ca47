"""Answers, resources and training needs for tests; made through the verbs."""
from communities import actions
from communities.choices import AssetCategory, AssetVisibility, DelegateKind
from communities.models import Asset, Delegate, TrainingNeed
from communities.summaries.assessments import statements_of
from portal.shared import verbs
from projects.choices import Role
from tests.communities import world as here
from tests.shared import world


def sheet(assessment, *values):
    """{Statement: value}: the values in the order of the statements, the rest not answered."""
    statements = statements_of(assessment.template)
    return dict(zip(statements, [*values, *[None] * (len(statements) - len(values))], strict=True))


def answer(assessment, *values, label="külavanem", by=None):
    return actions.record_answers(assessment, label, sheet(assessment, *values), by=by)


def asset(community, name="Külamaja", visibility=AssetVisibility.PUBLIC, category=AssetCategory.PLACES, offers=(), **fields):
    row = Asset(community=community, name=name, visibility=visibility, category=category, **fields)
    return actions.add_asset(row, by=None, offers=offers)


def one_of_each(community):
    """A public resource, one for the project's people, one for the working group."""
    return [asset(community, level.value, level) for level in AssetVisibility]


def need(enrolment, topic="Esmaabi", **fields):
    return actions.note_training_need(TrainingNeed(enrolment=enrolment, topic=topic, **fields), by=None)


def bound(enrolment, name="Vanem", kind=DelegateKind.REPRESENTATIVE):
    """A person who speaks for one community."""
    user = world.person(name)
    world.member(user, enrolment.project, Role.COMMUNITY)
    verbs.create(Delegate(enrolment=enrolment, user=user, kind=kind), by=None)
    return user


__all__ = ["answer", "asset", "bound", "here", "need", "one_of_each", "sheet"]
