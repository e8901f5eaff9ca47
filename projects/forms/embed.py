"""Which web sites may show the project's public box."""
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from projects.forms.base import PartForm
from projects.models import EmbedSite


class EmbedSiteForm(PartForm):
    """People copy the whole address of a page; what counts is where it begins."""

    form_name = "embedsite"

    class Meta:
        model = EmbedSite
        fields = ["origin", "note"]

    def clean_origin(self):
        return origin_of(self.cleaned_data["origin"])


def origin_of(address):
    """"HTTPS://www.Example.org/page" as "https://www.example.org"; a host alone is taken for https."""
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise ValidationError(_("Write the address as https:// and the host, without a path."), code="invalid") from error
    if parts.scheme.lower() != "https" or not host or parts.username:
        raise ValidationError(_("Write the address as https:// and the host, without a path."), code="invalid")
    try:
        host = host.encode("idna").decode()
    except UnicodeError as error:
        raise ValidationError(_("Write the address as https:// and the host, without a path."), code="invalid") from error
    return f"https://{host}" + (f":{port}" if port and port != 443 else "")
