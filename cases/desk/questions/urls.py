from django.urls import path

from cases.desk.questions import views

urlpatterns = [
    path("cases/<uuid:case>/fields/", views.case_fields, name="case-fields"),
    path("cases/<uuid:case>/fields/verify/", views.fields_verify, name="fields-verify"),
    path("cases/<uuid:case>/questions/", views.case_questions, name="case-questions"),
    path("cases/<uuid:case>/questions/ask/", views.question_ask, name="question-ask"),
    path("questions/asked/", views.question_list, name="question-list"),
    path("questions/<uuid:question>/", views.question, name="question"),
    path("questions/<uuid:question>/place/", views.question_place, name="question-place"),
    path("questions/<uuid:question>/give/", views.question_give, name="question-give"),
    path("questions/review/", views.review_questions, name="review-questions"),
    path("questions/review/ask/", views.questions_ask, name="questions-ask"),
    path("questions/review/discrepancies/", views.question_discrepancies, name="question-discrepancies"),
    path("questions/review/figures/", views.question_figures, name="question-figures"),
]
