"""`{% load talgud %}`: the portal's components and value filters.

Every component takes a closed list of keyword parameters; Django refuses others when the template is compiled.
"""

from django import template

from portal.shared.ui import tags_figures, tags_lists, tags_parts, values

register = template.Library()
for library in (values.register, tags_parts.register, tags_lists.register, tags_figures.register):
    register.tags.update(library.tags)
    register.filters.update(library.filters)
