"""What the admin pages of trainings share."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

GROUP = _("Trainings")
PROJECT_FILTER = ("project", admin.RelatedOnlyFieldListFilter)
