"""The box for other sites: only the listed ones may frame it, and only it; it holds what everybody may know."""
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.shared import verbs
from projects.choices import Publication
from projects.forms.embed import origin_of
from projects.models import EmbedSite, Target
from tests.shared import world
from tests.trainings import world as here

pytestmark = pytest.mark.django_db
BOX = "/embed/projects/talgud/"


def listed(project, origin="https://www.example.org"):
    return verbs.create(EmbedSite(project=project, origin=origin), by=None)


def ancestors(response):
    policy = response["Content-Security-Policy"]
    return next(part for part in policy.split("; ") if part.startswith("frame-ancestors"))


def to(verb, project, *args):
    return reverse(f"projects:embedsite-{verb}", args=[project.slug, *args])


def test_only_listed_sites_frame_the_box_and_no_other_page(client, talgud):
    nobody = client.get(BOX)
    assert (ancestors(nobody), nobody["X-Frame-Options"]) == ("frame-ancestors 'none'", "DENY")
    listed(talgud)
    listed(world.project("teine"), "https://muu.example.org")
    for _kept in range(2):
        response = client.get(BOX)
        assert ancestors(response) == "frame-ancestors https://www.example.org"
        assert "X-Frame-Options" not in response
        assert "script-src 'self'" in response["Content-Security-Policy"], "the rest of the policy stays"
    page = client.get("/projects/talgud/")
    assert (ancestors(page), page["X-Frame-Options"]) == ("frame-ancestors 'none'", "DENY")


def test_the_box_holds_what_everybody_may_know_whoever_is_signed_in(client, talgud, mari):
    verbs.create(Target(project=talgud, statement_et="Kaks koolitust", unit_et="koolitust", value=2), by=None)
    here.coming(talgud, "Avalik koolitus")
    here.coming(talgud, "Sisemine nõupidamine", is_public=False)
    world.project("mustand", publication=Publication.DRAFT)
    client.force_login(mari)
    for prefix in ("", "/lv", "/en"):
        body = client.get(prefix + BOX).content.decode()
        assert "Kaks koolitust" in body and "Avalik koolitus" in body
        assert "Sisemine" not in body and "Mari" not in body
    assert client.get("/embed/projects/mustand/").status_code == 404


def test_the_coordinator_lists_sites_and_takes_the_lines_to_paste(client, talgud, mari, leida, stranger):
    client.force_login(mari)
    client.post(to("create", talgud), {"origin": "HTTPS://WWW.Example.org/leht?x=1", "note": "Vald", "order": 1})
    site = EmbedSite.objects.get()
    assert site.origin == "https://www.example.org"
    page = client.get(to("list", talgud)).content.decode()
    assert "&lt;iframe src=&quot;http://testserver/embed/projects/talgud/&quot;" in page
    client.force_login(leida)
    assert (client.get(to("list", talgud)).status_code, client.get(to("create", talgud)).status_code) == (200, 403)
    assert to("create", talgud) not in client.get(to("list", talgud)).content.decode()
    client.force_login(stranger)
    assert client.get(to("list", talgud)).status_code == 404
    client.force_login(mari)
    client.post(to("remove", talgud, site.pk))
    assert not EmbedSite.objects.exists()


def test_an_address_is_read_as_people_copy_it_and_never_widens_the_policy(talgud):
    assert origin_of("www.example.org") == "https://www.example.org"
    assert origin_of("https://example.org:8443/a/b") == "https://example.org:8443"
    assert origin_of("https://küla.example.org") == "https://xn--kla-hoa.example.org"
    for typed in (
        "http://example.org", "https://", "javascript:alert(1)", "https://a b.org", "https://*.example.org",
        "https://example.org; script-src *", "https://user@example.org", "https://x:99999",
    ):
        with pytest.raises(ValidationError):
            EmbedSite(project=talgud, origin=origin_of(typed)).full_clean()
