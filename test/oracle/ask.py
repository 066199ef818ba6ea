#!/usr/bin/env python3
"""Boots the Django project in the current folder with this Python's Django, and prints what Django says of it as JSON.

usage: ask.py            settings module `config.settings`; nothing is written, no server and no database is touched

{"django": "5.2", "messages": [...], "relations": [...]}    once the models are loaded
{"django": "5.2", "raised": {"error", "text", "file", "line"}}    when they cannot be: the innermost line of the project itself
"""

import glob
import json
import os
import sys
from pathlib import Path


def main():
    sys.path.insert(0, os.getcwd())
    # Packages that a section installs beside its project.
    sys.path.extend(glob.glob(".venv/lib/python3*/site-packages"))
    print(json.dumps(ask()))


def ask():
    import django

    version = ".".join(map(str, django.VERSION[:2]))
    os.environ["DJANGO_SETTINGS_MODULE"] = os.environ.get("ASK_SETTINGS", "config.settings")
    try:
        django.setup()
    except Exception as error:
        return {"django": version, "raised": raised(error)}
    from django.core import checks

    found = [message(m) for m in checks.run_checks(databases=["default"])]
    return {"django": version, "messages": sorted(found, key=json.dumps), "relations": relations()}


def raised(error):
    """The exception's class, and the innermost line of the project itself in its traceback."""
    here, place = os.getcwd() + os.sep, {"file": None, "line": None}
    trace = error.__traceback__
    while trace:
        file = os.path.abspath(trace.tb_frame.f_code.co_filename)
        if file.startswith(here):
            place = {"file": os.path.relpath(file, here).replace(os.sep, "/"), "line": trace.tb_lineno}
        trace = trace.tb_next
    missing = getattr(error, "name", None) if isinstance(error, ModuleNotFoundError) else None
    return {"error": type(error).__name__, "missing": missing, **place}


def message(said):
    from django.db.models import Field

    about = said.obj
    is_field = isinstance(about, Field)
    model = about.model if is_field else about
    label = getattr(getattr(model, "_meta", None), "label", None)
    return {"code": said.id, "model": label, "field": about.name if is_field else None}


def relations():
    from django.apps import apps

    own = [m for m in apps.get_models() if Path(sys.modules[m.__module__].__file__).is_relative_to(Path.cwd())]
    return [
        relation(model, field)
        for model in sorted(own, key=lambda m: m._meta.label)
        if not model._meta.proxy
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.is_relation
    ]


# What SET(…) returns carries the name of a function inside it.
ON_DELETE = {"set_on_delete": "SET"}


def relation(model, field):
    rel = field.remote_field
    resolved = not isinstance(rel.model, str)
    many = bool(field.many_to_many)
    return {
        "from": model._meta.label,
        "field": field.name,
        "kind": "many-to-many" if many else "one-to-one" if field.one_to_one else "many-to-one",
        "to": rel.model._meta.label if resolved else rel.model,
        "onDelete": None if many else ON_DELETE.get(name := getattr(rel.on_delete, "__name__", None), name),
        "accessor": None if rel.hidden or not resolved else rel.get_accessor_name(),
        "queryName": None if rel.hidden or not resolved else field.related_query_name(),
        "through": rel.through._meta.label if many and resolved and not isinstance(rel.through, str) else None,
        "throughAuto": bool(many and resolved and not isinstance(rel.through, str) and rel.through._meta.auto_created),
        "null": bool(field.null),
        "unique": bool(field.unique),
        "column": None if many else field.column,
        "parentLink": rel.parent_link,
        "symmetrical": bool(many and rel.symmetrical),
    }


if __name__ == "__main__":
    main()
