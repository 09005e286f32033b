"""The mutants of a module: each changes one place of its syntax tree in a way that a slip of the hand could.

Left out, because no test should hold it: annotations, docstrings, texts with a space (sentences for people),
f-strings, what is raised, decorators, ``__repr__``, ``zip(strict=True)``, type aliases; and of value sets everything
but functions.
"""

import ast
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

OPPOSITE = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
BOUNDARY = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
ARITHMETIC = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
TWINS = {"min": "max", "max": "min", "any": "all", "all": "any", "earliest": "latest", "latest": "earliest"}
UNTOUCHED_CALLS = {"dataclass", "TypeVar", "cast"}
MARK = "XX"


@dataclass(frozen=True, eq=False)
class Mutant:
    """One change, and where: ``parent.field`` (at ``index``, if a list) becomes ``new``."""

    module: str
    key: str
    """Stays the same as long as the function (or statement) around it does."""

    line: int
    last_line: int
    within: ast.AST | None
    """The outermost function around it, if it lies in its body; None: it is run when the module is imported."""

    operator: str
    before: str
    after: str
    parent: ast.AST
    field: str
    index: int | None
    new: Any

    def apply(self) -> Any:
        """Change the tree; returns what stood there, for ``put``."""
        old = getattr(self.parent, self.field)
        if self.index is not None:
            old = old[self.index]
        self.put(self.new)
        return old

    def put(self, value: Any) -> None:
        """Let ``value`` stand in the place of the mutant."""
        if self.index is None:
            setattr(self.parent, self.field, value)
        else:
            getattr(self.parent, self.field)[self.index] = value


@dataclass(frozen=True)
class Place:
    parent: ast.AST
    field: str
    index: int | None
    within: ast.AST | None
    statement: ast.AST


def mutants_of(module: str, tree: ast.Module, functions_only: bool = False) -> list[Mutant]:
    """All mutants of a parsed module, in the order of its text. They share ``tree``: apply one at a time."""
    found: list[Mutant] = []
    counts: dict[str, int] = {}
    for node, place in _places(tree):
        if functions_only and place.within is None:
            continue
        for operator, parent, field, index, new, after in _changes(node, place):
            around = hashlib.sha256(ast.dump(place.within or place.statement).encode()).hexdigest()[:12]
            change = f"{module}:{around}:{operator}:{ast.unparse(node)}:{after}"
            counts[change] = counts.get(change, 0) + 1
            key = f"{change}:{counts[change]}"
            lines = node.lineno, getattr(node, "test", node).end_lineno
            before = ast.unparse(node)
            found.append(Mutant(module, key, *lines, place.within, operator, before, after, parent, field, index, new))
    return sorted(found, key=lambda mutant: mutant.line)


def _places(tree: ast.Module) -> Iterator[tuple[ast.AST, Place]]:
    """Every node that may change, with its place."""
    for index, statement in enumerate(tree.body):
        yield from _descend(statement, Place(tree, "body", index, None, statement))


def _descend(node: ast.AST, place: Place) -> Iterator[tuple[ast.AST, Place]]:
    if _is_left_out(node, place):
        return
    if hasattr(node, "lineno"):
        yield node, place
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "bases", "type_params"):
            continue
        function = isinstance(node, ast.FunctionDef)
        within = place.within or (node if function and field == "body" else None)
        statement = node if isinstance(place.statement, ast.ClassDef) and isinstance(node, ast.stmt) else None
        for index, child in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(child, ast.AST):
                at = index if isinstance(value, list) else None
                yield from _descend(child, Place(node, field, at, within, statement or place.statement))


def _is_left_out(node: ast.AST, place: Place) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom | ast.Raise | ast.JoinedStr):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.FunctionDef) and node.name == "__repr__":
        return True
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return True
    if isinstance(node, ast.Call) and _called(node) in UNTOUCHED_CALLS:
        return True
    if isinstance(node, ast.keyword) and node.arg == "strict":
        return True
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__slots__":
        return True
    # at the top of a module: a type alias, read by nobody but people
    return place.within is None and isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


Change = tuple[str, ast.AST, str, int | None, Any, str]


def _changes(node: ast.AST, place: Place) -> Iterator[Change]:
    """What may become of a node: operator, where (parent, field, index), the new child, and the new text."""
    if isinstance(node, ast.Compare):
        yield from _compared(node)
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "boolean", node, "op", None, other, _text(node, op=other)
    elif isinstance(node, ast.BinOp | ast.AugAssign):
        yield from _calculated(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield _replaced("boolean" if isinstance(node.op, ast.Not) else "arithmetic", place, node.operand)
    elif isinstance(node, ast.Constant):
        yield from _constants(node, place)
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield from _negated(node, "test", None, node.test)
    elif isinstance(node, ast.Return) and not _says_nothing(node.value):
        yield "return", node, "value", None, ast.Constant(None, **_at(node.value)), "return None"
    elif isinstance(node, ast.Call) and _called(node) in TWINS:
        twin = ast.Name(TWINS[node.func.id], ast.Load(), **_at(node.func))
        yield "twin", node, "func", None, twin, _text(node, func=twin)
    elif isinstance(node, ast.Break):
        yield _replaced("loop", place, ast.Continue(**_at(node)))
    elif isinstance(node, ast.Continue):
        yield _replaced("loop", place, ast.Break(**_at(node)))
    yield from _filters(node)


def _compared(node: ast.Compare) -> Iterator[Change]:
    for index, operator in enumerate(node.ops):
        for name, table in (("comparison", OPPOSITE), ("boundary", BOUNDARY)):
            if type(operator) in table:
                other = table[type(operator)]()
                ops = [*node.ops[:index], other, *node.ops[index + 1 :]]
                yield name, node, "ops", index, other, _text(node, ops=ops)


def _calculated(node: ast.BinOp | ast.AugAssign) -> Iterator[Change]:
    sides = [node.left, node.right] if isinstance(node, ast.BinOp) else [node.value]
    if any(isinstance(side, ast.JoinedStr) or _is_text(side) for side in sides):
        return
    if type(node.op) in ARITHMETIC:
        other = ARITHMETIC[type(node.op)]()
        yield "arithmetic", node, "op", None, other, _text(node, op=other)


def _constants(node: ast.Constant, place: Place) -> Iterator[Change]:
    value = node.value
    if isinstance(value, bool):
        yield _replaced("constant", place, ast.Constant(not value, **_at(node)))
    elif isinstance(value, int):
        for other in (value + 1, value - 1):
            yield _replaced("constant", place, ast.Constant(other, **_at(node)))
    elif _is_text(node) and isinstance(place.parent, ast.Call) and _called(place.parent) == "Decimal":
        for other in _next_decimals(value):
            yield _replaced("constant", place, ast.Constant(other, **_at(node)))
    elif _is_text(node) and value and not any(character.isspace() for character in value):
        yield _replaced("code", place, ast.Constant(MARK + value, **_at(node)))


def _next_decimals(text: str) -> list[str]:
    """The number one unit of its last digit up and down; as it stands where it is no number."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return [MARK + text]
    step = Decimal(1).scaleb(number.as_tuple().exponent)
    return [str(number + step), str(number - step)]


def _filters(node: ast.AST) -> Iterator[Change]:
    """The conditions of a comprehension, and the guard of a case."""
    if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
        for generator in node.generators:
            for index, test in enumerate(generator.ifs):
                yield from _negated(generator, "ifs", index, test)


def _negated(parent: ast.AST, field: str, index: int | None, test: ast.expr) -> Iterator[Change]:
    """A condition the other way round, unless it is one comparison or a ``not``: those have mutants of their own."""
    single = isinstance(test, ast.Compare) and len(test.ops) == 1
    if not single and not (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)):
        other = ast.UnaryOp(ast.Not(), test, **_at(test))
        yield "negation", parent, field, index, other, ast.unparse(other)


def _replaced(operator: str, place: Place, new: ast.AST) -> Change:
    return operator, place.parent, place.field, place.index, new, ast.unparse(new)


def _text(node: ast.AST, **changed: Any) -> str:
    return ast.unparse(type(node)(**{**dict(ast.iter_fields(node)), **changed}, **_at(node)))


def _at(node: ast.AST) -> dict[str, int]:
    return {name: getattr(node, name) for name in ("lineno", "col_offset", "end_lineno", "end_col_offset")}


def _says_nothing(node: ast.expr | None) -> bool:
    """Nothing, None or False: returning None instead would be the same to whoever asks."""
    return node is None or (isinstance(node, ast.Constant) and (node.value is None or node.value is False))


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
