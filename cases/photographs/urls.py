from django.urls import path

from cases.photographs import phone, views

PHOTOGRAPH = "cases/<uuid:case>/photographs/<uuid:photograph>"

urlpatterns = [
    path("cases/<uuid:case>/photographs/", views.photographs, name="photographs"),
    path("cases/<uuid:case>/photographs/add/", views.photograph_add, name="photograph-add"),
    path("cases/<uuid:case>/photographs/phone/", views.phone_begin, name="phone-begin"),
    path("cases/<uuid:case>/photographs/phone/<uuid:hand_off>/", views.phone_arrivals, name="phone-arrivals"),
    path(f"{PHOTOGRAPH}/", views.photograph, name="photograph"),
    path(f"{PHOTOGRAPH}/mask/", views.photograph_mask, name="photograph-mask"),
    path(f"{PHOTOGRAPH}/remove/", views.photograph_remove, name="photograph-remove"),
    path(f"{PHOTOGRAPH}/picture.jpg", views.photograph_pixels, {"size": "picture"}, name="photograph-picture"),
    path(f"{PHOTOGRAPH}/thumbnail.jpg", views.photograph_pixels, {"size": "thumbnail"}, name="photograph-thumbnail"),
    path("phone/", phone.phone, name="phone"),
]
