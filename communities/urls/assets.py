"""What communities have."""
from django.urls import path

from communities.urls.base import IN_PROJECT
from communities.views import assets

ASSETS = "communities/<id:community_pk>/assets/"

patterns = [
    path(f"{IN_PROJECT}assets/", assets.ProjectAssets.as_view(), name="project-assets"),
    path(ASSETS, assets.AssetListPage.as_view(), name="asset-list"),
    path(f"{ASSETS}map/", assets.AssetMap.as_view(), name="asset-map"),
    path(f"{ASSETS}matrix/", assets.AssetMatrix.as_view(), name="asset-matrix"),
    path(f"{ASSETS}new/", assets.AssetCreate.as_view(), name="asset-create"),
    path(f"{ASSETS}idea/", assets.AssetIdea.as_view(), name="asset-idea"),
    path(f"{ASSETS}<id:pk>/", assets.AssetDetail.as_view(), name="asset-detail"),
    path(f"{ASSETS}<id:pk>/edit/", assets.AssetEdit.as_view(), name="asset-edit"),
    path(f"{ASSETS}<id:pk>/archive/", assets.AssetArchive.as_view(), name="asset-archive"),
    path(f"{ASSETS}<id:pk>/restore/", assets.AssetRestore.as_view(), name="asset-restore"),
]
