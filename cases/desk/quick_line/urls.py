from django.urls import path

from cases.desk.quick_line import views

urlpatterns = [path("quick-line/", views.quick_line, name="quick-line")]
