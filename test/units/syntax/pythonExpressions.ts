/**
 * Plausible Python expressions for property tests, of every kind. They are templates with gaps: blanks, and inside brackets
 * comments and line ends, which {@link fill} chooses.
 */
import fc from 'fast-check';

export type Text = fc.Arbitrary<string>;

/** A blank that must be there, and one that may be … */
export const NEEDED = '\u0001';
export const LOOSE = '\u0002';
/** … and the same inside brackets, where a line may end. */
const NEEDED_INSIDE = '\u0003';
const LOOSE_INSIDE = '\u0004';

/** Deeper than any block: tree-sitter takes a shallower line inside brackets for the end of a block now and then. */
const DEEP = `\n${' '.repeat(24)}`;

const FILLINGS: Readonly<Record<string, readonly string[]>> = {
  [NEEDED]: [' ', ' ', ' ', ' ', '  ', '\t', ' \\\n    '],
  [LOOSE]: ['', '', '', ' ', ' ', '  ', ' \\\n  '],
  [NEEDED_INSIDE]: [' ', ' ', ' ', DEEP, ` # why, "then"${DEEP}`, '\t', ` \\${DEEP}`],
  [LOOSE_INSIDE]: ['', '', '', ' ', ' ', DEEP, `\n${DEEP}`, `  # it's (so${DEEP}`, `${DEEP}# [${DEEP}`],
};

/** Fills the gaps of a template, by numbers that choose among the blanks that may stand there. */
export function fill(template: string, numbers: readonly number[]): string {
  let at = 0;
  return template.replace(/[\u0001-\u0004]/g, (gap) => {
    const choices = FILLINGS[gap] ?? [' '];
    return choices[(numbers[at++ % numbers.length] ?? 0) % choices.length] ?? ' ';
  });
}

/** A template between brackets, where lines may end anywhere. */
export function inBrackets(open: string, inside: string, close: string): string {
  return `${open}${LOOSE_INSIDE}${inside.replaceAll(NEEDED, NEEDED_INSIDE).replaceAll(LOOSE, LOOSE_INSIDE)}${LOOSE_INSIDE}${close}`;
}

/** One of these texts. */
export function oneOf(...choices: readonly string[]): Text {
  return fc.constantFrom(...choices);
}

/** The pieces of a template in turn: texts stand for themselves. */
export function seq(...pieces: readonly (string | Text)[]): Text {
  return fc.tuple(...pieces.map((piece) => (typeof piece === 'string' ? fc.constant(piece) : piece))).map((all) => all.join(''));
}

/** The text, or nothing. */
export function maybe(text: Text): Text {
  return fc.oneof(fc.constant(''), text);
}

/** Some of these with a separator between them. */
export function many(item: Text, separator: string, { min = 0, max = 3 } = {}): Text {
  return fc.array(item, { minLength: min, maxLength: max }).map((items) => items.join(separator));
}

/** A comma between blanks. */
export const COMMA = `${LOOSE},${LOOSE}`;

/** Names, some of which are keywords elsewhere, or begin like a string. */
export const name = oneOf(
  'a',
  'Order',
  'models',
  'self',
  '_',
  'x1',
  'größe',
  'имя',
  'match',
  'case',
  'type',
  'rb',
  'f',
  'br',
  'u',
  'lambda_',
  'is_',
  'async_',
);
/** What `import` takes. */
export const dotted = oneOf('models', 'django.db.models', 'a.b', 'größe.x', `a${LOOSE}.${LOOSE}b`);
const number = oneOf('0', '1', '42', '1_000', '1.5', '.5', '1.', '1e10', '1.5e-3', '3j', '0xFF', '0o17', '0b101', '0xdead_beef', '1_0.0_1');
const constant = oneOf('True', 'False', 'None', '...');

const insides = [
  '',
  'shop.Order',
  'self',
  '%(class)s',
  '#',
  'ü',
  '\u{1f40d}',
  '\\n',
  '\\\\',
  '\\x41',
  '\\u00e9',
  '\\N{BULLET}',
  '\\101',
  '\\q',
  '\\U0001f40d',
  '{{}}',
  '(',
  'class A:',
];

const plainString: Text = fc
  .record({
    prefix: oneOf('', '', '', '', 'r', 'R', 'b', 'u', 'rb', 'Br', 'f', 'F', 'fr'),
    quote: oneOf("'", '"', '"""', "'''"),
    parts: fc.array(fc.constantFrom(...insides), { maxLength: 3 }),
    more: fc.constantFrom('', "it's", 'a "b"', 'one\ntwo', '\\\n', '\\"', "\\'", '\n    def f():\n'),
  })
  .map(({ prefix, quote, parts, more }) => {
    const b = /b/i.test(prefix);
    const all = [...parts, more].filter(
      (part) => (quote.length === 3 || !/^[^\\]*\n/.test(part)) && !(quote.length === 1 && part.replace(/\\./g, '').includes(quote)),
    );
    const inside = b ? all.join('').replace(/[^\x00-\x7f]/g, '') : all.join('');
    return `${prefix}${quote}${inside}${/['"]$/.test(inside) && quote.length === 3 ? ' ' : ''}${quote}`;
  });

const formatted: Text = seq(
  oneOf('f', 'F', 'rf'),
  oneOf('"a {b}"', '"{a!r:>{w}}"', "'{a.b}c'", '"{x[0]} {{}}"', '"""{\n  a\n}"""', '"{a=}"', '\'{d["k"]}\'', '"{a:%Y}"'),
);

const string: Text = fc.oneof(
  { weight: 5, arbitrary: plainString },
  { weight: 1, arbitrary: formatted },
  { weight: 1, arbitrary: seq(plainString, NEEDED, plainString) },
);

/** An expression whose parts are nested at most `depth` deep. */
export function expression(depth: number): Text {
  const leaf = fc.oneof(
    { weight: 4, arbitrary: name },
    { weight: 3, arbitrary: string },
    { weight: 1, arbitrary: number },
    { weight: 1, arbitrary: constant },
  );
  if (depth <= 0) return leaf;
  const inner = expression(depth - 1);
  const item = fc.oneof({ weight: 6, arbitrary: inner }, { weight: 1, arbitrary: seq(`*${LOOSE}`, name) });
  const trailing = oneOf('', '', ',');
  return fc.oneof(
    { weight: 4, arbitrary: leaf },
    { weight: 2, arbitrary: seq(name, `${LOOSE}.${LOOSE}`, name) },
    { weight: 3, arbitrary: seq(oneOf('a', 'models.F', 'größe', 'f(x)', '(a)', 'a[0]', 'a.b()'), LOOSE, call(depth)) },
    { weight: 1, arbitrary: seq(primary(depth), LOOSE, subscript(inner)) },
    { weight: 2, arbitrary: seq(many(item, COMMA), '').map((items) => inBrackets('[', items, ']')) },
    {
      weight: 1,
      arbitrary: fc.tuple(many(item, COMMA, { min: 1 }), trailing).map(([items, comma]) => inBrackets('[', items + comma, ']')),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(many(item, COMMA, { min: 1 }), oneOf(',')).map(([items, comma]) => inBrackets('(', items + comma, ')')),
    },
    { weight: 1, arbitrary: many(inner, COMMA, { min: 1 }).map((items) => inBrackets('{', items, '}')) },
    { weight: 1, arbitrary: fc.constant(inBrackets('(', '', ')')) },
    { weight: 2, arbitrary: many(pair(inner), COMMA).map((pairs) => inBrackets('{', pairs, '}')) },
    { weight: 1, arbitrary: comprehension(inner) },
    { weight: 1, arbitrary: inner.map((text) => inBrackets('(', text, ')')) },
    { weight: 1, arbitrary: lambda(inner) },
    { weight: 1, arbitrary: seq(primary(depth), `${NEEDED}if${NEEDED}`, primary(depth), `${NEEDED}else${NEEDED}`, inner) },
    {
      weight: 2,
      arbitrary: seq(
        primary(depth),
        LOOSE,
        oneOf('+', '-', '*', '/', '//', '%', '@', '**', '<<', '>>', '|', '&', '^'),
        LOOSE,
        primary(depth),
      ),
    },
    {
      weight: 1,
      arbitrary: seq(primary(depth), NEEDED, oneOf('and', 'or', 'in', `not${NEEDED}in`, 'is', `is${NEEDED}not`), NEEDED, primary(depth)),
    },
    {
      weight: 1,
      arbitrary: seq(
        primary(depth),
        many(seq(LOOSE, oneOf('==', '!=', '<', '>', '<=', '>='), LOOSE, primary(depth)), '', { min: 1, max: 2 }),
      ),
    },
    { weight: 1, arbitrary: seq(oneOf(`not${NEEDED}`, '-', `+${LOOSE}`, '~'), primary(depth)) },
    { weight: 1, arbitrary: fc.tuple(name, inner).map(([target, value]) => inBrackets('(', `${target}${LOOSE}:=${LOOSE}${value}`, ')')) },
  );
}

/** What may stand before a dot, a bracket or an operator. */
function primary(depth: number): Text {
  if (depth <= 0) return fc.oneof(name, string);
  const inner = expression(depth - 2);
  return fc.oneof(
    { weight: 4, arbitrary: name },
    { weight: 2, arbitrary: seq(name, '.', name) },
    { weight: 1, arbitrary: string },
    { weight: 1, arbitrary: seq(name, call(depth - 1)) },
    { weight: 1, arbitrary: inner.map((text) => inBrackets('(', text, ')')) },
    { weight: 1, arbitrary: inner.map((text) => inBrackets('[', text, ']')) },
  );
}

function call(depth: number): Text {
  const value = expression(depth - 1);
  const argument = fc.oneof(
    { weight: 3, arbitrary: value },
    { weight: 4, arbitrary: seq(oneOf('on_delete', 'to', 'null', 'größe', 'type', 'default'), LOOSE, '=', LOOSE, value) },
    { weight: 1, arbitrary: seq(oneOf('*', '**'), LOOSE, primary(depth - 1)) },
  );
  const generator = seq(value, clauses(value));
  const list = fc.oneof(
    { weight: 8, arbitrary: seq(many(argument, COMMA), '') },
    { weight: 3, arbitrary: seq(many(argument, COMMA, { min: 1 }), `${LOOSE},`) },
    { weight: 1, arbitrary: generator },
  );
  return list.map((args) => inBrackets('(', args, ')'));
}

function subscript(inner: Text): Text {
  const index = fc.oneof({ weight: 4, arbitrary: inner }, { weight: 1, arbitrary: oneOf(':', '1:2', '::2', 'a:b') });
  return many(index, COMMA, { min: 1, max: 2 }).map((indexes) => inBrackets('[', indexes, ']'));
}

function pair(inner: Text): Text {
  return fc.oneof({ weight: 5, arbitrary: seq(inner, LOOSE, ':', LOOSE, inner) }, { weight: 1, arbitrary: seq('**', LOOSE, name) });
}

function clauses(inner: Text): Text {
  const target = oneOf('x', `x,${LOOSE}y`, '(x, y)', 'x.a', `(x,${NEEDED}[y, *z])`);
  return seq(
    oneOf(`${NEEDED}for${NEEDED}`, `${NEEDED}for${NEEDED}`, `${NEEDED}async for${NEEDED}`),
    target,
    `${NEEDED}in${NEEDED}`,
    oneOf('z', 'a.b', 'f(x)', '[1, 2]', 'a or b'),
    maybe(seq(`${NEEDED}if${NEEDED}`, inner)),
    maybe(oneOf(`${NEEDED}for y in z`)),
  );
}

function comprehension(inner: Text): Text {
  return fc.oneof(
    seq(inner, clauses(primary(1))).map((text) => inBrackets('[', text, ']')),
    seq(inner, clauses(primary(1))).map((text) => inBrackets('(', text, ')')),
    seq(inner, clauses(primary(1))).map((text) => inBrackets('{', text, '}')),
    seq(inner, LOOSE, ':', LOOSE, inner, clauses(primary(1))).map((text) => inBrackets('{', text, '}')),
  );
}

function lambda(inner: Text): Text {
  const parameters = oneOf('', ' x', ' x, y', ' *args, **kw', ' x=1', ' x, *, y=None', ' x, /', ' größe', ` x${LOOSE}=${LOOSE}(1, 2)`);
  return seq('lambda', parameters, LOOSE, ':', LOOSE, inner);
}
