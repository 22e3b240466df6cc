from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def keeps_pages() -> bool:
    """Are pages kept in the browser, for when there is no network?"""
    return settings.OFFLINE_PAGES
