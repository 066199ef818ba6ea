/**
 * The quick look at a file decides which files are parsed and which modules Django loads. It may see too much, such as what stands
 * in a string, but never too little: a class or an import that it misses is lost.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { scanHeader, type FileHeader } from '../../../server/src/syntax/header';
import { openParser } from '../../../server/src/syntax/openParser';
import type { Expression, PythonParser, Statement } from '../../../server/src/syntax/python';
import { pythonModule } from './pythonModules';

describe('the quick look at a file', function () {
  this.timeout(30_000);
  let parser: PythonParser;

  before(async () => {
    ({ parser } = await openParser({}));
  });

  /** Fails when the parser finds a class or an import that the quick look does not. */
  function assertNothingMissed(text: string): void {
    const header = scanHeader(text, 'whole');
    const module = parser.parse(text);
    if (module.errors.length > 0) return;
    const { spans } = module;
    const source: Source = { text, of: ({ id }) => text.slice(spans.startOf(id), spans.endOf(id)) };
    for (const statement of allStatements(module.body)) {
      if (statement.kind === 'class') assertClass(header, statement, source);
      else if (statement.kind === 'import') assertImport(header, statement, source);
      else if (statement.kind === 'importFrom') assertImportFrom(header, statement, source);
    }
  }

  it('misses nothing of what can be written in Python', () => {
    fc.assert(fc.property(pythonModule(), assertNothingMissed), { numRuns: 2_000 });
  });

  it('says the same when all is asked at once and when each thing is asked in its time', () => {
    fc.assert(
      fc.property(pythonModule(), (text) => {
        const { aliases, factories, declaresFields, makesRelations, importsByName, imports, classes } = scanHeader(text, 'as-needed');
        const asked = { aliases, factories, declaresFields, makesRelations, importsByName, imports, classes };
        assert.deepEqual(asked, { ...scanHeader(text, 'whole') });
      }),
      { numRuns: 2_000 },
    );
  });

  it('misses nothing of the examples', () => {
    for (const path of pythonFilesIn(join(__dirname, '../../../examples'))) assertNothingMissed(readFileSync(path, 'utf8'));
  });

  it('ends where an indented import stands below an empty first line, as while somebody types', () => {
    const { imports } = scanHeader('\n    import os\n', 'whole');
    assert.deepEqual(
      imports.map(({ module, runs }) => [module, runs]),
      [['os', 'always']],
    );
  });

  it('takes no longer than a second for what nobody ends', () => {
    for (const piece of ['import ', ';import a', 'import a \\\n', 'from a import (', 'class A[', 'class A(B,', 'class A \\\n']) {
      const text = piece.repeat(Math.ceil(300_000 / piece.length));
      const began = performance.now();
      scanHeader(text, 'whole');
      assert.ok(performance.now() - began < 1_000, piece);
    }
  });

  const relations: readonly (readonly [text: string, made: boolean])[] = [
    ['owner = models.ForeignKey("User", CASCADE)', true],
    ['owner: ForeignKey["User"] = ForeignKey["User"](User, CASCADE)', true],
    ['owner = ParentalManyToManyField("User")', true],
    ['from django.db.models import ForeignKey as Link', true],
    ['Link = models.ForeignKey', true],
    ['class Link(models.OneToOneField): pass', true],
    ['from django.db.models import ForeignKey', false],
    ['if issubclass(field, ForeignKey): pass', false],
    ['if field_class == models.ForeignKey: pass', false],
    ['# the GenericRelation of a page', false],
  ];
  for (const [text, made] of relations)
    it(`${made ? 'sees' : 'sees no'} relation in ${JSON.stringify(text)}`, () => {
      assert.equal(scanHeader(`${text}\nclass Page: pass\n`, 'whole').makesRelations, made);
    });

  const once: readonly string[] = [
    'from a import(b, c)\n',
    'from a import\tb\n',
    'from a import \\\n  b\n',
    'from a \\\n  import b\n',
    'from . import b\n',
    'from.a import b\n',
    'from .import b\n',
    'import a; import b\n',
    'import\ta.b as c\n',
    'if a: import b\n',
    'try: from a import b\nexcept ImportError: from c import d\n',
    'class\tA(B): pass\n',
    'class  A  (B): pass\n',
    'class A(\n    B,  # why (\n    c.D[int],\n    metaclass=E,\n): pass\n',
    'class A[T: (int, str)](B): pass\n',
    'class A(f(b, c), d=e): pass\n',
    'class Größe(Maß): pass\n',
    'from größe import Maß as Größe\n',
    'a = 1; class_ = 2; from b import c\n',
  ];
  for (const text of once) it(`misses nothing of ${JSON.stringify(text)}`, () => assertNothingMissed(text));
});

interface Source {
  readonly text: string;
  /** The text of a node. */
  of(node: { readonly id: number }): string;
}

type ClassStatement = Extract<Statement, { kind: 'class' }>;
type Import = Extract<Statement, { kind: 'import' }>;
type ImportFrom = Extract<Statement, { kind: 'importFrom' }>;

function assertClass({ classes }: FileHeader, { name, args }: ClassStatement, { text, of }: Source): void {
  // Nor does anybody inherit from texts, whose brackets would be counted.
  if (args.some((argument) => /["']/.test(of(argument)))) return;
  const wanted = args.flatMap((argument) => {
    const base = argument.keyword === null && argument.spread === '' ? dotted(argument.value) : null;
    // Nobody writes blanks within a dotted name, and they are not looked for.
    return base !== null && of(argument).startsWith(base) ? [base] : [];
  });
  const found = classes.filter((one) => one.name === name);
  assert.ok(
    found.some((one) => wanted.every((base) => one.bases.includes(base))),
    `class ${name}(${wanted.join()}) is missed in\n${text}`,
  );
}

function assertImport({ imports, aliases }: FileHeader, { names }: Import, { text, of }: Source): void {
  for (const node of names) {
    const { module, alias } = node;
    if (!of(node).startsWith(module)) continue;
    assert.ok(
      imports.some((one) => one.level === 0 && one.module === module),
      `import ${module} is missed in\n${text}`,
    );
    if (alias !== null)
      assert.ok(
        aliases.some((one) => one.name === alias && one.of === module),
        `as ${alias} is missed in\n${text}`,
      );
  }
}

function assertImportFrom({ imports, aliases }: FileHeader, { level, module, names }: ImportFrom, { text }: Source): void {
  const found = imports.filter((one) => one.level === level && one.module === module);
  const wanted = names?.map(({ name }) => name) ?? null;
  assert.ok(
    found.some((one) => (wanted === null ? one.names === null : wanted.every((name) => one.names?.includes(name) === true))),
    `from ${'.'.repeat(level)}${module} import ${wanted?.join() ?? '*'} is missed in\n${text}`,
  );
  for (const { name, alias } of names ?? [])
    if (alias !== null)
      assert.ok(
        aliases.some((one) => one.name === alias && one.of === name),
        `as ${alias} is missed in\n${text}`,
      );
}

/** The dotted name of a base, without what stands in brackets behind it; null for any other expression. */
function dotted(expression: Expression): string | null {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'subscript') return dotted(expression.object);
  if (expression.kind !== 'attribute') return null;
  const object = dotted(expression.object);
  return object === null ? null : `${object}.${expression.name}`;
}

function allStatements(body: readonly Statement[]): readonly Statement[] {
  return body.flatMap((statement): readonly Statement[] => [statement, ...allStatements(bodiesOf(statement))]);
}

function bodiesOf(statement: Statement): readonly Statement[] {
  switch (statement.kind) {
    case 'class':
    case 'block':
      return statement.body;
    case 'if':
      return statement.branches.flatMap(({ body }) => body);
    case 'try':
      return [...statement.body, ...statement.handlers.flat(), ...statement.otherwise, ...statement.finalizer];
    default:
      return [];
  }
}

function pythonFilesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? pythonFilesIn(path) : path.endsWith('.py') ? [path] : [];
  });
}
