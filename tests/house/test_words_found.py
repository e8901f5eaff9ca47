"""A sentence within an f-string is never translated: the tool that collects messages does not look into one."""
import ast

import pytest

from tests.house import tree

ASKED = {
    "_", "_now", "_t", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext",
}


def hidden(parsed):
    """(line, sentence) of every message that stands within an f-string."""
    return [
        (call.lineno, call.args[0].value)
        for text in ast.walk(parsed) if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ASKED
        and call.args and isinstance(call.args[0], ast.Constant)
    ]


def test_no_message_stands_within_an_f_string():
    found = [(source.path, *place) for source in tree.python() for place in hidden(source.tree())]
    assert found == []


@pytest.mark.parametrize("planted", ["f\"{_('Feedback')} 3\"", "f\"{ngettext('%(n)d day', '%(n)d days', 2)}\""])
def test_a_planted_message_is_found(planted):
    assert len(hidden(ast.parse(f"x = {planted}"))) == 1
