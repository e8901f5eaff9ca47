"""Who is signed in: allauth's way in, and what the header of every page says of that person."""
from datetime import date

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from portal.shared.prepared import Prepared
from projects.models import User
from projects.summaries.notices import how_many_new


def with_new_notices(pk, today):
    return User.objects.annotate(new_notices=how_many_new(today)).filter(pk=pk)


visitor = Prepared(with_new_notices, pk=int, today=date)


class VisitorBackend(AuthenticationBackend):
    """The person of a session, with `new_notices`: every page shows the number, so it comes along with the person's row."""

    def get_user(self, user_id):
        user = next(iter(visitor(pk=user_id, today=timezone.localdate())), None)
        return user if user is not None and self.user_can_authenticate(user) else None
