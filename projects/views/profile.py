"""One's own page: how the portal calls a person, and in which language it writes to him."""
from django.utils.translation import gettext_lazy as _

from portal.shared.rules import signed_in
from portal.shared.ui import Crumb
from portal.shared.views.edit import FormPage
from portal.shared.ways import reverse
from projects.actions import users
from projects.forms.profile import ProfileForm


class ProfilePage(FormPage):
    rule = signed_in
    form_class = ProfileForm
    page_title = _("My name and language")
    page_lead = _("The name stands beside what you do. Mails come in your language.")

    def get_form(self, data=None, files=None):
        user = self.request.user
        return self.form_class(data, user=user, initial={"name": user.name, "language": user.language})

    def save(self, form):
        return self.done(users.change_profile(self.request.user, **form.cleaned_data))

    def get_success_url(self):
        return reverse("projects:user-profile")

    def get_cancel_url(self):
        return ""

    def breadcrumbs(self):
        return [Crumb(self.page_title)]
