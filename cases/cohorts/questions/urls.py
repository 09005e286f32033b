from django.urls import path

from cases.cohorts.questions import views

urlpatterns = [
    path("", views.question_log, name="question-log"),
    path("<uuid:user>/lift/", views.question_lift, name="question-lift"),
]
