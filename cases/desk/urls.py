from django.urls import include, path

from cases.desk import inquiries, views
from cases.desk.administration import administration
from cases.desk.board.views import case_pdf
from cases.desk.quality.views import data_quality
from cases.desk.sensitivity_figure import sensitivity_file
from cases.desk.work.views import my_work

urlpatterns = [
    path("desk/", my_work, name="my-work"),
    path("cases/<uuid:case>/", views.case_detail, name="case-detail"),
    path("cases/<uuid:case>/", include("cases.desk.entry.urls")),
    path("cases/<uuid:case>/", include("cases.desk.quick_line.urls")),
    path("cases/<uuid:case>/history/", include("cases.desk.history.urls")),
    path("cases/<uuid:case>/page.pdf", case_pdf, name="case-pdf"),
    path("", include("cases.desk.questions.urls")),
    path("", include("cases.desk.adjudication.urls")),
    path("help/", include("cases.desk.help.urls")),
    path("administration/", administration, name="administration"),
    path("quality/", data_quality, name="data-quality"),
    path("review/", views.review_list, name="review-list"),
    path("cohorts/episodes/<uuid:episode>/", views.episode_detail, name="episode-detail"),
    path("cohorts/episodes/<uuid:episode>/ask/", inquiries.episode_ask, name="episode-ask"),
    path("inquiries/", inquiries.inquiry_list, name="inquiry-list"),
    path("inquiries/<uuid:inquiry>/", inquiries.inquiry, name="inquiry"),
    path("definitions/compare/", views.definition_comparison, name="definition-comparison"),
    path("definitions/sensitivity/", views.definition_sensitivity, name="definition-sensitivity"),
    path("definitions/sensitivity/figure.<slug:form>", sensitivity_file, name="sensitivity-file"),
    path("definitions/sensitivity/ask/", views.sensitivity_ask, name="sensitivity-ask"),
    path("definitions/sensitivity/ask/<uuid:sweep>/stop/", views.sensitivity_stop, name="sensitivity-stop"),
]
