from django.apps import AppConfig


class WebConfig(AppConfig):
    """How a page is built: the frame, the components, the error pages. No models."""

    name = "registry.web"
    label = "web"
    verbose_name = "Pages"
