from django.urls import path

from registry.institutions.audit_review import views

urlpatterns = [path("", views.audit_review, name="audit-review")]
