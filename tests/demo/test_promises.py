"""X-37 on the demo: every figure of every promise board opens the records it counts."""
import pytest

from projects.choices import Role
from projects.measures import get
from projects.models import Project, Target, User
from projects.summaries import promise_board
from tests.trainings.figures import figure_shown

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "slug",
    ["act-local", "koosloomest-koostooni", "kogukonnakeskne-lahenemisviis", "kogukondade-tugevus", "kov-koostoogrupid",
     "naidisprojekt"],
)
def test_every_figure_opens_its_records(client, slug):
    project = Project.objects.get(slug=slug)
    coordinator = User.objects.filter(memberships__project=project, memberships__role=Role.COORDINATOR, is_active=True).first()
    client.force_login(coordinator)
    measured = dict(Target.objects.filter(project=project).values_list("pk", "measure"))
    promises = [row for row in promise_board(project).promises if measured[row.pk]]
    shown = {row.statement: figure_shown(client, get(measured[row.pk]), row.url) for row in promises}
    assert shown == {row.statement: row.achieved for row in promises}
