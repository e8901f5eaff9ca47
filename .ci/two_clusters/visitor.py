"""Somebody with a browser's manners: cookies, forms with what stands in them, the hidden fields included."""
import http.client
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit


class Form(HTMLParser):
    """The values of the one form that is sent by POST and holds all of these names."""

    def __init__(self, text, names):
        super().__init__()
        self.names, self.values, self.found, self.select, self.area = set(names), None, None, None, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name")
        if tag == "form" and attrs.get("method", "").lower() == "post":
            self.values = {}
        if self.values is None or not tag:
            return
        if tag == "input" and name and attrs.get("type") not in {"submit", "button", "file"}:
            if attrs.get("type") not in {"checkbox", "radio"} or "checked" in attrs:
                self.values[name] = attrs.get("value", "")
        elif tag == "select":
            self.select = name
            self.values.setdefault(name, "")
        elif tag == "option" and self.select and "selected" in attrs:
            self.values[self.select] = attrs.get("value", "")
        elif tag == "textarea":
            self.area = name
            self.values[name] = ""

    def handle_data(self, data):
        if self.values is not None and self.area:
            self.values[self.area] += data

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None
        elif tag == "form":
            if self.values is not None and self.names <= self.values.keys():
                self.found = self.found or self.values
            self.values = None


class Visitor:
    FORGET = "__Host-fresh"

    def __init__(self, port, forgetful=False):
        """`forgetful`: does not bring along the mark by which he reads his own rows (the control of the test)."""
        self.port, self.cookies, self.forgetful, self.connection = port, {}, forgetful, None

    def ask(self, method, path, values=None):
        """(status, body, location); status 0 when nobody answered."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "X-Forwarded-Proto": "https"}
        body = None
        if values is not None:
            body = urlencode(values)
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": "https://127.0.0.1"}
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=70)
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            if self.connection is not None:
                self.connection.close()
            self.connection = None
            return 0, "", ""
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            if not (self.forgetful and name == self.FORGET):
                self.cookies[name] = value
        return answer.status, text, answer.headers.get("Location", "")

    def get(self, path):
        return self.ask("GET", path)

    def send(self, path, page=None, **values):
        """Fill in the form on the page and send it."""
        if page is None:
            status, page, _ = self.get(path)
            if status != 200:
                return status, "", ""
        form = Form(page, values).found
        if form is None:
            raise AssertionError(f"{path} has no form with {sorted(values)}")
        return self.ask("POST", path, {**form, **values})

    def sign_in(self, email, password):
        status, _, location = self.send("/accounts/login/", login=email, password=password)
        if status != 302:
            raise AssertionError(f"{email} could not sign in: {status}")
        return urlsplit(location).path
