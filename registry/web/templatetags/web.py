"""Template tags of the frame: icons, navigation, error links, and the components that wrap a body.

Components without a body are plain includes from ``templates/_components/``; see ``/gallery/``.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.forms import BaseForm, BaseFormSet
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from registry.web.icons import FILLED, ICONS

register = template.Library()


@dataclass(frozen=True)
class ErrorLink:
    """One line of an error summary: where to go (``#id``, or empty for the whole form) and what is wrong."""

    href: str
    message: str


@register.simple_tag
def icon(name: str, title: str = "") -> SafeString:
    """An inline SVG icon; hidden from assistive technology unless it has a title of its own."""
    naming = (
        format_html('role="img" aria-label="{}"', title)
        if title
        else SafeString('aria-hidden="true" focusable="false"')
    )
    return format_html(
        '<svg class="icon{}" viewBox="0 0 16 16" {}><path d="{}"/></svg>',
        " icon-filled" if name in FILLED else "",
        naming,
        ICONS[name],
    )


@register.inclusion_tag("_components/nav_link.html", takes_context=True)
def nav_link(
    context, url_name: str, text: str, *, icon="", extra="", section: bool = True, apart: str = "", also: str = ""
) -> dict:
    """One entry of the navigation; it vanishes when the page does not exist in this installation.

    ``section``: pages below the address count as being in it, but for the page ``apart``, which has its own entry.
    ``also``: beginnings of other addresses, apart by spaces, that are in it too.
    """
    try:
        url = reverse(url_name)
    except NoReverseMatch:
        return {"url": ""}
    path = getattr(context.get("request"), "path", "")
    below = path.startswith((url, *also.split())) and url != "/"
    inside = section and below and not (apart and path == reverse(apart))
    current = "page" if path == url else "true" if inside else ""
    return {"url": url, "text": text, "icon": icon, "extra": extra, "current": current}


@register.filter
def error_links(source) -> list[ErrorLink]:
    """The errors of a form, a formset or a list of both, in page order, each with the id of its field."""
    if isinstance(source, BaseForm):
        return list(_form_links(source))
    if isinstance(source, BaseFormSet):
        whole = [ErrorLink(f"#{source.prefix}", message) for message in source.non_form_errors()]
        return whole + [link for form in source.forms for link in _form_links(form)]
    if not source:
        return []
    return [link for one in source for link in error_links(one)]


def _form_links(form: BaseForm) -> Iterable[ErrorLink]:
    for message in form.non_field_errors():
        yield ErrorLink("", message)
    for bound in form:
        for message in bound.errors:
            yield ErrorLink(f"#{_focusable_id(bound)}", _naming(bound, message))


def _naming(bound, message: str) -> str:
    """The message with the field's label before it, unless it names the field itself."""
    label = str(bound.label or "")
    return message if not label or label.casefold() in message.casefold() else f"{label}: {message}"


def _focusable_id(bound) -> str:
    """The id that can take the focus; a set of radio buttons has none of its own, so its first choice."""
    return bound.id_for_label or f"{bound.auto_id}_0"


@register.simple_block_tag
def page_header(content: str, title: str, kicker: str = "", lead: str = "", meta=()) -> SafeString:
    """The head of a page; the body holds its actions."""
    words = {"title": title, "kicker": kicker, "lead": lead, "meta": meta}
    return _with_body("_components/page_header.html", content, **words)


@register.simple_block_tag
def table_box(content: str, label: str) -> SafeString:
    """A box in which a wide table scrolls by itself; focusable and named, for the keyboard."""
    return _with_body("_components/table_box.html", content, label=label)


@register.simple_block_tag
def note(content: str, kind: str = "info", title: str = "") -> SafeString:
    """A call-out: ``kind`` is one of info, success, warning, error."""
    return _with_body("_components/note.html", content, kind=kind, title=title)


def _with_body(template_name: str, content: str, **parameters) -> SafeString:
    return SafeString(render_to_string(template_name, {"body": content, **parameters}))
