"""The data at size are loaded by SQL, past verbs and guards: here they are compared with what those would have made."""
import dataclasses

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from budgets.models import BudgetVersion, Claim
from budgets.summaries import claim_content, versions
from budgets.summaries.verify import verify_money
from portal.bench.data.load import load
from portal.bench.data.projects import COORDINATOR
from portal.bench.data.sizes import GIANT, SIZES
from portal.shared import search
from projects.models import Project, User
from trainings.models import Attendance

PAGES = [
    "/projects/suur/", "/projects/suur/overview/", "/projects/suur/promises/", "/projects/suur/communities/",
    "/projects/suur/trainings/", "/projects/suur/budget/", "/projects/suur/history/", "/events/days/", "/search/?q=koolitus",
]
BROKEN_KEYS = """
DO $$ DECLARE r record; broken boolean; BEGIN
FOR r IN SELECT c.conrelid::regclass AS here, c.confrelid::regclass AS there, a.attname AS col
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] WHERE c.contype = 'f'
    AND c.confrelid::regclass::text NOT IN ('django_site')
LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %s x WHERE x.%I IS NOT NULL AND NOT EXISTS'
        ' (SELECT 1 FROM %s y WHERE y.id = x.%I))', r.here, r.col, r.there, r.col) INTO broken;
    IF broken THEN RAISE EXCEPTION '%.% points to nothing', r.here, r.col; END IF;
END LOOP; END $$
"""


def test_only_an_empty_postgresql_is_filled(db, django_user_model):
    django_user_model.objects.create_user("mari@example.org", "parool-parool", name="Mari")
    with pytest.raises(CommandError, match="an empty one" if connection.vendor == "postgresql" else "PostgreSQL only"):
        call_command("bench_load", "XS")


@pytest.mark.postgres
def test_the_smallest_size_is_as_the_verbs_would_have_left_it(client, db):
    """One load for everything: it takes seconds."""
    load(SIZES["XS"])
    with connection.cursor() as cursor:
        cursor.execute(BROKEN_KEYS)
    assert verify_money().wrong == []
    assert search.differences() == []
    for version in BudgetVersion.objects.all():
        assert versions.from_json(version.content) == versions.content_of(version.project)
    for claim in Claim.objects.exclude(state="draft"):
        frozen = claim_content.from_json(claim.versions.order_by("number").last().content)
        assert without_files(frozen) == without_files(claim_content.content_of(claim))
    assert Attendance.history.count() == Attendance.objects.count()
    assert Project.objects.get(slug=GIANT).history.count() == 1
    client.force_login(User.objects.get(email=COORDINATOR))
    assert [(page, client.get(page).status_code) for page in PAGES] == [(page, 200) for page in PAGES]
    with pytest.raises(CommandError, match="empty one"):
        call_command("bench_load", "XS")


def without_files(content):
    return dataclasses.replace(content, files=(), rows=tuple(dataclasses.replace(row, files=()) for row in content.rows))
