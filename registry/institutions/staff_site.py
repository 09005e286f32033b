"""Django's admin, for looking only: who takes part, as the tables hold it (docs/adr/0037).

Whatever changes something goes through the pages and their actions, which ask more than the admin can. Nothing of a
patient is registered. Its pages are guarded as ours are: 404 for everybody else, second factor, proof again.
"""

from collections.abc import Callable

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_safe

from registry.institutions.guards import proved_again, require
from registry.institutions.models import (
    Institution,
    Membership,
    Project,
    ProjectInstitution,
    ProjectMembership,
    User,
)
from registry.institutions.scoping import Scope


def is_staff(scope: Scope) -> bool:
    """An administrator of the registry whose account is marked as staff, on the command line."""
    return scope.administrator and scope.user is not None and scope.user.is_staff


class StaffSite(AdminSite):
    """Two kinds of pages, lists and rows; sign-in, sign-out and passwords are those of the registry."""

    site_title = site_header = "Tables of the registry"
    index_title = "For looking only; changes are made under Administration"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return is_staff(request.scope)

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        return require(is_staff)(require_safe(proved_again(super().admin_view(view, cacheable))))

    def login(self, request: HttpRequest, extra_context=None):
        return redirect("account_login")

    def get_urls(self):
        """The front page, of all tables and of those of an app, and for each table its list and its rows."""
        tables = path("<slug:app_label>/", self.admin_view(self.app_index), name="app_list")
        pages = [path("", self.admin_view(self.index), name="index"), tables]
        for model, shown in self._registry.items():
            named, at = model._meta.model_name, f"{model._meta.app_label}/{model._meta.model_name}/"
            listed, row = self.admin_view(shown.changelist_view), self.admin_view(shown.change_view)
            pages.append(path(at, listed, name=f"{model._meta.app_label}_{named}_changelist"))
            pages.append(path(f"{at}<path:object_id>/", row, name=f"{model._meta.app_label}_{named}_change"))
        return pages


class LookOnly(ModelAdmin):
    """A table that is read: nothing is added, changed or removed."""

    actions = None
    view_on_site = False
    change_form_template = "admin/look_only.html"
    list_per_page = 50

    def has_view_permission(self, request, obj=None) -> bool:
        return is_staff(request.scope)

    def has_module_permission(self, request) -> bool:
        return is_staff(request.scope)

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class UserTable(LookOnly):
    list_display = ("name", "email", "is_active", "is_staff", "date_joined")
    search_fields = ("name", "email")
    fields = ("name", "email", "is_active", "is_staff", "is_superuser", "date_joined", "last_login")


class InstitutionTable(LookOnly):
    list_display = ("code", "name", "country", "sharing_level", "active")
    search_fields = ("code", "name")


class MembershipTable(LookOnly):
    list_display = ("user", "role", "institution")
    search_fields = ("user__name", "user__email", "institution__code")


class ProjectTable(LookOnly):
    list_display = ("title", "approved", "closed", "until", "edited_by", "approved_by")
    search_fields = ("title",)


def _built() -> StaffSite:
    site = StaffSite(name="admin")
    site.register(User, UserTable)
    site.register(Institution, InstitutionTable)
    site.register(Membership, MembershipTable)
    site.register(Project, ProjectTable)
    site.register((ProjectInstitution, ProjectMembership), LookOnly)
    return site


site = _built()
