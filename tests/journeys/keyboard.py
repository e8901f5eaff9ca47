"""A person without a mouse and without JavaScript: Tab, Enter, Space and the letters."""

FOCUSED = """() => { const e = document.activeElement; return e === document.body ? '' : (e.innerText || e.labels?.[0]?.innerText
  || e.getAttribute('aria-label') || e.name || '').trim().split('\\n')[0] }"""


class Keyboard:
    """Moves on one page by keys only. Names are the words one sees (or hears) on the focused thing."""

    def __init__(self, page):
        self.page = page

    def to(self, name, most=150):
        """Press Tab until the thing with these words has the focus; fails when it cannot be reached."""
        seen = []
        for _step in range(most):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(FOCUSED)
            if here == name or here.rstrip("*").strip() == name:
                return self
            seen.append(here)
        raise AssertionError(f"Tab never reached {name!r}; it passed {seen[:60]}")

    def type(self, text):
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        return self

    def enter(self):
        """Press Enter and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self

    def follow(self, name):
        return self.to(name).enter()
