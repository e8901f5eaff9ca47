"""What the shell needs on every page: the brand, the ways through the portal, the same page in other languages."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.conf import settings
from django.middleware.csrf import get_token
from django.urls import get_script_prefix, get_urlconf, translate_url
from django.utils.module_loading import import_string
from django.utils.translation import get_language, get_language_info

from portal.shared.frames import filled, stand_in


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
        now, urls = get_language(), addresses(self.request)
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

    @property
    def links(self):
        """The style sheets of every page."""
        return filled("_links.html", {}, brand=self.brand)

    @property
    def head(self):
        """The head of the page, as HTML."""
        known = self.request.user.is_authenticated
        return filled(
            "_header.html", self._own(), brand=self.brand, navigation=tuple(self.navigation),
            account=tuple(self.account) if known else (), known=known, **self._tongues(),
        )

    @property
    def foot(self):
        """The foot of the page, as HTML."""
        return filled("_footer.html", self._own(), brand=self.brand, footer=tuple(self.footer), **self._tongues())

    def _own(self):
        """What is printed of this reader and this page alone."""
        request = self.request
        return {
            "person": lambda: request.user.get_short_name() or request.user.get_username(),
            "csrf_token": lambda: get_token(request),
            "address": request.get_full_path,
        } | {f"address_{link.code}": (lambda url=link.url: url) for link in self.languages}

    def _tongues(self):
        return {"addressed": self.addressed, "languages": tongues(get_language())}


@lru_cache
def tongues(now):
    """The languages as a frame shows them, with stand-ins for the page's addresses."""
    return tuple(
        LanguageLink(code, get_language_info(code)["name_local"], stand_in(f"address_{code}"), code == now)
        for code, _name in settings.LANGUAGES
    )


# The routes whose address in another language is their own with another prefix: seen once to be so.
plain_routes = set()


def addresses(request):
    """{language: address of this page}; the same address for all when the page has one only."""
    here, now = request.get_full_path(), get_language()
    match = getattr(request, "resolver_match", None)
    route = (match.route, now, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()) if match else None
    swapped = {code: with_prefix(here, now, code) for code, _name in settings.LANGUAGES}
    if route in plain_routes:
        return swapped
    translated = {code: translate_url(here, code) for code, _name in settings.LANGUAGES}
    if route and translated == swapped:
        plain_routes.add(route)
    return translated


def with_prefix(here, now, code):
    """This address with the prefix of another language; the language of the portal has none."""
    bare = here.removeprefix(f"/{now}") if here.startswith(f"/{now}/") else here
    return bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}"


def shell(request):
    """Context processor: `shell` with brand, languages, the ways, and the ready head and foot of the page."""
    return {"shell": Shell(request)}
