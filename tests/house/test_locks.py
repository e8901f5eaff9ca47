"""A control of a race test takes the locks away in one way only: the one that does not depend on luck (tests/lockless.py)."""
import ast

from tests.house import tree

NAMED = "test_without_the_lock"


def faults(sources):
    found = []
    for source in sources:
        for node in ast.walk(source.tree()):
            if isinstance(node, ast.Constant) and node.value == "select_for_update":
                found.append(f"{source.path}: takes the lock away by itself")
            if isinstance(node, ast.FunctionDef) and node.name.startswith(NAMED):
                if "without_locks" not in [argument.arg for argument in node.args.args]:
                    found.append(f"{source.path}: {node.name} does not ask for without_locks")
    return found


def test_every_control_takes_the_locks_away_in_the_one_way():
    mine = ("tests/lockless.py", "tests/house/test_locks.py")
    assert not faults(source for source in tree.python() if source.path not in mine)


def test_a_control_of_its_own_making_is_found():
    body = 'def test_without_the_lock_it_fails(monkeypatch):\n    monkeypatch.setattr(Q, "select_for_update", all)\n'
    assert faults([tree.Source("a.py", body)]) == [
        "a.py: test_without_the_lock_it_fails does not ask for without_locks", "a.py: takes the lock away by itself",
    ]
