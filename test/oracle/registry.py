#!/usr/bin/env python3
"""Boots the Django project in the current folder and prints what its app registry holds, in the words of `graph --format json`.

usage: registry.py SETTINGS        run by the Python of the project's own environment; nothing is written, no database is asked

{"django", "python", "models": [...], "relations": [...], "messages": [...]}    once the models are loaded
{"django", "python", "raised": "ImportError: ... (shop/models.py:3)"}           when they cannot be

A model or relation that no class statement spells out carries the reason as `dynamic`: code makes it, and text cannot be blamed for
not telling it. A generic relation that Django copies to the child of a concrete parent carries `copied`.
"""

import ast
import json
import os
import sys
import warnings
from functools import cache

HERE = os.path.realpath(os.getcwd()) + os.sep


def main():
    settings = sys.argv[1]
    warnings.simplefilter("ignore")
    sys.path.insert(0, os.getcwd())
    # What a project prints while it starts is none of the answer.
    answer, sys.stdout = sys.stdout, sys.stderr
    import django

    said = {"django": django.get_version(), "python": ".".join(map(str, sys.version_info[:2]))}
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    try:
        django.setup()
        said |= registry()
    except BaseException as error:
        said["raised"] = raised(error)
    json.dump(said, answer)
    # Threads that a project started do not keep the answer back.
    answer.flush()
    os._exit(0)


def raised(error):
    place, trace = "", error.__traceback__
    while trace:
        place = f" ({shown(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno})"
        trace = trace.tb_next
    return f"{type(error).__name__}: {str(error).strip() or '-'}{place}".replace(HERE, "")


def registry():
    from django.apps import apps

    # The checks of URLs load the URL configuration, and with it models that nothing else imports.
    messages = said_by_checks()
    models = apps.get_models(include_swapped=True)
    return {
        "models": [model(one) for one in models],
        # A model that is swapped out has no tables, reverse names or through models.
        "relations": [relation(one, field) for one in models if not one._meta.swapped for field in fields_of(one) if is_relation(field)],
        "messages": messages,
    }


# --- models


def model(one):
    meta, home = one._meta, home_of(one)
    tree = classes_in(home)
    node = tree.get(one.__qualname__)
    return {
        "label": meta.label,
        "module": home,
        "file": file_of(home),
        "line": node and node.lineno,
        "proxy": meta.proxy,
        "managed": meta.managed,
        "swapped": meta.swapped or None,
        "dbTable": meta.db_table,
        "pk": meta.pk.name if meta.pk else None,
        "managers": [manager.name for manager in meta.managers],
        "dynamic": why_made_by_code(one),
    }


def why_made_by_code(one):
    if "<locals>" in one.__qualname__:
        return "a class made inside a function"
    if one.__qualname__ not in classes_in(home_of(one)):
        return "no class statement of its name"
    return None


# --- relations


def fields_of(one):
    meta = one._meta
    return [*meta.local_fields, *meta.local_many_to_many, *meta.private_fields]


def is_relation(field):
    from django.db.models.fields.related import RelatedField

    target = getattr(getattr(field, "remote_field", None), "model", None)
    return is_generic_key(field) or (isinstance(field, RelatedField) and target is not None)


def is_generic_key(field):
    from django.contrib.contenttypes.fields import GenericForeignKey

    return isinstance(field, GenericForeignKey)


def is_generic_relation(field):
    from django.contrib.contenttypes.fields import GenericRelation

    return isinstance(field, GenericRelation)


def relation(one, field):
    writer, value = written(one, field.name)
    origin = writer or first_with(one, field.name)
    facts = {
        "from": one._meta.label,
        "field": field.name,
        "class": type(field).__name__,
        "inheritedFrom": None if origin in (None, one) else f"{home_of(origin)}.{origin.__qualname__}",
        "file": file_of(home_of(writer)) if writer else None,
        "line": value.lineno if writer else None,
        "dynamic": None if getattr(field, "auto_created", False) and writer is None else why_relation_made_by_code(one, writer),
        "copied": bool(getattr(field, "mti_inherited", False)),
    }
    if is_generic_key(field):
        return facts | {"kind": "generic"}
    rel = field.remote_field
    to = label_of(rel.model)
    if is_generic_relation(field):
        query = field.related_query_name()
        return facts | {"kind": "generic-reverse", "to": to, "queryName": None if query.endswith("+") else query}
    hidden, resolved = bool(rel.hidden), not isinstance(rel.model, str)
    named = {
        "to": to,
        "accessor": rel.get_accessor_name() if resolved and not hidden else None,
        "queryName": field.related_query_name() if resolved and not hidden else None,
    }
    if field.many_to_many:
        through = rel.through
        auto = not isinstance(through, str) and bool(through._meta.auto_created)
        symmetrical = bool(getattr(rel, "symmetrical", False))
        return facts | named | {"kind": "many-to-many", "through": label_of(through), "throughAuto": auto, "symmetrical": symmetrical}
    return facts | named | {
        "kind": "one-to-one" if field.one_to_one else "many-to-one",
        "onDelete": on_delete(rel.on_delete),
        "null": bool(field.null),
        "unique": bool(field.unique),
        "column": field.column,
        "toField": to_field(field) if resolved else None,
        "parentLink": bool(rel.parent_link),
    }


def why_relation_made_by_code(one, writer):
    made = why_made_by_code(one)
    if made:
        return f"its model is {made}" if made.startswith("a ") else f"its model has {made}"
    return "no class body assigns it" if writer is None else None


def label_of(target):
    return target if isinstance(target, str) else target._meta.label


# What SET(…) returns carries the name of a function inside it.
INNER = {"set_on_delete": "SET"}


def on_delete(function):
    # Some libraries wrap it while a class is made, into an object that calls it.
    function = getattr(function, "action", function)
    name = getattr(function, "__name__", None) or (type(function).__name__ if function else None)
    return INNER.get(name, name)


def to_field(field):
    """The one field of the target that is pointed at, where that is not its primary key."""
    try:
        names = [far.name for far in field.foreign_related_fields]
    except Exception:
        return None
    pk = field.remote_field.model._meta.pk
    return names[0] if len(names) == 1 and pk is not None and names[0] != pk.name else None


# --- what the text says


def written(one, name):
    """The class along the MRO whose body assigns the name, and the statement that does; (None, None) when none does."""
    for base in one.__mro__:
        if base is not one and not is_abstract(base):
            continue
        statement = assigned_in(home_of(base), base.__qualname__).get(name)
        if statement is not None:
            return base, statement
    return None, None


def first_with(one, name):
    """The furthest abstract base that has a field which no class body assigns: what Django or a library gave it came down from there."""
    bases = [base for base in one.__mro__ if base is not one and is_abstract(base)]
    return next((base for base in reversed(bases) if any(field.name == name for field in fields_of(base))), None)


def is_abstract(base):
    meta = base.__dict__.get("_meta")
    return meta is not None and meta.abstract


@cache
def home_of(base):
    """The module whose text has the class statement: another than __module__ says where somebody changed that afterwards."""
    if base.__qualname__ in classes_in(base.__module__) or "<locals>" in base.__qualname__:
        return base.__module__
    package = base.__module__.split(".")[0]
    for name in sorted(name for name in sys.modules if name.split(".")[0] == package):
        held = getattr(sys.modules[name], "__dict__", {}).get(base.__name__)
        if held is base and base.__qualname__ in classes_in(name):
            return name
    return base.__module__


def blocks_of(body):
    """Statements, with those of the branches that stand among them."""
    for statement in body:
        yield statement
        for part in ("body", "orelse", "finalbody", "handlers", "cases"):
            inner = getattr(statement, part, None)
            if isinstance(inner, list) and not isinstance(statement, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
                yield from blocks_of(inner)


@cache
def classes_in(module):
    path = getattr(sys.modules.get(module), "__file__", None)
    found = {}

    def walk(body, prefix):
        for statement in blocks_of(body):
            if isinstance(statement, ast.ClassDef):
                found.setdefault(prefix + statement.name, statement)
                walk(statement.body, f"{prefix}{statement.name}.")

    if path and path.endswith(".py"):
        with open(path, "rb") as file:
            walk(ast.parse(file.read()).body, "")
    return found


@cache
def assigned_in(module, qualname):
    node = classes_in(module).get(qualname)
    names = {}
    for statement in blocks_of(node.body) if node else ():
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name):
                names[target.id] = statement
    return names


def file_of(module):
    return shown(getattr(sys.modules.get(module), "__file__", None) or "") or None


def shown(path):
    """Relative to the project; of the environment only what lies below its site-packages, which stand elsewhere on each system."""
    path = os.path.realpath(path) if path else ""
    inside, found, rest = path.rpartition(f"{os.sep}site-packages{os.sep}")
    return (f"site-packages/{rest}" if found else path.removeprefix(HERE)).replace(os.sep, "/")


# --- checks


def said_by_checks():
    """All messages, with and without a database at hand; a check that falls over says nothing."""
    from django.core.checks.registry import registry as checks

    found = {}
    for check in sorted(checks.get_checks(include_deployment_checks=False), key=lambda one: (one.__module__, one.__qualname__)):
        for databases in (None, ["default"]):
            try:
                messages = list(check(app_configs=None, databases=databases) or [])
            except Exception as error:
                print(f"{check.__module__}.{check.__qualname__}: {type(error).__name__}: {error}", file=sys.stderr)
                continue
            for said in map(message, messages):
                found[json.dumps(said)] = said
    return [found[key] for key in sorted(found)]


def message(said):
    from django.db.models import Field

    about = said.obj
    owner = about.model if isinstance(about, Field) or is_generic_key(about) else about
    label = getattr(getattr(owner, "_meta", None), "label", None)
    return {"code": said.id, "model": label, "field": about.name if owner is not about else None}


if __name__ == "__main__":
    main()
