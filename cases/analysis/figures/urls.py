"""Doors to the figures of a cohort. Each takes the query of a cohort, live or frozen, and keeps it."""

from django.urls import path, register_converter

from cases.analysis.figures import views
from cases.analysis.figures.files import FORMS
from cases.analysis.figures.gathering import GATHERED


class FigureName:
    """The name of a figure of a cohort."""

    regex = "|".join(GATHERED)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FileForm(FigureName):
    """The ending of a file that a figure can be had as."""

    regex = "|".join(FORMS)


register_converter(FigureName, "figure")
register_converter(FileForm, "form")

urlpatterns = [
    path("", views.gallery, name="analysis-figures"),
    path("<figure:figure>.<form:form>", views.figure_file, name="analysis-figure-file"),
]
