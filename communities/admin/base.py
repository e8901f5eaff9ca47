"""Under which headings the admin shows what belongs to communities."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

GROUP, PLACES, PLANS, TEMPLATES = _("Communities"), _("Places"), _("Action plans"), _("Templates and lists")
PROJECT_FILTER = ("project", admin.RelatedOnlyFieldListFilter)
