"""What the shell needs on every page: the brand, the ways through the portal, the same page in other languages."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.urls import translate_url
from django.utils.module_loading import import_string
from django.utils.translation import get_language, get_language_info


@dataclass(frozen=True)
class Brand:
    """An office's own name and face; see the BRAND_ settings. Paths are static paths."""

    name: str
    tagline: str
    logo: str
    stylesheet: str
    email: str


@dataclass(frozen=True)
class LanguageLink:
    """This page in one language; without an address per language `url` is empty and a form switches instead."""

    code: str
    name: str
    url: str
    current: bool


class Shell:
    """Worked out when the template asks, so that a page without a header pays nothing."""

    def __init__(self, request):
        self.request = request

    @cached_property
    def brand(self):
        return Brand(
            name=getattr(settings, "BRAND_NAME", "Talgud"),
            tagline=getattr(settings, "BRAND_TAGLINE", ""),
            logo=getattr(settings, "BRAND_LOGO", "") or "img/mark.svg",
            stylesheet=getattr(settings, "BRAND_STYLESHEET", ""),
            email=getattr(settings, "BRAND_EMAIL", ""),
        )

    @cached_property
    def languages(self):
        here, now = self.request.get_full_path(), get_language()
        urls = {code: translate_url(here, code) for code, _name in settings.LANGUAGES}
        per_language = len(set(urls.values())) == len(urls)
        return [
            LanguageLink(code, get_language_info(code)["name_local"], url if per_language else "", code == now)
            for code, url in urls.items()
        ]

    @property
    def addressed(self):
        """Whether each language has an address of its own for this page."""
        return all(link.url for link in self.languages)

    @cached_property
    def navigation(self):
        return self._items("NAVIGATION")

    @cached_property
    def account(self):
        return self._items("NAVIGATION_ACCOUNT")

    @cached_property
    def footer(self):
        return self._items("NAVIGATION_FOOTER")

    def _items(self, setting):
        # A dotted path, because the roof knows the pages and the ground must not import the roof.
        path = getattr(settings, setting, "")
        return import_string(path)(self.request) if path else []


def shell(request):
    """Context processor: `shell` with brand, languages, navigation, account and footer."""
    return {"shell": Shell(request)}
