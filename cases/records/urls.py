from django.urls import path

from cases.records import views
from cases.records.drafts import views as drafts
from cases.records.withdrawal import views as withdrawal

urlpatterns = [
    path("", views.case_list, name="case-list"),
    path("new/", views.case_create, name="case-create"),
    path("new/draft/", drafts.draft_save_new, name="draft-save-new"),
    path("withdrawn/", withdrawal.withdrawn_list, name="withdrawn-list"),
    path("withdrawn/<uuid:gone>/", withdrawal.withdrawn_case, name="withdrawn-case"),
    path("withdrawn/<uuid:gone>/erase/", withdrawal.case_erase, name="case-erase"),
    path("session/", drafts.session_state, name="session-state"),
    path("drafts/<uuid:typed>/discard/", drafts.draft_discard, name="draft-discard"),
    path("drafts/<uuid:typed>/take-over/", drafts.draft_take_over, name="draft-take-over"),
    path("<uuid:case>/draft/", drafts.draft_save, name="draft-save"),
    path("<uuid:case>/day-zero/", views.day_zero, name="day-zero"),
    path("<uuid:case>/day-zero/remove/", views.day_zero_remove, name="day-zero-remove"),
    path("<uuid:case>/discard/", views.case_discard, name="case-discard"),
    path("<uuid:case>/withdraw/", withdrawal.case_withdraw, name="case-withdraw"),
    path("<uuid:case>/warnings/", views.warning_answer, name="warning-answer"),
    path("<uuid:case>/<slug:kind>/new/", views.row_create, name="row-create"),
    path("<uuid:case>/<slug:kind>/<uuid:row>/remove/", views.row_remove, name="row-remove"),
]
