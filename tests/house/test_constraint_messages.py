"""What a constraint says can be said: Django fills the name in by `%`, so a percent sign alone would be an error of ours."""
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import override

from portal.shared import verbs
from projects.models import Programme, RuleSet

OURS = ("projects", "communities", "trainings", "budgets", "reports")


@pytest.mark.parametrize("language", ["et", "lv", "en"])
def test_every_message_can_be_filled_in(language):
    asked = 0
    with override(language):
        for model in apps.get_models():
            for constraint in model._meta.constraints if model._meta.app_label in OURS else ():
                assert constraint.get_violation_error_message(), constraint.name
                asked += 1
    assert asked > 100


@pytest.mark.django_db
def test_a_rate_above_a_hundred_is_refused_in_words():
    programme = verbs.create(Programme(code="p", name_et="P"), by=None)
    with override("en"), pytest.raises(ValidationError) as raised:
        verbs.create(RuleSet(programme=programme, max_rate=101), by=None)
    assert raised.value.messages == ["A rate is at most 100 %."]
