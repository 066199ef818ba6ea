#!/usr/bin/env python3
"""Asks the real Django about examples/bookshop and examples/troubled, and writes its answer to examples.json beside this file.

usage: examples.py            needs a Python that has Django 5.2; the tests compare with the file and need no Python

bookshop: the messages of `check --database default` (none, it is healthy) and every relation as Django's registry holds it.
troubled: some of its mistakes stop Django while it imports models. Each of those is left in alone, to record what Django raises
and where; then all of them are repaired in a temporary copy, to record the messages that Django prints for the others.
"""

import json
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
    bookshop = ask(ROOT / "examples/bookshop")
    answers = {
        "django": bookshop.pop("django"),
        "bookshop": bookshop,
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
        return ask(copy)


def ask(project):
    """Boots the project in a process of its own."""
    done = subprocess.run([sys.executable, "-B", ROOT / "test/oracle/ask.py"], cwd=project, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
