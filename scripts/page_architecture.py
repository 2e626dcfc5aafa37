"""What ``docs/architecture.md`` draws from the code: the rooms and their arrows, the subjects of the use cases, the
tree of errors. The words around the drawings are written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scripts.reading_source import ROOT, ErrorClass, error_classes, imported, module_name, source_files

ROOMS: dict[str, str] = {
    "cli": "the counter's door: UTF-8, `--version`, then `commands.counter`",
    "commands": "the command line; one command per step comes from the table",
    "web": "the tray: the same use cases in a browser (`oit serve`)",
    "wiring": "builds an `Office` from its folder: the one place that knows all parts",
    "sample_office": "the practice office",
    "adapters": "each part behind the port the procedure asks of it; clock, file store",
    "messages": "every sentence of the procedure, Thai and English, by code",
    "workflow.services": "use cases, by subject",
    "workflow.records": "tables, typed facts, journal, number books, unit of work, migrations",
    "workflow.office_files": "what the office writes: office.toml, people, responsibilities, catalogues",
    "workflow.ports": "Protocols and plain facts: what the office needs of the world",
    "workflow.rules": "pure: states, table, needs, case, machine",
    "workflow.thai": "pure: dates, fiscal years, digits, names",
    "signatures": "PDFs and keys; knows nothing of offices",
    "templates_docx": "the Word forms: filled, checked, converted",
    "public_site": "the public site: built, and proven from the home page",
    "assessment": "pure: frameworks, scores, ranges, checks on texts",
}
"""Room -> what it is, from the door downwards."""


def room_of(name: str, rooms: Mapping[str, str] | None = None) -> str | None:
    """The room a module (or a name in it) belongs to; ``None``: a library, or a package above the rooms."""
    found = [room for room in (rooms or ROOMS) if name == room or name.startswith(f"{room}.")]
    return max(found, key=len, default=None)


def arrows() -> dict[str, list[str]]:
    """Room -> every other room that any module in it imports, in the order of :data:`ROOMS`."""
    seen: dict[str, set[str]] = {room: set() for room in ROOMS}
    for path in source_files():
        here = room_of(module_name(path))
        if here is not None:
            seen[here] |= {room for name in imported(path) if (room := room_of(name)) and room != here}
    return {room: [other for other in ROOMS if other in seen[room]] for room in ROOMS}


def subjects() -> dict[str, list[str]]:
    """Folder of ``workflow/services`` -> the other folders it imports."""
    base = "workflow.services"
    folders = sorted(path.parent.name for path in (ROOT / "workflow/services").glob("*/__init__.py"))
    rooms = {f"{base}.{folder}": "" for folder in folders}
    seen: dict[str, set[str]] = {room: set() for room in rooms}
    for path in source_files(("workflow/services",)):
        here = room_of(module_name(path), rooms)
        if here is not None:
            seen[here] |= {room for name in imported(path) if (room := room_of(name, rooms)) and room != here}
    short = {room: room.removeprefix(f"{base}.") for room in rooms}
    return {short[room]: sorted(short[other] for other in seen[room]) for room in rooms}


def needed(graph: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The same arrows without those that a longer way says already. The graph has no circle."""

    def below(room: str) -> set[str]:
        return {far for near in graph[room] for far in (near, *below(near))}

    return {
        room: [one for one in to if not any(one in below(other) for other in to if other != one)]
        for room, to in graph.items()
    }


def circles(graph: Mapping[str, list[str]]) -> list[str]:
    """Rooms from which arrows lead back to themselves."""

    def reached(room: str) -> set[str]:
        seen: set[str] = set()
        todo = list(graph[room])
        while todo:
            one = todo.pop()
            if one not in seen:
                seen.add(one)
                todo += graph[one]
        return seen

    return [room for room in graph if room in reached(room)]


def _drawing(graph: Mapping[str, list[str]]) -> Iterator[str]:
    yield "```mermaid"
    yield "flowchart TD"
    for room, to in needed(graph).items():
        for other in to:
            yield f"    {_id(room)}[{room}] --> {_id(other)}[{other}]"
    yield "```"


def _id(room: str) -> str:
    return room.replace(".", "_")


def rooms_block() -> str:
    """The drawing (arrows that follow from others left out), and the table with all of them."""
    graph = arrows()
    lines = [*_drawing(graph), "", "| room | what it is | imports |", "|---|---|---|"]
    for room, to in graph.items():
        lines.append(f"| `{room}` | {ROOMS[room]} | {', '.join(to) or 'nothing of ours'} |")
    return "\n".join(lines)


def subjects_block() -> str:
    """The folders of the use cases, drawn the same way."""
    return "\n".join(_drawing(subjects()))


def errors_block() -> str:
    """Every exception under the one it is a kind of, with the exit code of those that reach the counter."""
    found = error_classes()
    names = {one.name for one in found}
    tops = [one for one in found if not any(base in names for base in one.bases)]
    tops.sort(key=lambda one: (one.name != "workflow.rules.errors.WorkflowError", one.name))
    lines = ["```text"]
    for top in tops:
        lines += _branch(top, found, 0, None)
    return "\n".join([*lines, "```"])


def _branch(one: ErrorClass, found: list[ErrorClass], depth: int, inherited: int | None) -> Iterator[str]:
    code = one.exit_code if one.exit_code is not None else inherited
    module, _, name = one.name.rpartition(".")
    told = f"  exit {code}" if code is not None else ""
    yield f"{'    ' * depth}{name}  ({module}){told}"
    for other in found:
        # One with two bases stands under the first.
        if next((base for base in other.bases if base in {o.name for o in found}), None) == one.name:
            yield from _branch(other, found, depth + 1, code)


BLOCKS = {"rooms": rooms_block, "subjects": subjects_block, "errors": errors_block}


def architecture_page(text: str) -> str:
    """The page with every drawing made anew.

    :param text: the page as it is, with a pair of marks for each drawing.
    :raises ValueError: a mark is missing.
    """
    for name, make in BLOCKS.items():
        start, end = f"<!-- {name}: made by scripts/page_architecture.py -->", f"<!-- end of {name} -->"
        before, opened, rest = text.partition(start)
        _, closed, after = rest.partition(end)
        if not (opened and closed):
            raise ValueError(f"docs/architecture.md has lost the marks around {name}")
        text = f"{before}{start}\n\n{make()}\n\n{end}{after}"
    return text
