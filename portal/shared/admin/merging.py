"""The action that makes one term of two: it asks which name stays, then `merge_terms` moves everything."""
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.shared import verbs
from portal.shared.vocabulary import merge_terms, uses_of


@admin.action(description=gettext_lazy("Merge two terms"), permissions=["change"])
def merge_two(model_admin, request, rows):
    terms = list(rows)
    if len(terms) != 2:
        messages.error(request, _("Choose exactly two terms."))
        return None
    keep = next((term for term in terms if str(term.pk) == request.POST.get("keep")), None)
    if keep is None:
        return ask(model_admin, request, terms)
    gone = next(term for term in terms if term is not keep)
    name = str(gone)
    try:
        merge_terms(keep, gone, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except verbs.StaleSave:
        messages.error(request, _("Somebody changed this at the same moment. Look again and repeat."))
    else:
        messages.success(request, _("“%(gone)s” is now “%(keep)s”.") % {"gone": name, "keep": keep})
    return None


def ask(model_admin, request, terms):
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Which name stays?"),
        "opts": model_admin.opts,
        "terms": [{"row": term, "uses": uses_of(term)} for term in terms],
        "checkbox": ACTION_CHECKBOX_NAME,
        "action": merge_two.__name__,
    }
    return TemplateResponse(request, "admin/merge_terms.html", context)
