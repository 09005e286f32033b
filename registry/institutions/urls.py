from django.urls import include, path

from registry.institutions import lists, own, views
from registry.institutions.access import views as access
from registry.institutions.inviting import views as inviting
from registry.institutions.projects import views as projects
from registry.institutions.proving import views as proving
from registry.institutions.recovering import views as recovering
from registry.institutions.tokens import views as tokens

urlpatterns = [
    path("demo/sign-in/", views.demo_sign_in, name="demo-sign-in"),
    path("account/sessions/", own.session_list, name="session-list"),
    path("account/sessions/others/end/", own.sessions_end, name="sessions-end"),
    path("account/sessions/<int:session>/end/", own.session_end, name="session-end"),
    path("account/again/", proving.prove_again, name="prove-again"),
    path("account/again/thanks/", proving.proved, name="proved"),
    path("institution/", views.institution_detail, name="institution-detail"),
    path("institution/<slug:code>/members/", views.member_add, name="member-add"),
    path("institution/<slug:code>/members/<uuid:membership>/remove/", views.member_remove, name="member-remove"),
    path("institution/<slug:code>/sharing/", views.sharing_level, name="sharing-level"),
    path("institution/<slug:code>/figures/", views.figure_rule, name="figure-rule"),
    path("account/tokens/", tokens.token_list, name="token-list"),
    path("account/tokens/new/", tokens.token_make, name="token-make"),
    path("account/tokens/<uuid:token>/revoke/", tokens.token_revoke, name="token-revoke"),
    path("invitation/<str:secret>/", inviting.invitation, name="invitation"),
    path("invitations/<uuid:invitation>/renew/", inviting.invitation_renew, name="invitation-renew"),
    path("invitations/<uuid:invitation>/revoke/", inviting.invitation_revoke, name="invitation-revoke"),
    path("access/", access.access_list, name="access-list"),
    path("access/new/", access.access_ask, name="access-ask"),
    path("access/<uuid:access>/", access.access_request, name="access-request"),
    path("access/<uuid:access>/answer/<slug:code>/", access.access_answer, name="access-answer"),
    path("access/<uuid:access>/decide/", access.access_decide, name="access-decide"),
    path("access/<uuid:access>/withdraw/", access.access_withdraw, name="access-withdraw"),
    path("administration/institutions/", lists.institution_list, name="institution-list"),
    path("administration/accounts/", lists.account_list, name="account-list"),
    path("administration/audit/", include("registry.institutions.audit_review.urls")),
    path("administration/institutions/new/", views.institution_edit, name="institution-create"),
    path("administration/institutions/<slug:code>/", views.institution_edit, name="institution-edit"),
    path("administration/accounts/<uuid:user>/active/", views.account_active, name="account-active"),
    path("administration/recoveries/", recovering.recovery_list, name="recovery-list"),
    path("administration/recoveries/<uuid:recovery>/confirm/", recovering.recovery_confirm, name="recovery-confirm"),
    path("administration/recoveries/<uuid:recovery>/withdraw/", recovering.recovery_withdraw, name="recovery-withdraw"),
    path("administration/projects/new/", projects.project_edit, name="project-create"),
    path("administration/projects/<uuid:project>/", projects.project_edit, name="project-edit"),
    path("projects/", projects.project_list, name="project-list"),
    path("projects/<uuid:project>/", projects.project_detail, name="project-detail"),
    path("projects/<uuid:project>/approve/", projects.project_approve, name="project-approve"),
    path("projects/<uuid:project>/close/", projects.project_close, name="project-close"),
    path("projects/<uuid:project>/members/", projects.member_add, name="project-member-add"),
    path("projects/<uuid:project>/members/<uuid:user>/", projects.member_remove, name="project-member-remove"),
    path("projects/<uuid:project>/leave/<slug:code>/", projects.institution_leave, name="project-leave"),
    path("projects/<uuid:project>/extension/", projects.extension_ask, name="project-extension"),
    path("projects/<uuid:project>/extension/decide/", projects.extension_decide, name="project-extension-decide"),
]
