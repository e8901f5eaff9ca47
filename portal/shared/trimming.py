"""Style sheets put together and trimmed: Bootstrap's rules that some template, Python or script of ours can use, and our own.

A rule stays while each class in its selector may occur. Which may, is read from the sources without running them, and rather
too many than too few: every word of a class attribute, every text in Python or JavaScript that reads like names of classes,
and, where a name is put together (`btn-{{ tone }}`), every class that begins so.
"""
import re
from functools import partial

import tinycss2

# What is between the braces of a template is looked at for itself: its texts may be classes, its words are not.
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
CLASSES = re.compile(r"\bclass=(\"[^\"]*\"|'[^']*'|[\w-]+)")
TEXTS = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`")
NAME = re.compile(r"[a-zA-Z_][\w-]*")
BEGUN = re.compile(r"([a-zA-Z][\w-]*-)(?=[{\ue000])")
FILLED = re.compile(r"\$?\{[^{}]*\}")
# Beginnings of our own names that look like Bootstrap's: kinds of columns, tones of rows, fields.
OURS = {"col-", "row-", "end-"}
ONLY_NAMES = re.compile(r"\s*[a-z][\w-]*(\s+[a-z][\w-]*)*\s*")
NESTING = {"media", "supports", "layer", "container"}


class Hooks:
    """What a selector may hang on: `names` that occur somewhere, and `beginnings` of names that are put together."""

    def __init__(self):
        self.names, self.beginnings = set(), set()

    def add(self, text):
        """A text whose words are classes; what is filled in later stands as \ue000."""
        self.names.update(NAME.findall(text))
        self.beginnings.update(set(BEGUN.findall(text)) - OURS)

    def add_text(self, text):
        """Any text of a program: HTML with classes in it, or only names."""
        for found in CLASSES.findall(text):
            self.add(found)
        if ONLY_NAMES.fullmatch(text.replace("\ue000", "x")):
            self.add(text)
        if "data-bs-" in text:
            self.add(" ".join(re.findall(r"data-bs-[\w-]+", text)))

    def add_template(self, source):
        for tag in TAG.findall(source):
            for texts in TEXTS.findall(tag):
                self.add("".join(texts))
        self.add_text(TAG.sub("\ue000", CLASSES.sub(self._attribute, source)))

    def _attribute(self, found):
        # The words in an attribute, with both sides of every condition in it.
        text = found[1]
        for tag in TAG.findall(text):
            for texts in TEXTS.findall(tag):
                self.add("".join(texts))
        self.add(TAG.sub("\ue000", text))
        return found[0]

    def add_python(self, source):
        self.add_text(source)
        for texts in TEXTS.findall(source):
            self.add_text(FILLED.sub("\ue000", "".join(texts)))

    def add_script(self, source):
        for texts in TEXTS.findall(source):
            self.add_text(FILLED.sub("\ue000", "".join(texts)))

    def add_file(self, path):
        add = {".html": self.add_template, ".py": self.add_python, ".js": self.add_script}[path.suffix]
        add(path.read_text(encoding="utf-8"))

    def has(self, name):
        return name in self.names or any(name.startswith(beginning) for beginning in self.beginnings)


def trimmed(css, hooks):
    """The sheet without the rules that no page of ours can use, and without spaces and comments."""
    return written(kept_rules(parsed(css), hooks))


def parsed(css):
    return tinycss2.parse_stylesheet(css, skip_whitespace=True, skip_comments=True)


def kept_rules(rules, hooks):
    """[(prelude, content)]: content is text, or such a list; a rule without a body has None."""
    found = []
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [part for part in selectors_of(rule.prelude) if hooks is None or may_occur(part, hooks)]
            if selectors:
                found.append((",".join(squeezed(part) for part in selectors), declarations(rule.content)))
        elif rule.type == "at-rule" and rule.at_keyword != "charset":
            head = f"@{rule.at_keyword} {squeezed(rule.prelude)}".rstrip()
            if rule.content is None:
                found.append((head, None))
            elif rule.at_keyword in NESTING:
                inner = tinycss2.parse_rule_list(rule.content, skip_whitespace=True, skip_comments=True)
                if below := kept_rules(inner, hooks):
                    found.append((head, below))
            else:
                found.append((head, squeezed(rule.content)))
    return found


def selectors_of(prelude):
    """The tokens of each selector between the commas."""
    parts = [[]]
    for token in prelude:
        if is_literal(token, ","):
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def is_literal(token, value):
    return token.type == "literal" and token.value == value


def may_occur(tokens, hooks):
    """Whether each class and each attribute of Bootstrap's own in the selector occurs; what stands in `:not()` need not."""
    for place, token in enumerate(tokens):
        if is_literal(token, ".") and place + 1 < len(tokens) and tokens[place + 1].type == "ident":
            if not hooks.has(tokens[place + 1].value):
                return False
        elif token.type == "[] block":
            name = next((part.value for part in token.content if part.type == "ident"), "")
            if name.startswith("data-bs-") and not hooks.has(name):
                return False
    return True


def squeezed(tokens):
    """The tokens as text, each space and comment as short as it can be."""
    text = tinycss2.serialize([token for token in tokens if token.type != "comment"])
    return re.sub(r"\s+", " ", text).strip()


def declarations(content):
    """The declarations of a rule; comments and spaces go, nothing else changes."""
    found = []
    for part in tinycss2.parse_blocks_contents(content, skip_whitespace=True, skip_comments=True):
        if part.type == "declaration":
            value = squeezed(part.value) + (" !important" if part.important else "")
            found.append(f"{part.name}:{value}")
        elif part.type in ("qualified-rule", "at-rule"):
            found.append(squeezed([part]))
    return ";".join(found)


def written(rules):
    parts = []
    for head, content in rules:
        if content is None:
            parts.append(f"{head};")
        else:
            parts.append(f"{head}{{{content if isinstance(content, str) else written(content)}}}")
    return "".join(parts)


VARIABLE = re.compile(r"(?<=[;{])(--bs-[\w-]+):[^;{}]*;?")
USED = re.compile(r"var\(\s*(--[\w-]+)")
EMPTY = re.compile(r"(?<=[};])[^@{};]+{}")
FRAMES = re.compile(r"@keyframes ([\w-]+){((?:[^{}]|{[^{}]*})*)}")


def without_unused(css, beside=""):
    """Takes out the variables and movements of Bootstrap's sheet that neither it nor the sheets beside it ask for."""
    before = None
    while css != before:
        before = css
        css = EMPTY.sub("", less_variables(css, set(USED.findall(css + beside))).replace(";}", "}"))
        idle = {name for name, _steps in FRAMES.findall(css) if (css + beside).count(name) == 1}
        css = FRAMES.sub(partial(unless_in, idle), css)
    return css


def less_variables(css, used):
    return VARIABLE.sub(lambda found: found[0] if found[1] in used else "", css)


def unless_in(names, found):
    return "" if found[1] in names else found[0]


def hooks_of(files):
    hooks = Hooks()
    for path in files:
        hooks.add_file(path)
    return hooks


def bundle(bootstrap, own, hooks, beside=""):
    """One sheet: Bootstrap trimmed, then our own. `beside`: the sheets that pages add, which may use its variables."""
    ours = written(kept_rules(parsed("\n".join(own)), None))
    return without_unused(trimmed(bootstrap, hooks), ours + beside) + ours
