"""Which reports there are, and how far each is."""
from django.db.models import OuterRef, Subquery

from portal.reports.models import ReportVersion


def with_last(reports):
    """Reports with `last_number` and `frozen_at` of the last frozen version; None where there is none."""
    last = ReportVersion.objects.filter(report=OuterRef("pk")).order_by("-number")
    return reports.annotate(
        last_number=Subquery(last.values("number")[:1]), last_version=Subquery(last.values("pk")[:1]),
        frozen_at=Subquery(last.values("made_at")[:1]),
    )
