"""Says which strings of Python files name a model, or a field in class Meta, as Python's own parser reads them.

Prints JSON: for each file of the command line a list of [line, first column, text], both counted from 1.
"""

import ast
import json
import re
import sys

RELATION = re.compile(r"\w*((?<!Generic)ForeignKey|OneToOneField|ManyToManyField|GenericRelation|ParentalKey)")
INDEX = re.compile(r"\w*(Index|UniqueConstraint)")
MODEL = re.compile(r"(\w+\.)?\w+")
FIELD = re.compile(r"-?\w+")
OPTIONS = {"ordering", "unique_together", "index_together", "get_latest_by", "order_with_respect_to"}


def names_in(text):
    tree = ast.parse(text)
    lines = text.split("\n")
    found = set()

    def keep(node, pattern):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str) and pattern.fullmatch(node.value)):
            return
        # Columns of the parser are bytes. What is written in another way than "name" is left alone, such as r"name".
        line = lines[node.lineno - 1].encode()
        written = line[node.col_offset : node.end_col_offset].decode()
        if node.lineno == node.end_lineno and written[1:-1] == node.value and written[0] in "'\"":
            found.add((node.lineno, len(line[: node.col_offset].decode()) + 1, written))

    def keep_fields(node):
        keep(node, FIELD)
        if isinstance(node, (ast.List, ast.Tuple)):
            for element in node.elts:
                keep_fields(element)

    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and RELATION.fullmatch(called(node)):
            for argument in node.args[:1]:
                keep(argument, MODEL)
            for keyword in node.keywords:
                if keyword.arg in ("to", "through"):
                    keep(keyword.value, MODEL)
        if isinstance(node, ast.ClassDef) and node.name == "Meta" and node.col_offset > 0:
            for statement in node.body:
                if not isinstance(statement, (ast.Assign, ast.AnnAssign)) or statement.value is None:
                    continue
                targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
                option = targets[0].id if isinstance(targets[0], ast.Name) else ""
                if option in OPTIONS:
                    keep_fields(statement.value)
                if option in ("indexes", "constraints") and isinstance(statement.value, (ast.List, ast.Tuple)):
                    for call in statement.value.elts:
                        if isinstance(call, ast.Call) and INDEX.fullmatch(called(call)):
                            for keyword in call.keywords:
                                if keyword.arg == "fields" and isinstance(keyword.value, (ast.List, ast.Tuple)):
                                    keep_fields(keyword.value)
    return sorted(found)


def called(call):
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def read(path):
    with open(path, encoding="utf-8") as file:
        return names_in(file.read())


print(json.dumps({path: read(path) for path in sys.argv[1:]}))
