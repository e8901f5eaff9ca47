"""`{% load accounts %}`: what the sign-in page needs and no view of ours can give it."""
from django import template
from django.conf import settings
from django.utils.module_loading import import_string

register = template.Library()


@register.simple_tag
def demo_people():
    """The ready-made people to sign in as, when DEMO is set; otherwise none. The ground names them by a setting only."""
    return import_string(settings.DEMO_PEOPLE)() if settings.DEMO else []
