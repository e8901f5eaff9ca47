"""What hostile people and tired ones type, the forms they type it into, and what is wrong with the portal's answer."""
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.urls import reverse
from django.utils.http import urlencode

from portal.shared.fields import PartialDateFormField
from tests.house import asking
from tests.house.world import PDF

# NUL, a right-to-left override, an emoji, a letter taken apart, a line separator; the bytes of a lone surrogate follow in `send`.
STRANGE = "a\0b\u202ec 😀 e\u0301 \u2028 d"
# Longer than every text may be. Each "ä" is six letters on its way here, so that most of it is plain.
LONG, HUGE, BEYOND = "ä" * 2_000 + "a" * 48_000, str(10**30), str(2**63)
NO_DAY, NO_SUM = "31.02.2024", "12 743,683"
# One of these in every field at once, each field beginning elsewhere in the row.
TYPED = [STRANGE, HUGE, LONG, "-1", NO_DAY, NO_SUM, BEYOND, "", "olematu"]
SURROGATE = b"\xed\xa0\x80"

FORM = re.compile(r"<form\b[^>]*\bdata-form=\"[^\"]*\"[^>]*>.*?</form>", re.S)
ALERT = re.compile(r"<[^>]*\brole=\"alert\"")
# What these pages do depends on the button, and they answer as their libraries do.
LIBRARIES = ("account_", "mfa_", "usersessions_")
HIDDEN = {"version", "idempotency_key"}
UNTYPED = {"hidden", "checkbox", "radio", "file", "password", "submit"}


@dataclass
class Control:
    """One name on a form: how it is typed, what stands in it, whether the page marks it as wrong."""

    kind: str
    values: list = field(default_factory=list)
    invalid: bool = False


class OnPage(HTMLParser):
    """The form a page sends to itself: `controls` {name: Control}, its `name`, and whether it takes files."""

    def __init__(self, body):
        super().__init__()
        self.name, self.files, self.controls, self.open = "", False, {}, None
        for text in FORM.findall(body):
            head = text[: text.index(">")]
            if 'method="post"' in head and " action=" not in head:
                self.feed(text)
                break

    def control(self, attrs, kind):
        found = self.controls.setdefault(attrs.get("name", ""), Control(kind))
        found.invalid |= attrs.get("aria-invalid") == "true"
        return found

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.name, self.files = attrs["data-form"], "multipart" in attrs.get("enctype", "")
        elif tag == "input" and "disabled" not in attrs:
            kind = attrs.get("type", "text")
            control = self.control(attrs, kind)
            if kind not in {"checkbox", "radio"} or "checked" in attrs:
                control.values.append(attrs.get("value") or "")
        elif tag in {"textarea", "select"} and "disabled" not in attrs:
            self.open = self.control(attrs, tag)
            self.open.values += [""] if tag == "textarea" else []
        elif tag == "option" and self.open is not None and "selected" in attrs:
            self.open.values.append(attrs.get("value", ""))

    def handle_endtag(self, tag):
        if tag in {"textarea", "select"}:
            if self.open is not None and tag == "textarea":
                self.open.values = [self.open.values[-1].removeprefix("\n")]
            self.open = None

    def handle_data(self, data):
        if self.open is not None and self.open.kind == "textarea":
            self.open.values[-1] += data

    @property
    def data(self):
        """{name: [values]} as a browser would send the form untouched."""
        return {name: list(each.values) for name, each in self.controls.items() if name and each.values and each.kind != "file"}


@dataclass
class Answer:
    status: int
    body: str
    form: object
    writes: list
    location: str = ""

    @property
    def page(self):
        return OnPage(self.body)


@contextmanager
def listening():
    """Collects what is written meanwhile and not taken back by the portal itself; afterwards nothing of it is left."""
    writes, savepoints = [], {}

    def listen(execute, sql, params, many, context):
        if sql.startswith("SAVEPOINT "):
            savepoints[sql.split()[-1]] = len(writes)
        elif sql.startswith("ROLLBACK TO "):
            del writes[savepoints[sql.split()[-1]] :]
        elif asking.WRITE.match(sql) and not asking.OWN_BOOKKEEPING.search(sql):
            writes.append(sql)
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(listen):
        yield writes
        transaction.set_rollback(True)


def send(client, url, data, *, files=False, raw=b""):
    """POST {name: [texts]}; `raw` is put at the end of the strange one. Whatever was written is taken back."""
    data = {name: [text.encode() + raw if text == STRANGE else text for text in values] for name, values in data.items()}
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    with listening() as writes:
        answer = post(client, url, data, files=files)
        body = content(answer)
    # Who signs out by one form sends the next one all the same.
    client.cookies.clear()
    client.cookies.load(cookies)
    return Answer(answer.status_code, body, form_of(answer), writes, answer.get("Location", ""))


def content(response):
    return (b"".join(response) if response.streaming else response.content).decode(errors="replace")


def post(client, url, data, *, files=False):
    if files:
        return client.post(url, {**data, "file": SimpleUploadedFile("leping.pdf", PDF)})
    return client.post(url, urlencode(data, doseq=True), content_type="application/x-www-form-urlencoded")


def form_of(response):
    context = response.context
    return context["form"] if context is not None and "form" in context else None


# --- what stands on a form, and what can never be right in it ---


@dataclass
class Page:
    """A page with a form: its address, the form as the browser sees it and as the portal made it, and a right answer."""

    route: object
    url: str
    on_page: OnPage
    form: object
    data: dict


def pages_with_forms(client, routes, address):
    """[Page] of every route that shows this person a form of its own. A new object is filled in like the one there is."""
    found = []
    for route in routes:
        url = address(route)
        with listening():
            response = client.get(url)
            body = content(response)
        if response.status_code != 200 or "data-form" not in body:
            continue
        on_page = OnPage(body)
        if on_page.name:
            found.append(Page(route, url, on_page, form_of(response), on_page.data))
    filled = {asking.noun_of(page.route): page.data for page in found if page.route.name.endswith("-edit")}
    for page in found:
        if page.route.name.endswith("-create"):
            known = filled.get(asking.noun_of(page.route), {})
            page.data |= {name: known[name] for name in page.on_page.controls if name in known and any(known[name])}
    return found


def never_right(form_field):
    """Values this field must refuse; none for texts, which are cleaned."""
    if isinstance(form_field, forms.ModelChoiceField | forms.MultipleChoiceField | forms.ChoiceField):
        return ["olematu", BEYOND, "-1", HUGE, STRANGE]
    if isinstance(form_field, PartialDateFormField | forms.DateField | forms.DateTimeField | forms.TimeField):
        return [NO_DAY, "olematu", HUGE, STRANGE]
    if isinstance(form_field, forms.IntegerField):
        return [HUGE, "olematu", NO_DAY, STRANGE]
    if isinstance(form_field, forms.DecimalField | forms.FloatField) or type(form_field).__name__ == "MoneyFormField":
        return [HUGE, "olematu", NO_DAY, STRANGE]
    return [HUGE] if isinstance(form_field, forms.EmailField | forms.URLField | forms.UUIDField) else []


def each_field_at_once(page):
    """Posts in which every field holds something hostile, every time something else."""
    names = [name for name in page.on_page.controls if name and name != "csrfmiddlewaretoken"]
    for turn in range(0, len(TYPED), 3):
        yield {name: [TYPED[(turn + place) % len(TYPED)]] for place, name in enumerate(names)}


def one_field_at_a_time(page):
    """(name, values, must be refused): the rest of the form is right, so that a hostile value gets as far as it can.

    The pages that make and that change an object have one form: each takes every other field of it.
    """
    kind = page.route.name.rpartition("-")[2]
    for place, (name, each) in enumerate(page.form.fields.items() if page.form is not None else ()):
        if name not in page.on_page.controls or each.disabled:
            continue
        if kind in {"create", "edit"} and name not in HIDDEN and place % 2 != (kind == "edit"):
            continue
        wrong = never_right(each)
        if isinstance(each, forms.BooleanField):
            yield name, [HUGE], False
        elif wrong and not page.route.name.startswith(LIBRARIES):
            yield name, [wrong[place % len(wrong)]], True
        else:
            yield name, [STRANGE, STRANGE] if place % 2 else [STRANGE], False


# --- what is wrong with an answer ---


def faults(typed, answer, *, refused=""):
    """What is wrong with the portal's answer to `typed` {name: [texts]}. `refused`: a field that cannot have been accepted."""
    if answer.status >= 500 or answer.status not in {200, 302, 409, 422, 429}:
        return [f"answered {answer.status}"]
    if answer.location.startswith(reverse("account_login")):
        return ["asked to sign in"]
    if answer.status in {302, 429}:
        return [f"took {typed[refused]!r:.30} in {refused}"] if refused and answer.status == 302 else []
    found = [f"wrote although it refused: {answer.writes[0][:60]}"] if answer.writes else []
    if not ALERT.search(answer.body):
        found.append("has no alert")
    if answer.form is not None:
        page = answer.page
        found += [*faults_of_marks(answer.form, page, refused, answer.status), *faults_of_texts(typed, page)]
    return found


def faults_of_marks(form, page, refused, status):
    shown = {name for name in form.errors if name in page.controls and page.controls[name].kind not in {"hidden"}}
    found = [f"does not mark {name}" for name in sorted(shown) if not page.controls[name].invalid]
    if refused and refused not in form.errors:
        found.append(f"does not say that {refused} is wrong")
    if not form.errors and not getattr(form, "warnings", ()) and status != 409:
        found.append("does not say why")
    return found


def faults_of_texts(typed, page):
    for name, values in typed.items():
        control = page.controls.get(name)
        if control is None or control.kind in UNTYPED | {"select"} or not values:
            continue
        if (control.values or [""])[-1].replace("\ufffd", "") != values[-1].replace("\ufffd", ""):
            yield f"lost what was typed in {name}: {values[-1]!r:.30} became {control.values!r:.40}"
