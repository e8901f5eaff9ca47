"""What the portal remembers for one person: notices, choices, saved filters, when he was last at home, drafts of projects."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.shared.fields import LineField
from projects.choices import NoticeChannel, NoticeKind
from projects.models.programme import Programme
from projects.models.project import Project

LONGEST_TEXT = 60_000
LONGEST_FINDINGS = 1_000_000


class OwnQuerySet(models.QuerySet):
    """What is one's own is seen by nobody else."""

    def of(self, user):
        return self.filter(user=user) if getattr(user, "is_authenticated", False) else self.none()

    visible_to = of


class Own(models.Model):
    """A row of one person; it goes when the person goes."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="%(class)s_set"
    )
    objects = OwnQuerySet.as_manager()

    class Meta:
        abstract = True


class NoticeQuerySet(OwnQuerySet):
    def unseen(self):
        return self.filter(seen_at__isnull=True)


class Notice(Own):
    """One thing that one person should know, told once.

    The words follow from `kind` in the reader's language; `subject` and `detail` are names and values as they were at that
    moment. `route` and `args` (a JSON list) lead to the page. `key` names the happening: the same happening is told to the
    same person once, and `mailed_at` says that a digest took it along, so nothing is sent twice.
    """

    project = models.ForeignKey(
        Project, verbose_name=_("project"), null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    kind = models.CharField(_("kind"), max_length=24, choices=NoticeKind.choices)
    subject = LineField(_("about"), max_length=300)
    detail = LineField(_("detail"), max_length=300, blank=True, default="")
    route = models.CharField(_("page"), max_length=120, blank=True, default="")
    args = models.CharField(_("address of the page"), max_length=200, blank=True, default="[]")
    key = models.CharField(_("key"), max_length=160)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    seen_at = models.DateTimeField(_("seen"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)
    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-made_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notice_told_once")]
        indexes = [
            models.Index(fields=["user", "-made_at"], name="notice_of_person"),
            models.Index(fields=["mailed_at"], name="notice_to_mail"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.subject}"


class NoticeChoice(Own):
    """Where one person wants to be told of one kind; without a row the kind's own rule holds."""

    kind = models.CharField(_("kind"), max_length=24, choices=NoticeKind.choices)
    channel = models.CharField(_("where"), max_length=8, choices=NoticeChannel.choices)

    class Meta:
        verbose_name = _("choice of notices")
        verbose_name_plural = _("choices of notices")
        ordering = ["user", "kind"]
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="noticechoice_once")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.get_channel_display()}"


class SavedFilter(Own):
    """A list as somebody wants to see it again: the page's route, its address and its filters."""

    page = models.CharField(_("page"), max_length=120)
    args = models.CharField(_("address of the page"), max_length=200, blank=True, default="[]")
    query = models.CharField(_("filters"), max_length=1000, blank=True, default="")
    name = LineField(_("name of the filter"), max_length=80)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "page", "args", "name"], name="savedfilter_once",
                violation_error_message=_("You already have a filter with this name here."),
            )
        ]

    def __str__(self):
        return self.name


class HomeVisit(models.Model):
    """When one person was at home last, and the time before: what changed since then is shown until he comes again."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="home_visit"
    )
    last_at = models.DateTimeField(_("last visit"))
    before_at = models.DateTimeField(_("visit before"), null=True, blank=True)
    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit at home")
        verbose_name_plural = _("visits at home")

    def __str__(self):
        return f"{self.user} {self.last_at:%Y-%m-%d}"


class ProjectDraft(Own):
    """A project being made from a programme's template or from a pasted text, until it is confirmed.

    `text` is the text as it was pasted, typing errors kept; `findings` what the rules found in it and `answers` what the
    person confirmed, changed or left out, both JSON. `project` is what came of it.
    """

    title = LineField(_("name"), blank=True, default="")
    programme = models.ForeignKey(
        Programme, verbose_name=_("programme"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="project_drafts",
    )
    text = models.TextField(_("text of the project"), max_length=LONGEST_TEXT, blank=True, default="")
    findings = models.TextField(_("found"), max_length=LONGEST_FINDINGS, blank=True, default="", editable=False)
    answers = models.TextField(_("confirmed"), max_length=LONGEST_FINDINGS, blank=True, default="", editable=False)
    project = models.ForeignKey(
        Project, verbose_name=_("project"), null=True, blank=True, on_delete=models.PROTECT, related_name="made_from",
        editable=False,
    )
    made_at = models.DateTimeField(_("begun"), auto_now_add=True)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)

    class Meta:
        verbose_name = _("project being made")
        verbose_name_plural = _("projects being made")
        ordering = ["-saved_at", "-pk"]

    def __str__(self):
        return self.title or f"{self.made_at:%Y-%m-%d}"
