"""A template with all it extends and includes as one Python function, by Jinja's own parser and compiler: half of what Jinja's functions cost.

No place of a mistake is known here, and not all of Jinja: whoever gets an error renders the template the ordinary way, which names its mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from keyword import iskeyword
from typing import Any

from jinja2 import Environment, TemplateAssertionError, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import missing
from jinja2.visitor import NodeTransformer

FlatFunction = Callable[["Names"], list[str]]
KEPT_OUTSIDE_BLOCKS = (
    nodes.FromImport,
    nodes.Macro,
    nodes.Assign,
)  # of a template that extends another; what else it prints there is dropped


class Names(dict[str, Any]):
    """What a template's names stand for; `missing` is Jinja's mark for a name that nobody gave."""

    __slots__ = ("eval_ctx",)

    def __missing__(self, name: str) -> object:
        return missing


class Flattener(NodeTransformer):
    """Puts the content of includes and blocks in their place. `blocks` are those of the templates that extend this one."""

    def __init__(self, environment: Environment, blocks: Mapping[str, nodes.Block]) -> None:
        self.environment = environment
        self.blocks = blocks

    def visit_Include(self, node: nodes.Include) -> nodes.Node:
        if not isinstance(node.template, nodes.Const) or node.ignore_missing or not node.with_context:
            raise TemplateAssertionError("include that cannot be flattened", node.lineno)
        return nodes.Scope(flatten(self.environment, node.template.value), lineno=node.lineno)

    def visit_Block(self, node: nodes.Block) -> nodes.Node:
        chosen = self.blocks.get(node.name, node)
        if node.required and chosen is node:
            raise TemplateAssertionError(f"block {node.name} is required", node.lineno)
        return nodes.Scope(self.flatten_all(chosen.body), lineno=node.lineno)

    def flatten_all(self, body: list[nodes.Node]) -> list[nodes.Node]:
        return [self.visit(node) for node in body]


class FlatCodeGenerator(CodeGenerator):
    """Jinja's compiler for flat templates: output goes to one list, names come from one mapping, attributes and calls are Python's own."""

    def write_commons(self) -> None:
        self.writeline("resolve = context.__getitem__")
        self.writeline("undefined = environment.undefined")
        self.writeline("escape_text = environment.escape_text")
        self.writeline("escape_inner = environment.escape_inner")
        self.writeline("concat = ''.join")
        self.writeline("mark = environment.mark")
        self.writeline("cond_expr_undefined = Undefined")

    def enter_frame(self, frame: Frame) -> None:
        if frame.rootlevel:
            self.buffer(frame)
        super().enter_frame(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        super().leave_frame(frame, with_python_scope)
        if frame.rootlevel:
            self.writeline(f"return {frame.buffer}")

    def pop_assign_tracking(self, frame: Frame) -> None:
        self._assign_stack.pop()  # no other template asks what was assigned here

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        self.writeline(f"return mark(concat({frame.buffer}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        # Most of what is printed is plain text, for which a call of markupsafe's inner function costs a third of one of `escape_text`.
        self.write("(escape_inner(text) if type(text := (")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")) is str else escape_text(text))")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if iskeyword(node.attr):
            self.fail("attribute that Python cannot name", node.lineno)
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        self.write("(")
        self.visit(node.node, frame)
        self.write(")[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(item.key) for item in node.kwargs):
            self.fail("call that cannot be flattened", node.lineno)
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_FromImport(self, node: nodes.FromImport, frame: Frame) -> None:
        for item in node.names:
            name, alias = item if isinstance(item, tuple) else (item, item)
            self.writeline(f"{frame.symbols.ref(alias)} = environment.load_macros(", node)
            self.visit(node.template, frame)
            self.write(f")[{name!r}]")

    def visit_Macro(self, node: nodes.Macro, frame: Frame) -> None:
        macro_frame, macro_ref = self.macro_body(node, frame)
        self.newline()
        if frame.toplevel:
            self.write(f"context[{node.name!r}] = ")
        self.write(f"{frame.symbols.ref(node.name)} = ")
        self.macro_def(macro_ref, macro_frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        if macro_ref.accesses_kwargs or macro_ref.accesses_varargs or macro_ref.accesses_caller:
            self.fail("macro that cannot be flattened", macro_ref.node.lineno)
        self.write(f"environment.bind_macro(macro, {tuple(argument.name for argument in macro_ref.node.args)!r})")

    def visit_other(self, node: nodes.Stmt, frame: Frame) -> None:
        self.fail(f"{type(node).__name__} cannot be flattened", node.lineno)

    visit_Import = visit_CallBlock = visit_FilterBlock = visit_Extends = visit_other


def compile_flat(environment: Environment, name: str) -> FlatFunction:
    """The function that makes a template's texts of its names. Raises TemplateError for what cannot be made so, or is no template."""
    body = flatten(environment, name)
    tree = nodes.Template(body, lineno=1)
    tree.set_environment(environment)
    generator = FlatCodeGenerator(environment, name, name)
    generator.visit(tree)
    namespace: dict[str, Any] = {"environment": environment}
    exec(compile(generator.stream.getvalue(), f"<flat {name}>", "exec"), namespace)
    return namespace["root"]


def flatten(environment: Environment, name: str, blocks: Mapping[str, nodes.Block] | None = None) -> list[nodes.Node]:
    """The nodes of a template with all it extends and includes; `blocks` stand in the place of its own."""
    source, file, _ = environment.loader.get_source(environment, name)
    tree = environment.parse(source, name, file)
    own = {block.name: block for block in tree.find_all(nodes.Block)}
    blocks = {**own, **(blocks or {})}
    flattener = Flattener(environment, blocks)
    extended = tree.find(nodes.Extends)
    if extended is None:
        return flattener.flatten_all(tree.body)
    kept = [node for node in tree.body if isinstance(node, KEPT_OUTSIDE_BLOCKS)]
    return [*flattener.flatten_all(kept), *flatten(environment, extended.template.value, blocks)]


def bind_macro(function: Callable[..., str], names: tuple[str, ...]) -> Callable[..., str]:
    """A macro as it is called; the compiled function has no names for its parameters, and knows a default by `missing`."""
    function.__defaults__ = (missing,) * len(names)

    def call(*values: object, **named: object) -> str:
        if not named:
            return function(*values)
        rest = tuple(named.pop(name, missing) for name in names[len(values) :])
        if named:
            raise TypeError(f"macro takes no argument {', '.join(named)}")
        return function(*values, *rest)

    return call
