from django.urls import path

from cases.desk.help import views

urlpatterns = [
    path("", views.help_list, name="help"),
    path("glossary/", views.glossary_page, name="glossary"),
    path("<slug:slug>/", views.help_detail, name="help-page"),
]
