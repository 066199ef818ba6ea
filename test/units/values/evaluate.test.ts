/** What the evaluator makes of Python: the value that Python would have, or unknown. */
import assert from 'node:assert/strict';
import type { PythonParser } from '../../../server/src/syntax/python';
import { evaluated, openAnyParser, shown } from './pythonValue';

/** An expression, and its value. Above it stands what `preludes` say. */
const EXPRESSIONS: readonly (readonly [expression: string, value: string])[] = [
  ['"%s.%s" % (app, "Order")', "'shop.Order'"],
  ['"%s" % app', "'shop'"],
  ['"%(a)s_%(b)d%%" % {"a": app, "b": 3}', "'shop_3%'"],
  ['"%s %s" % (app,)', '?'],
  ['"%5s" % app', '?'],
  ['"{}.{}".format(app, "Order")', "'shop.Order'"],
  ['"{0}_{0}_{name}".format(app, name=1)', "'shop_shop_1'"],
  ['"{:>5}".format(app)', '?'],
  ['f"{app}.{NUMBER + 1}"', "'shop.4'"],
  ['f"{app!r}"', '?'],
  ['app.upper() + ".Order".lower()', "'SHOP.order'"],
  ['"straße".upper()', '?'],
  ['"a-b_c d".title()', "'A-B_C D'"],
  ['"shop.models.Order".rsplit(".", 1)[-1]', "'Order'"],
  ['"shop.models.Order".rpartition(".")', "('shop.models', '.', 'Order')"],
  ['"shop.models.Order".partition(".")[2]', "'models.Order'"],
  ['"shop".partition(".") + "shop".rpartition(".")', "('shop', '', '', '', '', 'shop')"],
  ['"shop".partition("")', '?'],
  ['"a.b.c".find(".") + "a.b.c".rfind(".") * 10 + "abc".find(".") * 100', '-69'],
  ['"a.b.c".index(".") + "a.b.c".rindex(".") * 10', '31'],
  ['"abc".index(".")', '?'],
  ['"straße.x".find(".")', '?'],
  ['"shop_order"[len(app) + 1:]', "'order'"],
  ['"shop_order"[:-6]', "'shop'"],
  ['["a", "b", "c"][1:]', "['b', 'c']"],
  ['"shop"[::-1]', '?'],
  ['"shop.Order".split(".")', "['shop', 'Order']"],
  ['", ".join(["a", app])', "'a, shop'"],
  ['" a ".strip().replace("a", "$&")', "'$&'"],
  ['app.startswith(("sh", "x"))', 'True'],
  ['{"a": 1, **MORE}["b"]', '2'],
  ['MORE.get("z", "none")', "'none'"],
  ['MORE["z"]', '?'],
  ['"b" in MORE and not "z" in MORE', 'True'],
  ['[1, 2][0] == 1', 'True'],
  ['app is None', 'False'],
  ['None or app', "'shop'"],
  ['app and ""', "''"],
  ['os.path or app', '?'],
  ['"a" if NUMBER > 2 else "b"', "'a'"],
  ['["a.%s" % name for name in ("b", "c") if name != "c"]', "['a.b']"],
  ['{key: value for key, value in MORE.items()}', "{'b': 2}"],
  ['[name for name in UNKNOWN] + ["a"]', "['a', …]"],
  ['tuple(["a"]) + ("b",)', "('a', 'b')"],
  ['sorted(["b", "a"])', "['a', 'b']"],
  ['len("abc") + len(MORE)', '4'],
  ['str(NUMBER) + str(None)', "'3None'"],
  ['isinstance(app, str) and not isinstance(app, (list, dict))', 'True'],
  ['isinstance(app, six.string_types)', '?'],
  ['dict(MORE, a="x")', "{'b': 2, 'a': 'x'}"],
  ['Kinds.ONE', "'one'"],
  ['Kinds.SHARED', "'shared'"],
  ['Kinds.Inner.DEEP', "'deep'"],
  ['Kinds.NAMES', "['one']"],
  ['Kinds.count', '?'],
  ['Choices.ONE', '?'],
  ['label(app)', "'shop.Order'"],
  ['label(app, model="Line")', "'shop.Line'"],
  ['label()', '?'],
  ['label(*[app, "Line"])', "'shop.Line'"],
  ['label(**{"app": app, "upper": True})', "'SHOP.ORDER'"],
  ['Kinds.named("x")', "'x of one'"],
  ['Kinds.plain("x")', "'x'"],
  ['first_of(["", "b", "c"])', "'b'"],
  ['first_of([])', 'None'],
  ['either(UNKNOWN)', '?'],
  ['same_either(UNKNOWN)', "'a'"],
  ['counted()', "{'a': 1, 'b': 2}"],
  ['aliased()', "{'a': 1}"],
  ['passed()', "{'a': 1, 'c': 3}"],
  ['lost()', '{…}'],
  ['endless(1)', '?'],
  ['forever()', '?'],
  ['caught()', '?'],
  ['raised(False)', "'a'"],
  ['nested()', '{…}'],
  ['growing()', '?'],
  ['perhaps_done()', '{…}'],
  ['stopped()', '(?, [<call>, <call>, …])'],
  ['holding()', "['a', …]"],
  ['isinstance([] if UNKNOWN else 1, list)', '?'],
  ['REMEMBERED', "?{'a': 1}"],
  ['reads_global()', "?{'a': 1}"],
  ['found_in_global("c")', '?1'],
  ['from_outside("c")', "?'c'"],
  ['around("x")', "['a', …]"],
  ['os.environ.get("NAME", "shop")', "?'shop'"],
  ['os.getenv("NAME")', '?None'],
  ['env("NAME", default="shop")', "?'shop'"],
  ['env.bool("NAME", default=False)', '?False'],
  ['env.bool("NAME", False)', '?False'],
  ['env("NAME", bool)', '?'],
  ['open("name", "r")', '?'],
  ['["a"] + env.list("NAME", default=["b"])', "['a', 'b', …]"],
  ['getattr(settings, "SHOP_MODEL", "shop.Order")', "'own.Order'"],
  ['getattr(settings, "NO_MODEL", "shop.Order")', "'shop.Order'"],
  ['getattr(settings, "MEDIA_ROOT", "x")', "?'x'"],
  ['"%s" % settings.SHOP_MODEL', "'own.Order'"],
  ['hasattr(settings, "NO_MODEL")', 'False'],
  ['settings.NO_MODEL', '<django.conf.settings.NO_MODEL>'],
  ['getattr(settings, "AUTH_USER_MODEL")', '<django.conf.settings.AUTH_USER_MODEL>'],
  ['Kinds.__name__', "'Kinds'"],
  ['partial(label, "crm")(model="Line")', "'crm.Line'"],
  ['list(itertools.chain(NAMES, ("c",)))', "['a', 'b', 'c']"],
  ['list(itertools.chain.from_iterable([NAMES, ["c"]]))', "['a', 'b', 'c']"],
  ['list(itertools.chain(NAMES, UNKNOWN))', '?'],
  ['list(itertools.chain(NAMES, [*UNKNOWN]))', "['a', 'b', …]"],
  ['sum([NAMES, ["c"]], [])', "['a', 'b', 'c']"],
  ['sum([1, 2])', '?'],
  ['list(dict.fromkeys(["b", *NAMES]))', "['b', 'a']"],
  ['sorted(set(NAMES) | {"c"})', "['a', 'b', 'c']"],
  ['sorted({"c", *NAMES} & set(NAMES))', "['a', 'b']"],
  ['sorted(set(NAMES) - {"a"})', "['b']"],
  ['sorted(set(NAMES) - {UNKNOWN})', '?'],
  ['list(map(lambda name: "x." + name, NAMES))', "['x.a', 'x.b']"],
  ['list(map(UNKNOWN, NAMES))', '?'],
  ['"".join(map(str, range(3)))', "'012'"],
  ['list(range(1, 8, 3))', '[1, 4, 7]'],
  ['list(range(10 ** 9))', '?'],
  ['list(range(5_000_000))', '?'],
  ['list(filter(None, ["", "a"]))', "['a']"],
  ['list(filter(lambda name: name != "a", NAMES))', "['b']"],
  ['list(filter(lambda name: UNKNOWN, NAMES))', "['a', 'b', …]"],
  ['[one + other for one, other in zip(NAMES, ("c", "d", "e"))]', "['ac', 'bd']"],
  ['any([UNKNOWN, True])', 'True'],
  ['all([UNKNOWN, True])', '?'],
  ['int("3") + int(" -1 ")', '2'],
  ['int("x")', '?'],
  ['["a"] * 2', "['a', 'a']"],
  ['["a"] * 100 * 100 * 100 * 100', '?'],
  ['doubled("a")', '?'],
  ['doubled(["a"])', '?'],
  ['doubled_within("a")', '?'],
  ['functools.reduce(operator.add, [NAMES, ["c"]])', "['a', 'b', 'c']"],
  ['functools.reduce(lambda one, other: one + other, NAMES)', "'ab'"],
  ['scheme("DEBUG")', '?False'],
  ['scheme.bool("DEBUG")', '?False'],
  ['scheme("DEBUG", default=True)', '?True'],
  ['scheme("OTHER")', '?'],
  ['json.loads(\'["a", {"b": [1, true, null]}]\')', "['a', {'b': [1, True, None]}]"],
  ['json.loads("[")', '<call>'],
  ['json.loads("[0.5]")', '<call>'],
  ['json.loads(os.environ.get("NAMES", "[1]"))', '[1, …]'],
  ['importlib.util.find_spec("shop") is not None', 'True'],
  ['importlib.util.find_spec("toolbar") is not None', '?'],
  ['changed_copy()', "(['a'], [['a', 'b']])"],
  ['"test" in sys.argv', '?False'],
  ['len(sys.argv) > 1 and sys.argv[1] == "test"', '?False'],
  ['1 < 2 < 3', '?'],
  ['-3', '-3'],
  ['__name__', "'shop'"],
  ['Kinds.__module__', "'shop'"],
  ['(lambda: 1)()', '1'],
  ['(lambda first, *, last="b": first + last)("a")', "'ab'"],
  ['(lambda *names, **options: (names, options))("a", b=1)', "(('a',), {'b': 1})"],
  ['(lambda name: name)()', '?'],
  ['(lambda pick=lambda: 1: pick)()', '?'],
  ['[(lambda name: f"{name}.x")(each) for each in ["a"]]', '[?]'],
];

const PRELUDE = `import copy
import functools
import importlib.util
import itertools
import json
import operator
import os
import sys
from functools import partial
from django.conf import settings
from environ import Env
from enum import Enum
from somewhere import UNKNOWN, six

env = Env()
scheme = Env(DEBUG=(bool, False))
app = "shop"
NUMBER = 3
MORE = {"b": 2}
NAMES = ["a", "b"]
REMEMBERED = {"a": 1}

class Base:
    SHARED = "shared"

class Kinds(Base):
    ONE = "one"
    NAMES = [ONE]
    count = property(len)
    class Inner:
        DEEP = "deep"

    @classmethod
    def named(cls, name):
        return f"{name} of {cls.ONE}"

    @staticmethod
    def plain(name):
        return name

class Choices(Enum):
    ONE = "one"

def label(app, model="Order", upper=False):
    """Its label."""
    if upper:
        return f"{app}.{model}".upper()
    return "%s.%s" % (app, model)

def first_of(items):
    for item in items:
        if not item:
            continue
        return item

def either(flag):
    if flag:
        return "a"
    return "b"

def same_either(flag):
    if flag:
        result = "a"
    else:
        result = "a"
    return result

def counted():
    found = {}
    for at, name in enumerate(["a", "b"]):
        found[name] = at + 1
    return found

def aliased():
    one = {}
    two = one
    two["a"] = 1
    return one

def add(to, **more):
    to.update(more)

def passed():
    found = {"a": 1}
    add(found, c=3)
    return found

def lost():
    found = {"a": 1}
    UNKNOWN(found)
    return found

def endless(number):
    return endless(number + 1)

def forever():
    while True:
        pass
    return 1

def caught():
    try:
        return UNKNOWN["a"]
    except KeyError:
        return "b"

def raised(flag):
    if UNKNOWN:
        raise ValueError(flag)
    return "a"

def nested():
    found = {"a": 1}
    def inner():
        found["b"] = 2
    inner()
    return found

def perhaps_done():
    found = {}
    UNKNOWN and found.setdefault("a", 1)
    return found

def growing():
    found = ["a"]
    for name in found:
        if len(name) < 3:
            found.append(name + "b")
    return found

def stopped():
    found = []
    one = "a"
    try:
        one = "b"
        found.append(UNKNOWN())
    except ValueError:
        pass
    return one, found

def holding():
    found = ["a"]
    found.append(found)
    return found

def remember(name):
    REMEMBERED[name] = 1

def reads_global():
    return REMEMBERED

def found_in_global(name):
    return REMEMBERED.get("a", name)

def from_outside(name):
    return os.environ.get("NAME", name)

def with_inner(name):
    def inner():
        pass
    inner()
    return name

def changed_copy():
    first = [["a"]]
    second = copy.deepcopy(first)
    for each in second:
        pass
    second[0].append("b")
    return first[0], second

def doubled(what):
    for each in range(60):
        what = what + what
    return what

def doubled_within(what):
    for each in range(60):
        what = "%s%s" % (what, "".join([what, what]).replace("a", what))
    return what

def around(name):
    found = ["a"]
    with_inner("y")
    return found
`;

describe('the value of Python', () => {
  let parser: PythonParser;

  before(async () => {
    parser = await openAnyParser();
  });

  function valueOf(expression: string, prelude = PRELUDE): string {
    const { evaluator, key } = evaluated(parser, {
      'shop.py': `${prelude}\nRESULT = ${expression}\n`,
      'settings.py': 'SHOP_MODEL = "own.Order"\n',
    });
    return shown(evaluator.variable(key('shop.py'), 'RESULT'));
  }

  for (const [expression, value] of EXPRESSIONS)
    it(`of ${expression} is ${value}`, () => {
      assert.equal(valueOf(expression), value);
    });

  it('of a call is the same when it is made again', () => {
    for (const [expression, value] of EXPRESSIONS)
      assert.equal(valueOf(expression, `${PRELUDE}\nFIRST = ${expression}\n`), value, expression);
    assert.equal(valueOf('around("x")', `${PRELUDE}\nFIRST = with_inner("y")\n`), "['a', …]");
  });

  it('is known where one helper is asked for the same in hundreds of places', () => {
    const helper = 'def helper(name):\n    for each in [' + '"a", '.repeat(100) + ']:\n        name = each\n    return name\n';
    assert.equal(valueOf(`len("".join([${'helper("a"), '.repeat(500)}]))`, helper), '500');
  });

  it('is found within a second, however often functions call each other', () => {
    const calls = Array.from(
      { length: 30 },
      (_, at) => `def f${String(at)}(x):\n    return f${String(at + 1)}(x) + f${String(at + 1)}(x)\n`,
    );
    const start = performance.now();
    assert.equal(valueOf('f0("a")', [...calls, 'def f30(x):\n    return x\n'].join('\n')), '?');
    assert.ok(performance.now() - start < 1_000);
  });
});
