"""News: for everybody, and in the workspace of a project."""
from django.urls import path

from trainings.urls.base import TAB
from trainings.views import news, news_writing

OWN = f"{TAB}news/"

patterns = [
    path("news/", news.NewsListPage.as_view(), name="news-list"),
    path("news/<id:pk>/", news.NewsDetail.as_view(), name="news-detail"),
    path(f"{OWN}new/", news_writing.NewsCreate.as_view(), name="news-create"),
    path(f"{OWN}<id:pk>/edit/", news_writing.NewsEdit.as_view(), name="news-edit"),
    path(f"{OWN}<id:pk>/publish/", news_writing.NewsPublish.as_view(), name="news-publish"),
    path(f"{OWN}<id:pk>/withdraw/", news_writing.NewsWithdraw.as_view(), name="news-withdraw"),
    path(f"{OWN}<id:pk>/archive/", news_writing.NewsArchive.as_view(), name="news-archive"),
    path(f"{OWN}<id:pk>/restore/", news_writing.NewsRestore.as_view(), name="news-restore"),
]
