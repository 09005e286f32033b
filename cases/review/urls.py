from django.urls import path

from cases.review import views

urlpatterns = [
    path("cases/<uuid:case>/submit/", views.case_submit, name="case-submit"),
    path("cases/<uuid:case>/accept/", views.case_accept, name="case-accept"),
    path("cases/<uuid:case>/reopen/", views.case_reopen, name="case-reopen"),
    path("cases/<uuid:case>/claim/", views.case_claim, name="case-claim"),
    path("cases/<uuid:case>/hand-back/", views.case_hand_back, name="case-hand-back"),
    path("cases/<uuid:case>/return/", views.case_return, name="case-return"),
    path("cases/<uuid:case>/assign/", views.case_assign, name="case-assign"),
    path("cases/<uuid:case>/change/", views.case_amend, name="case-amend"),
    path("cases/<uuid:case>/change/done/", views.case_finish, name="case-finish"),
    path("cases/<uuid:case>/confirm/", views.case_confirm, name="case-confirm"),
    path("cases/<uuid:case>/lock/", views.case_lock, name="case-lock"),
    path("administration/review/", views.assignments, name="assignments"),
]
