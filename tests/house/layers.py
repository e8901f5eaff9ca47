"""What a file reaches for: every import, however deep, every relation, lookup and dotted path given as text."""
import ast
from dataclasses import dataclass

APPS = ["projects", "communities", "trainings", "budgets"]
ATTIC = ["site", "dashboards", "reports", "search", "intake", "demo"]
GROUND, ROOF = 0, 9
FLOORS = {"portal.shared": GROUND, "portal.templatetags": GROUND}
FLOORS |= {app: number for number, app in enumerate(APPS, start=1)}
FLOORS |= {f"portal.{name}": 5 for name in ATTIC}
FLOORS |= {"portal": ROOF}

ROOMS = [
    "choices", "codes", "models", "permissions", "summaries", "actions", "forms", "filters", "exports", "cards", "views",
    "admin", "urls", "apps",
]  # fmt: skip
# They either define a registry, low in their app, or fill one of a lower floor, and then only apps.py calls them.
REGISTRIES = {"measures", "panels", "searchable"}
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}


@dataclass(frozen=True)
class Reach:
    """`module`: the dotted name that is reached for; `how`: "import", "relation", "get_model", "path" or "include"."""

    line: int
    module: str
    how: str


def floor_of(module):
    """(the package that names the floor, its number), or None for what is not ours."""
    for name in sorted(FLOORS, key=len, reverse=True):
        if module == name or module.startswith(name + "."):
            return name, FLOORS[name]
    return None


def room_of(module):
    """The room of a module of an app: "models" for "projects.models.target"; None for the app itself and elsewhere."""
    parts = module.split(".")
    return parts[1] if parts[0] in APPS and len(parts) > 1 else None


def reaches(source):
    """Everything a Python file reaches for, in order of lines."""
    found = []
    for node in ast.walk(source.tree()):
        if isinstance(node, ast.Import):
            found += [Reach(node.lineno, alias.name, "import") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [Reach(node.lineno, name, "import") for name in imported_from(node, source)]
        elif isinstance(node, ast.Call):
            found += reached_by_call(node)
    return sorted(found, key=lambda reach: reach.line)


def imported_from(node, source):
    base = node.module or ""
    if node.level:
        package = source.module.split(".")
        if not source.path.endswith("__init__.py"):
            package = package[:-1]
        base = ".".join([*package[: len(package) - node.level + 1], *([base] if base else [])])
    # `from projects import actions` reaches a room, `from projects.models import Target` a name in one.
    return [f"{base}.{alias.name}" for alias in node.names]


def reached_by_call(node):
    name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
    texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if name in RELATIONS:
        yield from related(node)
    elif name == "get_model" and texts:
        yield Reach(node.lineno, f"{texts[0].split('.')[0]}.models", "get_model")
    elif name == "include" and texts:
        yield Reach(node.lineno, texts[0], "include")
    elif name in {"import_string", "import_module"} and texts:
        yield Reach(node.lineno, texts[0], "path")


def related(node):
    targets = [*node.args[:1], *(word.value for word in node.keywords if word.arg in {"to", "through"})]
    for target in targets:
        if isinstance(target, ast.Constant) and isinstance(target.value, str) and "." in target.value:
            yield Reach(node.lineno, f"{target.value.split('.')[0].lower()}.models", "relation")
        elif getattr(target, "attr", "") == "AUTH_USER_MODEL":
            yield Reach(node.lineno, "projects.models", "relation")


def upward(source):
    """What a file reaches for above its own floor, or in a neighbour's room of the attic."""
    here = floor_of(source.module)
    if here is None:
        return []
    faults = []
    for reach in reaches(source):
        there = floor_of(reach.module)
        if there is None or there[0] == here[0]:
            continue
        if there[1] > here[1] or rank(there[0]) > rank(here[0]) >= 0:
            faults.append(f"{source.path}:{reach.line} {reach.how} {reach.module}")
    return faults


def rank(package):
    """The place of a package of the attic in its own order, -1 elsewhere."""
    name = package.removeprefix("portal.")
    return ATTIC.index(name) if name in ATTIC else -1


def included(source):
    """`include("some.urls")`: only the roof knows all maps."""
    if source.path == "portal/urls.py":
        return []
    return [f"{source.path}:{reach.line} include {reach.module}" for reach in reaches(source) if reach.how == "include"]


def out_of_order(sources):
    """Imports of a later room of the same app, and rooms nobody has named."""
    faults = []
    for app in APPS:
        ours = [source for source in sources if room_of(source.module) is not None and source.path.startswith(f"{app}/")]
        faults += [f"{source.path}: no such room" for source in ours if room_of(source.module) not in {*ROOMS, *REGISTRIES}]
        fillers = {room for room in REGISTRIES if any(not is_low(source) for source in ours if room_of(source.module) == room)}
        for source in ours:
            faults += [f"{source.path}:{reach.line} imports {reach.module}" for reach in later(source, app, fillers)]
    return faults


def later(source, app, fillers):
    here = position(room_of(source.module), fillers)
    for reach in reaches(source):
        if reach.how == "import" and reach.module.startswith(f"{app}."):
            room = room_of(reach.module)
            if room != room_of(source.module) and position(room, fillers) >= here:
                yield reach


def is_low(source):
    """A registry that leans on nothing of its app but choices and models."""
    app = source.path.split("/")[0]
    rooms = {room_of(reach.module) for reach in reaches(source) if reach.module.startswith(f"{app}.")}
    return rooms <= {"choices", "codes", "models", room_of(source.module)}


def position(room, fillers):
    if room in REGISTRIES:
        return ROOMS.index("urls") + 0.5 if room in fillers else ROOMS.index("models") + 0.5
    return ROOMS.index(room) if room in ROOMS else -1
