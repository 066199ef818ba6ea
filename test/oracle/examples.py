#!/usr/bin/env python3
"""Asks the real Django about examples/bookshop and examples/troubled, and writes its answer to examples.json beside this file.

usage: examples.py            needs a Python that has Django 5.2; the tests compare with the file and need no Python

bookshop: the messages of `check --database default` (none, it is healthy) and every relation as Django's registry holds it.
troubled: some of its mistakes stop Django while it imports models. Each of those is left in alone, to record what Django raises
and where; then all of them are repaired in a temporary copy, to record the messages that Django prints for the others.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = Path(__file__).with_suffix(".json")

# Mistakes that stop Django at import: file, text as written, text that repairs it. Line counts stay.
REPAIRS = [
    ("accounts/models.py", 'OneToOneField(User, on_delete="CASCADE")', "OneToOneField(User, on_delete=models.CASCADE)"),
    ("accounts/models.py", '"catalog.Genre", on_delete=models.CASCADE', '"catalog.Genre"'),
    ("campus/models.py", "ManyToManyField(Course)", 'ManyToManyField("Course")'),
    ("orders/models.py", 'related_name="orders",\n        limit_choices_to', 'related_name="orders", on_delete=models.PROTECT,\n        limit_choices_to'),
    ("orders/models.py", "OneToOneField(Order, primary_key=True)", "OneToOneField(Order, on_delete=models.PROTECT, primary_key=True)"),
    ("places/models.py", "ForeignKey(City)", "ForeignKey(City, on_delete=models.CASCADE)"),
]


def main():
    if len(sys.argv) > 1:
        print(json.dumps(ask_here(sys.argv[1])))
        return
    answers = {
        "django": ask(ROOT / "examples/bookshop", "version"),
        "bookshop": ask(ROOT / "examples/bookshop", "all"),
        "troubled": {"stops": [stop(n) for n in range(len(REPAIRS))], "messages": ask_repaired(REPAIRS)["messages"]},
    }
    ANSWERS.write_text(json.dumps(answers, indent=1) + "\n")
    print(f"wrote {ANSWERS.relative_to(ROOT)}")


def stop(n):
    """What Django raises when only mistake n is left in, and in which line of the example."""
    file, written, _ = REPAIRS[n]
    answer = ask_repaired(REPAIRS[:n] + REPAIRS[n + 1 :])
    if "raised" not in answer:
        raise SystemExit(f"{file}: {written!r} does not stop Django")
    return answer["raised"]


def ask_repaired(repairs):
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "troubled"
        shutil.copytree(ROOT / "examples/troubled", copy)
        for file, written, repaired in repairs:
            text = (copy / file).read_text()
            if text.count(written) != 1:
                raise SystemExit(f"{file}: {written!r} stands there {text.count(written)} times")
            (copy / file).write_text(text.replace(written, repaired))
        return ask(copy, "all")


def ask(project, what):
    """Boots the project in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-B", __file__, what], cwd=project, env={**os.environ, "PYTHONPATH": "."}, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def ask_here(what):
    import django

    if what == "version":
        return ".".join(map(str, django.VERSION[:2]))
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    try:
        django.setup()
    except Exception as error:
        return {"raised": raised(error)}
    from django.core import checks

    found = [message(m) for m in checks.run_checks(databases=["default"])]
    return {"messages": sorted(found, key=json.dumps), "relations": relations()}


def raised(error):
    """The exception's class, and the innermost line of the project itself in its traceback."""
    here, place = os.getcwd() + os.sep, None
    trace = error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if os.path.abspath(file).startswith(here):
            place = {"file": os.path.relpath(file, here).replace(os.sep, "/"), "line": trace.tb_lineno}
        trace = trace.tb_next
    return {"error": type(error).__name__, **place}


def message(said):
    from django.db.models import Field

    about = said.obj
    is_field = isinstance(about, Field)
    model = about.model if is_field else about
    return {"code": said.id, "model": model._meta.label if model else None, "field": about.name if is_field else None}


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


def relation(model, field):
    rel = field.remote_field
    resolved = not isinstance(rel.model, str)
    many = bool(field.many_to_many)
    return {
        "from": model._meta.label,
        "field": field.name,
        "kind": "many-to-many" if many else "one-to-one" if field.one_to_one else "many-to-one",
        "to": rel.model._meta.label if resolved else rel.model,
        "onDelete": None if many else rel.on_delete.__name__,
        "accessor": None if rel.hidden or not resolved else rel.get_accessor_name(),
        "through": rel.through._meta.label if many and resolved else None,
        "throughAuto": bool(many and resolved and rel.through._meta.auto_created),
        "null": field.null,
        "unique": bool(field.unique),
        "column": None if many else field.column,
        "parentLink": rel.parent_link,
    }


if __name__ == "__main__":
    main()
