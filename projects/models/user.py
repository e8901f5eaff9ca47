"""People who sign in. What a person may do follows from memberships, not from this row."""
from datetime import date

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from portal.shared.fields import LineField
from portal.shared.prepared import Prepared
from projects.choices import Language


class UserManager(BaseUserManager):
    use_in_migrations = True

    def create_user(self, email, password=None, **fields):
        """A person with this e-mail as login; raises ValueError without an e-mail."""
        if not email:
            raise ValueError("a user needs an e-mail address")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractUser):
    username = None
    first_name = None
    last_name = None
    email = models.EmailField(_("e-mail"), unique=True, error_messages={"unique": _("This e-mail is already in use.")})
    name = LineField(pgettext_lazy("person", "name"), blank=True, default="")
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.ET)
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="user_email_ci_unique", violation_error_message=_("This e-mail is already in use.")
            )
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0] if self.name else self.email

    def memberships_now(self):
        """This person's valid memberships, read once per request: rights are asked many times on one page."""
        if not hasattr(self, "_memberships_now"):
            self._memberships_now = valid_memberships(user=self.pk, today=timezone.localdate()) if self.pk else []
            for membership in self._memberships_now:
                membership.user = self
        return self._memberships_now


def memberships_of(user, today):
    return User(pk=user).memberships.valid(today).select_related("project__programme", "organisation", "activity")


valid_memberships = Prepared(memberships_of, user=int, today=date)
