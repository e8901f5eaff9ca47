"""The map of the dashboards."""
from django.urls import path

import portal.shared.requests  # noqa: F401 - knows the <id:…> of the paths
from portal.dashboards import partner_views, views
from portal.dashboards.deadlines import DeadlineFeed, Deadlines
from portal.dashboards.portfolio import PortfolioPage
from portal.dashboards.quality import QualityPage
from portal.dashboards.quality_money import QualityMoney

app_name = "dashboards"
urlpatterns = [
    path("quality/", QualityPage.as_view(), name="quality"),
    path("quality/money/", QualityMoney.as_view(), name="quality-money"),
    path("portfolio/", PortfolioPage.as_view(), name="portfolio"),
    path("home/", views.HomePage.as_view(), name="home"),
    path("deadlines/", Deadlines.as_view(), name="deadlines"),
    path("deadlines/<slug:token>.ics", DeadlineFeed.as_view(), name="deadline-feed"),
    path("projects/<slug:slug>/overview/", views.OverviewPage.as_view(), name="overview"),
    path("projects/<slug:slug>/partner/", partner_views.PartnerDashboard.as_view(), name="partner"),
    path("projects/<slug:slug>/partner/<id:pk>/", partner_views.PartnerDashboard.as_view(), name="partner-detail"),
]
