"""The language a template may speak: values, loops, conditions and a few filters. No calls, no files, no arithmetic.

A form is filled, not computed. Without calls, imports and multiplication a template cannot read files, reach into
objects or run for ever: its longest loop is as long as the facts, nested three deep at most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.thai import thai_digits

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.sandbox import SandboxedEnvironment

FILTERS = ("count", "default", "first", "join", "last", "length", "lower", "title", "trim", "upper")
MAX_NESTING = 3


def environment() -> SandboxedEnvironment:
    """A strict, escaping Jinja sandbox with our filters and no globals."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    class Sandbox(SandboxedEnvironment):
        def is_safe_callable(self, obj: object) -> bool:
            return False

    env = Sandbox(undefined=StrictUndefined, autoescape=True)
    env.filters = {name: env.filters[name] for name in FILTERS} | {"thai": thai_digits}
    env.globals.clear()
    return env


def forbidden(tree: nodes.Template) -> list[str]:
    """What the parsed template does that a form may not, in stable words such as ``call`` or ``filter:attr``."""
    from jinja2 import nodes

    allowed = (
        nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const,
        nodes.For, nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
        nodes.Filter, nodes.Test, nodes.Tuple, nodes.Concat, nodes.Neg,
    )  # fmt: skip
    found: list[str] = []

    def walk(node: nodes.Node, depth: int) -> None:
        kind = type(node).__name__.lower()
        if not isinstance(node, allowed):
            found.append(kind)
        elif isinstance(node, nodes.Filter) and node.name not in (*FILTERS, "thai"):
            found.append(f"filter:{node.name}")
        elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            found.append(f"attribute:{node.attr}")
        elif isinstance(node, nodes.For):
            depth += 1
            if node.recursive:
                found.append("recursive")
            if depth > MAX_NESTING:
                found.append("nesting")
        for child in node.iter_child_nodes():
            walk(child, depth)

    walk(tree, 0)
    return list(dict.fromkeys(found))
