from django.urls import path

from cases.desk.entry import views

urlpatterns = [
    path("sections/<slug:section>/", views.case_section, name="case-section"),
    path("sections/<slug:section>/mark/", views.section_mark, name="section-mark"),
    path("whole/", views.case_whole, name="case-whole"),
    path("following/", views.case_following, name="case-following"),
    path("check/", views.case_check, name="case-check"),
    path("like/", views.case_like, name="case-like"),
    path("submitted/", views.case_submitted, name="case-submitted"),
]
