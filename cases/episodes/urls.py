"""Doors to the definitions."""

from django.urls import path

from cases.episodes import views

urlpatterns = [
    path("", views.definitions, name="definition-list"),
    path("shipped/", views.take, name="definition-take"),
    path("drafts/<uuid:draft>/", views.draft, name="definition-draft"),
    path("drafts/<uuid:draft>/publish/", views.publish, name="definition-publish"),
    path("drafts/<uuid:draft>/discard/", views.discard, name="definition-discard"),
    path("<slug:key>/<str:version>/", views.definition, name="definition-detail"),
    path("<slug:key>/<str:version>/progress/", views.progress, name="definition-progress"),
    path("<slug:key>/<str:version>/new/", views.revise, name="definition-revise"),
    path("<slug:key>/<str:version>/retire/", views.retire, name="definition-retire"),
]
