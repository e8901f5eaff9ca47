"""Production starts complete or not at all."""
import os
import subprocess
import sys

import pytest
from django.conf import settings

COMPLETE = {
    "SECRET_KEY": "k8s" * 20 + "!qwertz",
    "DATABASE_URL": "postgres://portal@127.0.0.1:1/portal",
    "ALLOWED_HOSTS": "portal.example",
    "PUBLIC_URL": "https://portal.example",
}


def run(environment, *command):
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "VIRTUAL_ENV"}}
    return subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR, env={**clean, "DJANGO_SETTINGS_MODULE": "portal.settings.production", **environment},
        capture_output=True, text=True, timeout=120,
    )


def test_complete_settings_pass_the_deploy_check_without_a_warning():
    result = run(COMPLETE, "check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("name", COMPLETE)
def test_it_does_not_start_without_a_required_setting_and_says_which(name):
    result = run({key: value for key, value in COMPLETE.items() if key != name}, "check")
    assert result.returncode != 0
    assert f"ImproperlyConfigured: {name} is not set" in result.stderr


def test_it_does_not_start_as_a_demo():
    result = run({**COMPLETE, "DEMO": "1"}, "check")
    assert result.returncode != 0
    assert "ImproperlyConfigured: DEMO is set" in result.stderr


def test_it_does_not_start_on_an_unencrypted_address():
    result = run({**COMPLETE, "PUBLIC_URL": "http://portal.example"}, "check")
    assert result.returncode != 0
    assert "PUBLIC_URL must start with https://" in result.stderr


PROBE = """
import json
from django.conf import settings
names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
         "LANGUAGE_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY", "LANGUAGE_COOKIE_HTTPONLY", "DEBUG"]
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def test_every_cookie_is_bound_to_the_host_and_closed_to_scripts():
    import json

    result = run(COMPLETE, "shell", "--no-imports", "-c", PROBE)
    values = json.loads(result.stdout)
    assert values.pop("DEBUG") is False
    names = {name: value for name, value in values.items() if name.endswith("NAME")}
    assert all(value.startswith("__Host-") for value in names.values())
    assert all(value is True for name, value in values.items() if name not in names)


def test_static_files_can_be_collected_with_their_manifest(tmp_path):
    """Every file that a style sheet or script names must exist, or the manifest refuses it."""
    code = (
        "from django.conf import settings; from django.core.management import call_command; "
        f"settings.STATIC_ROOT = {str(tmp_path)!r}; call_command('collectstatic', interactive=False, verbosity=0)"
    )
    result = run(COMPLETE, "shell", "--no-imports", "-c", code)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "staticfiles.json").exists()
