"""The nouns of `reports`."""
from portal.reports.models.report import Report, ReportSection, ReportVersion

__all__ = ["Report", "ReportSection", "ReportVersion"]
