"""News: written by a project's editors, shown to everybody by its coordinator."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from projects.actions.project import require_open
from trainings.models import News


def add_news(news, *, by, key=None):
    """A new piece, for the people of the project only."""
    require_open(news.project)
    news.published_on = None
    return verbs.create(news, by=by, key=key)


def change_news(news, *, by, version, reason=""):
    require_open(news.project)
    return verbs.update(news, by=by, version=version, reason=reason)


@transaction.atomic
def publish_news(news, *, by):
    """Everybody reads it from today. Raises ValidationError(code="archived") for a piece in the archive. Twice is once."""
    news = locked_news(news)
    if news.is_archived:
        raise ValidationError(_("It is in the archive."), code="archived")
    if news.published_on is None:
        news.published_on = timezone.localdate()
    return verbs.update(news, by=by, version=news.version)


@transaction.atomic
def withdraw_news(news, *, by):
    """Back to the people of the project. Twice is once."""
    news = locked_news(news)
    news.published_on = None
    return verbs.update(news, by=by, version=news.version)


def archive_news(news, *, by, reason=""):
    require_open(news.project)
    return verbs.archive(news, by=by, reason=reason)


def restore_news(news, *, by, reason=""):
    require_open(news.project)
    return verbs.restore(news, by=by, reason=reason)


def locked_news(news):
    require_open(news.project)
    return News.objects.select_for_update().get(pk=news.pk)
