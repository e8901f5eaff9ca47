"""Who is signed in: allauth's way in, and what the header of every page says of that person."""
from allauth.account.auth_backends import AuthenticationBackend

from projects.models import User
from projects.summaries.notices import how_many_new


class VisitorBackend(AuthenticationBackend):
    """The person of a session, with `new_notices`: every page shows the number, so it comes along with the person's row."""

    def get_user(self, user_id):
        user = User.objects.annotate(new_notices=how_many_new()).filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
