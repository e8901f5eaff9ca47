"""The map of the pages for everybody."""
from django.urls import path

from portal.site import audiences, embeds, feeds, views

app_name = "site"
urlpatterns = [
    path("", views.FrontPage.as_view(), name="home"),
    path("projects/<slug:slug>/", views.ProjectPage.as_view(), name="project-detail"),
    path("projects/<slug:slug>/feed.atom", feeds.ProjectFeed.as_view(), name="project-feed"),
    path("news/feed.atom", feeds.NewsFeed.as_view(), name="news-feed"),
    path("for/", audiences.AudienceListPage.as_view(), name="audience-list"),
    path("for/<slug:code>/", audiences.AudiencePage.as_view(), name="audience"),
    path("embed/projects/<slug:slug>/", embeds.EmbedPage.as_view(), name="embed"),
]
