"""The grammar of XPath 1.0 as XForms use it, and the tree it builds.

LALR with a contextual lexer: `*`, `and`, `or`, `div` and `mod` are operators only where an operand has gone before
(XPath 1.0, 3.7), and reading takes time in proportion to the text. The tree is built while reading, without recursion.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final, cast

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from ojm_desktop.forms.errors import ExpressionError, NotSupported
from ojm_desktop.forms.xpath.tree import Binary, Call, Expr, Filter, Negation, Number, Path, Step, Text

MOST_CHARACTERS: Final = 100_000
MOST_NESTED: Final = 100
"""Brackets inside brackets: each costs a few Python frames when the expression is worked out."""
CANNOT_STAND: Final = "cannot stand here."

GRAMMAR: Final = r"""
start: either
?either: both (OR both)*
?both: equal (AND equal)*
?equal: compared (EQUAL compared)*
?compared: added (COMPARE added)*
?added: multiplied ((PLUS | MINUS) multiplied)*
?multiplied: signed ((STAR | DIV | MOD) signed)*
?signed: union | MINUS signed -> negation
?union: path (BAR path)*

?path: relative -> from_here
     | SLASH -> from_root
     | SLASH relative -> from_root
     | SLASHES relative -> from_anywhere
     | filtered
     | filtered SLASH relative -> from_filter
     | filtered SLASHES relative -> from_filter
?filtered: primary predicate*
?primary: "(" either ")" -> bracketed
        | STRING -> text
        | NUMBER -> number
        | NAME "(" ")" -> call
        | NAME "(" either ("," either)* ")" -> call
        | VARIABLE -> variable
relative: step ((SLASH | SLASHES) step)*
step: DOT -> here | DOTS -> above
    | test predicate* -> down
    | AXIS test predicate* -> along
    | AT test -> attribute
!test: NAME | STAR | NODE_TEST
predicate: "[" either "]"

OR: /or(?![\w.-])/
AND: /and(?![\w.-])/
DIV: /div(?![\w.-])/
MOD: /mod(?![\w.-])/
EQUAL: "=" | "!="
COMPARE: "<=" | "<" | ">=" | ">"
PLUS: "+"
MINUS: "-"
STAR: "*"
BAR: "|"
SLASH: "/"
SLASHES: "//"
DOT: "."
DOTS: ".."
AT: "@"
STRING: /"[^"]*"|'[^']*'/
NUMBER.2: /\d+(\.\d*)?|\.\d+/
VARIABLE: /\$[^\W\d][\w.\-]*/
AXIS.4: /[a-z][a-z-]*\s*::/
NODE_TEST.3: /(node|text|comment|processing-instruction)\s*\([^)]*\)/
NAME: /[^\W\d][\w.\-]*(:[^\W\d][\w.\-]*)?/
%ignore /\s+/
"""

AXES: Final = frozenset({"child", "parent", "self", "descendant", "descendant-or-self", "ancestor", "ancestor-or-self"})
BRACKETS_AND_TEXTS: Final = re.compile(r"""[()\[\]]|"[^"]*"|'[^']*'""")
ANYWHERE: Final = Step("descendant-or-self", "node()")


@v_args(inline=True)
class Builder(Transformer[Token, Any]):
    """Makes the tree of what the grammar has recognised."""

    def start(self, expression: Expr) -> Expr:
        return expression

    def either(self, *parts: Any) -> Expr:
        return Binary(tuple(sign.value for sign in parts[1::2]), parts[::2])

    both = equal = compared = added = multiplied = union = either

    def negation(self, _minus: Token, operand: Expr) -> Expr:
        if isinstance(operand, Negation) and isinstance(operand.operand, Negation):
            return operand.operand  # three make one, and a thousand no deep tree
        return Negation(operand)

    def text(self, token: Token) -> Expr:
        return Text(token.value[1:-1])

    def number(self, token: Token) -> Expr:
        return Number(token.value)

    def call(self, name: Token, *arguments: Expr) -> Expr:
        return Call(name.value, arguments, name.start_pos or 0)

    def bracketed(self, inner: Expr) -> Expr:
        return Filter(inner, ()) if isinstance(inner, Binary | Negation | Path) else inner

    def filtered(self, inner: Expr, *predicates: Expr) -> Expr:
        plain = inner.inner if isinstance(inner, Filter) and not inner.predicates else inner
        return Filter(plain, predicates)

    def variable(self, token: Token) -> Expr:
        raise NotSupported(
            f"{token.value} is a variable, and questionnaires have none; write ${{name}} for an answer.",
            position=_place(token),
        )

    def predicate(self, inner: Expr) -> Expr:
        return inner

    def relative(self, *parts: Any) -> tuple[Step, ...]:
        steps = [parts[0]]
        for separator, step in zip(parts[1::2], parts[2::2], strict=True):
            steps += [*_between(separator), step]
        return tuple(steps)

    def here(self, token: Token) -> Step:
        return Step("self", "node()", (), token.start_pos or 0)

    def above(self, token: Token) -> Step:
        return Step("parent", "node()", (), token.start_pos or 0)

    def test(self, token: Token) -> Token:
        if token.type == "NODE_TEST" and not token.value.startswith("node"):
            raise NotSupported(
                f"{token.value} is not supported here; paths name questions and groups.", position=_place(token)
            )
        return token

    def down(self, test: Token, *predicates: Expr) -> Step:
        return Step("child", _tested(test), predicates, test.start_pos or 0)

    def along(self, axis: Token, test: Token, *predicates: Expr) -> Step:
        name = axis.value.rstrip(": \t\r\n")
        if name not in AXES:
            raise NotSupported(
                f"The axis {name}:: is not supported here; use child, parent, self or descendant.",
                position=_place(axis),
            )
        return Step(name, _tested(test), predicates, axis.start_pos or 0)

    def attribute(self, _at: Token, test: Token) -> Step:
        raise NotSupported(
            f"@{test.value} is an attribute, and paths here name questions and groups only.", position=_place(test)
        )

    def from_here(self, steps: tuple[Step, ...]) -> Expr:
        return Path("", steps, steps[0].at)

    def from_root(self, slash: Token, steps: tuple[Step, ...] = ()) -> Expr:
        return Path("/", steps, slash.start_pos or 0)

    def from_anywhere(self, slashes: Token, steps: tuple[Step, ...]) -> Expr:
        return Path("/", (ANYWHERE, *steps), slashes.start_pos or 0)

    def from_filter(self, start: Filter | Call, separator: Token, steps: tuple[Step, ...]) -> Expr:
        return Path(start, (*_between(separator), *steps), separator.start_pos or 0)


def _between(separator: Token) -> tuple[Step, ...]:
    return (ANYWHERE,) if separator.type == "SLASHES" else ()


def _place(token: Token) -> int:
    return (token.start_pos or 0) + 1


def _tested(test: Token) -> str:
    return "node()" if test.type == "NODE_TEST" else test.value


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr", transformer=Builder())


def parsed(text: str) -> Expr:
    """The tree of an expression; ExpressionError with the position where it stops making sense."""
    if len(text) > MOST_CHARACTERS:
        raise ExpressionError("The expression is too long to read; split the calculation.")
    if not text.strip():
        raise ExpressionError("The expression is empty; write one, or leave the cell without it.")
    _refuse_deep(text)
    try:
        tree: Expr = _parser().parse(text)  # type: ignore[assignment]
    except UnexpectedCharacters as error:
        sentence = _quote_sentence(error.char) or f"“{error.char}” cannot stand here"
        raise ExpressionError(f"{sentence}.", text, cast(int, error.pos_in_stream) + 1) from None
    except UnexpectedToken as error:
        raise _unexpected(text, error.token) from None
    except ExpressionError as error:
        raise type(error)(error.sentence, text, error.position) from None
    return tree


def _unexpected(text: str, token: Token) -> ExpressionError:
    if token.type == "$END":
        return ExpressionError("The expression ends too early: something is missing.", text, len(text.rstrip()) + 1)
    return ExpressionError(f"“{token.value}” {CANNOT_STAND}", text, (token.start_pos or 0) + 1)


def _quote_sentence(char: str) -> str:
    if char in "'\"":
        return "A text begins here that is never closed"
    return f"{char} is a typographic quote; write ' or \"" if char in "‘’“”" else ""


def _refuse_deep(text: str) -> None:
    depth = 0
    for found in BRACKETS_AND_TEXTS.finditer(text):
        if found[0] in "([":
            depth += 1
            if depth > MOST_NESTED:
                raise ExpressionError(
                    f"More than {MOST_NESTED} brackets stand inside each other.", text, found.start() + 1
                )
        elif found[0] in ")]":
            depth -= 1
