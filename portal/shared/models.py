"""What rows of every app share: a version, an archive date, and the memory of forms already sent."""
from django.db import models
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _


class Versioned(models.Model):
    """A row that several people edit.

    `version` starts at 1 and grows by one with every save that changes something; only `portal.shared.verbs` moves it.
    Give every concrete model `history = HistoricalRecords()` too: the merge of two people's changes reads the row as it
    was at the version a person started from.
    """

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True, editable=False)

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field):
        """As Django's own, which puts the vocabulary together anew for every word of it that is shown."""
        words = field.__dict__.get("words")
        if words is None:
            words = field.__dict__["words"] = dict(field.flatchoices)
        value = getattr(self, field.attname)
        return force_str(words.get(value, value), strings_only=True)


class ArchivableQuerySet(models.QuerySet):
    """Rows that can be put away. Nothing is hidden by default: a page says `.live()` when it means it."""

    def live(self):
        return self.filter(archived_at__isnull=True)

    def archived(self):
        return self.filter(archived_at__isnull=False)


class Archivable(models.Model):
    """A row that is put away instead of deleted; `verbs.archive` and `verbs.restore` set the date."""

    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_archived(self):
        return self.archived_at is not None


class SubmittedForm(models.Model):
    """A create form that was sent: the same key from the same person makes one thing, however often it arrives.

    The ground knows no app, so person and result are kept as text and not as foreign keys: `user_pk` is empty for
    somebody who is not signed in, `result_type` is "app.model".
    """

    user_pk = models.CharField(max_length=40, blank=True)
    key = models.UUIDField()
    made_at = models.DateTimeField(auto_now_add=True)
    result_type = models.CharField(max_length=120, blank=True)
    result_pk = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("sent form")
        verbose_name_plural = _("sent forms")
        constraints = [models.UniqueConstraint(fields=["user_pk", "key"], name="shared_submittedform_once")]

    def __str__(self):
        return f"{self.result_type} {self.result_pk}"


class ImportBatch(models.Model):
    """A table somebody brought: the raw rows, when they were carried out, and what they made.

    As with `SubmittedForm`, people and things are kept as text: `about` is "app.model:pk" of what the page stands under,
    `payload` the rows of cells and `result` a list of [model, key, version] as JSON.
    """

    user_pk = models.CharField(max_length=40)
    kind = models.SlugField(max_length=60)
    about = models.CharField(max_length=120, blank=True)
    payload = models.TextField(max_length=5_000_000)
    made_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    result = models.TextField(max_length=2_000_000, blank=True)

    class Meta:
        verbose_name = _("brought-in table")
        verbose_name_plural = _("brought-in tables")

    def __str__(self):
        return f"{self.kind} {self.pk}"

    @property
    def status(self):
        """ "waiting", "done" or "undone"."""
        if self.undone_at is not None:
            return "undone"
        return "waiting" if self.done_at is None else "done"


class SearchEntry(models.Model):
    """What can be found of one row: its titles, and the stems of all its words. Computed, never typed.

    `kind` is "app.model" and `object_pk` the row's key; whether somebody may see the row is asked of the row's own queryset.
    `title_words` and `words` hold folded stems between spaces (" kula eaka "), each once, so that a question is
    answered by `LIKE '% kula%'` on every database. `project_pk` leads to the project, `happens_on` orders what has a day.
    """

    kind = models.CharField(max_length=60)
    object_pk = models.BigIntegerField()
    project_pk = models.BigIntegerField(null=True, blank=True)
    title_et = models.CharField(max_length=300, blank=True, default="")
    title_lv = models.CharField(max_length=300, blank=True, default="")
    title_en = models.CharField(max_length=300, blank=True, default="")
    title_words = models.CharField(max_length=2000, blank=True, default="")
    words = models.TextField(max_length=40_000, blank=True, default="")
    happens_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("entry of the search")
        verbose_name_plural = _("entries of the search")
        constraints = [models.UniqueConstraint(fields=["kind", "object_pk"], name="shared_searchentry_once")]

    def __str__(self):
        return f"{self.kind} {self.object_pk}"


class Rollup(models.Model):
    """A figure that is kept: `value` as JSON, of a scope (a project's key) and a name; see `portal.shared.rollups`."""

    scope = models.BigIntegerField()
    name = models.CharField(max_length=40)
    value = models.TextField(max_length=5_000_000)
    mark = models.BigIntegerField()
    seen = models.TextField(max_length=100_000)
    counted_on = models.DateField()

    class Meta:
        verbose_name = _("kept figure")
        verbose_name_plural = _("kept figures")
        constraints = [models.UniqueConstraint(fields=["scope", "name"], name="shared_rollup_once")]

    def __str__(self):
        return f"{self.name} {self.scope}"


class Touch(models.Model):
    """Something a kept figure counts was written: added in the writer's transaction, never changed."""

    scope = models.BigIntegerField()
    name = models.CharField(max_length=40)
    mark = models.BigIntegerField()
    made_on = models.DateField()

    class Meta:
        verbose_name = _("trace of a kept figure")
        verbose_name_plural = _("traces of kept figures")
        indexes = [models.Index(fields=["name", "scope", "mark"], name="shared_touch_latest")]

    def __str__(self):
        return f"{self.name} {self.scope} {self.mark}"
