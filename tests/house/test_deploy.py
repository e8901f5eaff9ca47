"""The deploy check hears a setting that is weaker than promised (P-20).

That it is clean in complete production settings, and that production refuses to start without each of them or as a demo, is
proven in tests/portal/test_settings_production.py.
"""
import pytest

from tests.portal.test_settings_production import COMPLETE, run


@pytest.mark.parametrize(
    ("weaker", "warning"),
    [
        ({"SECRET_KEY": "short"}, "security.W009"),
        ({"SECURE_HSTS_SECONDS": "0"}, "security.W004"),
    ],
)
def test_a_weaker_setting_fails_the_deploy_check(weaker, warning):
    result = run({**COMPLETE, **weaker}, "check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode != 0
    assert warning in result.stderr
