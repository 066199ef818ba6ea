/** Plausible Python modules for property tests: every kind of statement, with blanks, comments and line ends in odd places. */
import fc from 'fast-check';
import { COMMA, dotted, expression, fill, inBrackets, LOOSE, many, maybe, name, NEEDED, oneOf, seq, type Text } from './pythonExpressions';

/** A whole module. */
export function pythonModule(): Text {
  return fc
    .record({
      parts: fc.array(statement(2), { maxLength: 4 }),
      numbers: fc.array(fc.nat(999), { minLength: 1, maxLength: 60 }),
      newline: fc.constantFrom('\n', '\n', '\n', '\r\n'),
      ending: fc.constantFrom('\n', '\n', '', '\n\n', '  \n', '\n    ', '\n# end', '  # end'),
    })
    .map(({ parts, numbers, newline, ending }) => {
      const text = fill(parts.join('\n') + ending, numbers);
      return newline === '\n' ? text : text.replaceAll('\n', newline);
    });
}

/** A statement and its lines, unindented. */
function statement(depth: number): Text {
  const simple = fc.oneof(
    { weight: 12, arbitrary: simpleStatement() },
    { weight: 1, arbitrary: seq(simpleStatement(), oneOf(';', '; ', ' ;  '), simpleStatement()) },
    { weight: 1, arbitrary: seq(simpleStatement(), oneOf(';', '  ', ' # why', '\t# "', ' ; # so')) },
  );
  if (depth <= 0) return simple;
  return fc.oneof(
    { weight: 5, arbitrary: simple },
    { weight: 4, arbitrary: compound(depth) },
    { weight: 1, arbitrary: oneOf('', '   ', '# comment', '        # deep comment', '"""Docstring."""', '\f') },
  );
}

function simpleStatement(): Text {
  const value = expression(2);
  // Now and then tree-sitter joins a line that begins with a bracket to the one above.
  const alone = value.map((text) => (/^[[(]/.test(text) ? `a${LOOSE}+${LOOSE}${text}` : text));
  const target = oneOf('a', 'Order', 'a.b', 'a[0]', 'a, b', 'a, (b, c)', 'a, [b, *c]', 'größe', 'type', 'match', '*a, b');
  const imported = fc.oneof(oneOf('b', 'Order', 'größe', 'type', 'match'), seq(oneOf('b', 'c'), `${NEEDED}as${NEEDED}`, oneOf('d', '_')));
  const from = seq('from', NEEDED, oneOf('.', '..', '.a', '..a.b', '...', 'a', 'a.b', '. a', '.. a'), `${NEEDED}import${NEEDED}`);
  const annotation = oneOf('int', 'models.Field', 'list[int]', '"Order"', 'Callable[[int], str]', 'int | None', 'Optional["A"]');
  return fc.oneof(
    { weight: 2, arbitrary: seq('import', NEEDED, many(seq(dotted, maybe(seq(`${NEEDED}as${NEEDED}`, name))), COMMA, { min: 1 })) },
    { weight: 2, arbitrary: seq(from, many(imported, COMMA, { min: 1 })) },
    {
      weight: 1,
      arbitrary: seq(
        from,
        fc.tuple(many(imported, COMMA, { min: 1 }), oneOf('', ',')).map(([names, comma]) => inBrackets('(', names + comma, ')')),
      ),
    },
    { weight: 1, arbitrary: seq(from, '*') },
    { weight: 1, arbitrary: oneOf('from __future__ import annotations', 'from __future__ import annotations as x, division') },
    { weight: 6, arbitrary: seq(many(seq(target, LOOSE, '=', LOOSE), '', { min: 1, max: 2 }), value) },
    { weight: 1, arbitrary: seq(target, LOOSE, '=', LOOSE, value, COMMA, value) },
    { weight: 1, arbitrary: seq('a', LOOSE, '=', LOOSE, value, ',') },
    { weight: 1, arbitrary: seq(oneOf('a', 'a.b', 'a[0]', '(a)'), LOOSE, ':', LOOSE, annotation, maybe(seq(LOOSE, '=', LOOSE, value))) },
    { weight: 1, arbitrary: seq(oneOf('a', 'a.b', 'a[0]'), LOOSE, oneOf('+=', '-=', '|=', '//=', '**=', '>>=', '@=', '%='), LOOSE, value) },
    { weight: 2, arbitrary: alone },
    { weight: 1, arbitrary: seq('del', NEEDED, oneOf('a', 'a.b, c', '(a)', '(a, b)', 'a[0]', '[a]', 'a,')) },
    {
      weight: 1,
      arbitrary: seq(oneOf('return', 'raise', 'assert', 'global', 'nonlocal', 'yield', 'await', 'print', 'exec'), NEEDED, name),
    },
    {
      weight: 1,
      arbitrary: oneOf(
        'pass',
        'break',
        'continue',
        'raise',
        'raise A from b',
        'return',
        'yield',
        'assert a, "b"',
        'print(a)',
        'a = yield b',
        'type X = int',
        'type X[T] = list[T]',
        'await a',
        'a = await b',
        'match(a)',
        'type(a)',
        'type',
        'match',
        'print',
        'print("a", file=b)',
        'exec("a")',
      ),
    },
  );
}

function block(depth: number): Text {
  const lines = fc.array(
    fc.oneof({ weight: 6, arbitrary: statement(depth - 1) }, { weight: 1, arbitrary: oneOf('', '# comment', '    ') }),
    { minLength: 1, maxLength: 3 },
  );
  return fc
    .tuple(lines, oneOf('    ', '    ', '    ', '  ', '\t', '        '), oneOf('', '  # comment', '\n', '\n# odd', '\n            # deep'))
    .map(([inner, indent, behind]) => `:${behind}\n${indented([...inner, 'pass'].join('\n'), indent)}`);
}

/** Indents the lines of statements; the inside of a string, which a quote cannot be told from here, may be indented as well. */
function indented(text: string, indent: string): string {
  return text.replace(/^(?!$)/gm, indent);
}

function suite(depth: number): Text {
  return fc.oneof(
    { weight: 4, arbitrary: block(depth) },
    { weight: 1, arbitrary: seq(':', LOOSE, simpleStatement()) },
    { weight: 1, arbitrary: seq(': ', oneOf('pass', '...', 'a = 1; b = 2;')) },
  );
}

function compound(depth: number): Text {
  const test = expression(1);
  const asked = fc.oneof({ weight: 3, arbitrary: test }, { weight: 1, arbitrary: seq(name, LOOSE, ':=', LOOSE, test) });
  const body = suite(depth);
  const decorators = many(
    seq(
      '@',
      oneOf('a', 'a.b', 'a(1)', 'a.b(c=d)', 'a[0]', 'a or b', '(a)'),
      oneOf('', '  # why'),
      '\n',
      oneOf('', '', '\n', '# between\n'),
    ),
    '',
    { max: 2 },
  );
  const bases = maybe(
    many(fc.oneof(oneOf('models.Model', 'A', 'Generic[T]', 'metaclass=M', '*bases', '**kw', 'f(x)'), test), COMMA, { max: 3 }).map((list) =>
      inBrackets('(', list, ')'),
    ),
  );
  const generics = oneOf('', '', '', '', '', '[T]', '[T: int, *Ts, **P]');
  const parameters = oneOf(
    '',
    'self',
    'self, *args, **kwargs',
    'self, /, a',
    'a, *, b=1',
    'a: int = 1, b: "str" = x',
    'a=lambda x: x',
    'self,',
    'a, # why\n    b',
    '*args: *Ts',
    'größe',
    'self, a: list[int] | None = None',
  ).map((list) => inBrackets('(', list, ')'));
  return fc.oneof(
    { weight: 6, arbitrary: seq(decorators, 'class', NEEDED, name, generics, LOOSE, bases, LOOSE, body) },
    {
      weight: 4,
      arbitrary: seq(
        decorators,
        oneOf('', '', '', 'async '),
        'def',
        NEEDED,
        name,
        generics,
        LOOSE,
        parameters,
        maybe(seq(LOOSE, '->', LOOSE, expression(1))),
        LOOSE,
        body,
      ),
    },
    {
      weight: 2,
      arbitrary: seq('if', NEEDED, asked, LOOSE, body, maybe(seq('\nelif', NEEDED, asked, body)), maybe(seq('\n# so\nelse', LOOSE, body))),
    },
    {
      weight: 1,
      arbitrary: seq(
        'try',
        body,
        '\nexcept',
        oneOf('', ' A', ' (A, B)', ' A as b', '* A', '(A)'),
        body,
        maybe(seq('\nelse', body)),
        maybe(seq('\nfinally', body)),
      ),
    },
    { weight: 1, arbitrary: seq('try', body, '\nfinally', body) },
    {
      weight: 1,
      arbitrary: seq(
        oneOf('', '', 'async '),
        'with',
        NEEDED,
        oneOf('a', 'a as b', 'a() as b, c as d', '(a as b)', '(a as b, c as d,)', 'a as (b, c)', 'a as b.c', '(a)', '(a, b)', '(a) as b'),
        body,
      ),
    },
    {
      weight: 1,
      arbitrary: seq(
        oneOf('', '', 'async '),
        'for',
        NEEDED,
        oneOf('x', 'x, y', '(x, y)', 'x, (y, z)', 'x.a', '[x, y]', '*x, y', 'x,'),
        `${NEEDED}in${NEEDED}`,
        oneOf('a', 'a, b', '*a, b', 'range(3)'),
        body,
        maybe(seq('\nelse', body)),
      ),
    },
    { weight: 1, arbitrary: seq('while', NEEDED, asked, body, maybe(seq('\nelse', body))) },
    {
      weight: 1,
      arbitrary: seq(
        'match',
        NEEDED,
        oneOf('a', 'a, b', '(a)'),
        ':\n',
        seq('case ', oneOf('1', 'A(x=1)', '[a, *b]', '{"k": v}', 'a | b', 'x if y', '_'), body).map((text) => indented(text, '    ')),
      ),
    },
  );
}
