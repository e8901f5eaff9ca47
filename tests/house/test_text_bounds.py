"""What every model must have: bounded texts (P-32), a history and a version (P-60), and no way to lose what must be kept."""
import pytest
from django.apps import apps
from django.db import models

OURS = ["shared", "projects", "communities", "trainings", "budgets", "reports"]

# Model: why it keeps no history, or has no version. A line that is no longer true fails below.
NO_HISTORY = {
    "shared.SubmittedForm": "written once, by the portal itself; it only remembers that a form was sent",
    "shared.ImportBatch": "written by the portal itself; the rows it made keep their own history",
    "communities.PlanVersion": "written once and never changed: it is history itself",
    "communities.PlanDraft": "what one person typed and has not saved yet; saving it makes history",
    "budgets.BudgetVersion": "written once and never changed: it is history itself",
    "budgets.ClaimVersion": "written once and never changed: it is history itself",
    "shared.SearchEntry": "computed from a row that keeps its own history",
    "shared.Rollup": "a figure counted from rows that keep their own history",
    "shared.Touch": "added by the portal with a write, never changed, and swept away once every figure has been counted since",
    "reports.ReportVersion": "written once and never changed: it is history itself",
    "projects.StaleText": "opened and closed by the portal; the text it speaks of keeps its own history",
    "projects.Notice": "one person's own, made by the portal; what it tells of keeps its own history",
    "projects.NoticeChoice": "one person's own choice",
    "projects.SavedFilter": "one person's own list of addresses",
    "projects.HomeVisit": "a moment, written by the portal",
    "projects.ProjectDraft": "what one person has not confirmed yet; the project made of it keeps its own history",
    "trainings.Feedback": "nobody's: who wrote it, and when, must not be found out; it is written once",
    "trainings.SpecialNeeds": "health and faith may stand in it; it is gone 30 days after the event and must leave nothing",
    "trainings.CalendarFeed": "one's own key to one's own calendar, made by the portal",
}
NO_VERSION = {
    "shared.SubmittedForm": NO_HISTORY["shared.SubmittedForm"],
    "shared.ImportBatch": "three steps in one direction, each taken under a row lock",
    "communities.PlanVersion": NO_HISTORY["communities.PlanVersion"],
    "communities.PlanDraft": "one person's own, and the last text he typed is the one that counts",
    "budgets.BudgetVersion": NO_HISTORY["budgets.BudgetVersion"],
    "budgets.ClaimVersion": NO_HISTORY["budgets.ClaimVersion"],
    **{
        f"projects.{name}": NO_HISTORY[f"projects.{name}"]
        for name in ("Notice", "NoticeChoice", "SavedFilter", "HomeVisit")
    },
    "shared.SearchEntry": NO_HISTORY["shared.SearchEntry"],
    "shared.Rollup": NO_HISTORY["shared.Rollup"],
    "shared.Touch": NO_HISTORY["shared.Touch"],
    "reports.ReportVersion": NO_HISTORY["reports.ReportVersion"],
    "projects.StaleText": "two steps in one direction, each taken under a row lock",
    "projects.ProjectDraft": "one person's own, and the last answers he gave are the ones that count",
    "trainings.Feedback": NO_HISTORY["trainings.Feedback"],
    "trainings.SpecialNeeds": "it is written by one form of one person, under the row lock of the registration",
    "trainings.CalendarFeed": NO_HISTORY["trainings.CalendarFeed"],
    "projects.User": "staff change single fields of it in Django admin under a row lock; people change their own",
}
# Foreign key that deletes along: why the row means nothing without the other one.
CASCADES = {
    "projects.OrganisationName.organisation": "a name of nobody",
    "projects.EvidenceRule.rule_set": "a line of a checklist that is gone",
    "budgets.ClaimColumn.rule_set": "a column of a table that nobody wants any more",
    "projects.TargetFactor.target": "a factor of no formula",
    "projects.TargetShare.target": "a share of no promise",
    "projects.CrossCheck.left": "a comparison with nothing",
    "projects.CrossCheck.right": "a comparison with nothing",
    "communities.PlanDraft.user": "unsaved text of nobody",
    "communities.PlanDraft.plan": "unsaved text for a plan that is gone",
    "projects.Notice.user": "news for nobody",
    "projects.NoticeChoice.user": "a choice of nobody",
    "projects.SavedFilter.user": "a view of nobody",
    "projects.HomeVisit.user": "a visit of nobody",
    "projects.ProjectDraft.user": "an unconfirmed project of nobody",
    "trainings.SpecialNeeds.registration": "needs of nobody",
    "trainings.CalendarFeed.user": "a calendar of nobody",
}


def own_models():
    found = [model for label in OURS for model in apps.get_app_config(label).get_models(include_auto_created=True)]
    return [model for model in found if not model.__name__.startswith("Historical")]


def unbounded(found):
    return {
        f"{model._meta.label}.{field.name}"
        for model in found
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.FileField) and not field.max_length
        or isinstance(field, models.JSONField)
    }


def without_history(found):
    history = "simple_history_manager_attribute"
    return {model._meta.label for model in found if edited(model) and not hasattr(model._meta, history)}


def without_version(found):
    return {model._meta.label for model in found if edited(model) and "version" not in {f.name for f in model._meta.fields}}


def edited(model):
    """Not the tables of many-to-many relations: the history of the model that has the relation holds them."""
    return not model._meta.auto_created


def not_protected(found):
    return {
        f"{model._meta.label}.{field.name}": field.remote_field.on_delete
        for model in found
        if edited(model)
        for field in model._meta.concrete_fields
        if field.is_relation and field.remote_field.on_delete is not models.PROTECT
    }


def test_every_text_has_a_maximum():
    assert not unbounded(own_models())


def test_every_model_that_people_edit_keeps_a_history():
    assert without_history(own_models()) == set(NO_HISTORY)


def test_every_model_that_people_edit_has_a_version():
    assert without_version(own_models()) == set(NO_VERSION)


def test_nothing_is_lost_with_what_it_leans_on():
    found = not_protected(own_models())
    assert set(found) == set(CASCADES)
    assert set(found.values()) == {models.CASCADE}


def test_what_is_lost_along_leads_to_no_money_people_or_documents():
    """Whatever a cascade takes has no cascade below it but what is listed, and nothing else points to it."""
    taken = {label.rsplit(".", 1)[0] for label in CASCADES}
    for model in own_models():
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model._meta.label in taken:
                assert f"{model._meta.label}.{field.name}" in CASCADES


# --- planted faults ---


@pytest.fixture
def planted():
    """A model that breaks every rule, taken out of the registry again."""

    class Planted(models.Model):
        note = models.TextField()
        data = models.JSONField(default=dict)
        project = models.ForeignKey("projects.Project", on_delete=models.SET_NULL, null=True)

        class Meta:
            app_label = "planted"

        def __str__(self):
            return self.note

    yield Planted
    del apps.all_models["planted"]
    apps.clear_cache()


def test_a_planted_model_is_found_by_every_rule(planted):
    assert unbounded([planted]) == {"planted.Planted.note", "planted.Planted.data"}
    assert without_history([planted]) == without_version([planted]) == {"planted.Planted"}
    assert not_protected([planted]) == {"planted.Planted.project": models.SET_NULL}
