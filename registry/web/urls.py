from django.urls import path

from registry.web import views

urlpatterns = [
    path("", views.front, name="front"),
    path("gallery/", views.gallery, name="gallery"),
    path("theme/", views.choose_theme, name="choose-theme"),
    path("keys/", views.choose_keys, name="choose-keys"),
]
