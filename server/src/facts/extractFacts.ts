/** From a parsed module to the facts of the file. Flattens branches; decides nothing. */
import { lineStartsOf } from '../base/span';
import type { Assignment, ClassStatement, Expression, Import, ImportFrom, NodeId, ParsedModule, Statement } from '../syntax/python';
import type { Binding, BoundValue, ClassShape, FileFacts, FileShape, Member } from './fileShape';

/** Extracts the facts of one file from its parsed module and its text (used for line starts only). Never throws. */
export function extractFacts(module: ParsedModule, text: string): FileFacts {
  return {
    shape: shapeOf(module),
    spans: module.spans,
    lineStarts: lineStartsOf(text),
    errors: module.errors,
  };
}

interface Draft {
  readonly bindings: Binding[];
  readonly classes: ClassShape[];
  readonly calls: Expression[];
  order: number;
}

function shapeOf(module: ParsedModule): FileShape {
  const draft: Draft = { bindings: [], classes: [], calls: [], order: 0 };
  readStatements(draft, module.body, true);
  return {
    bindings: draft.bindings,
    classes: draft.classes,
    calls: draft.calls,
    broken: module.errors.length > 0,
  };
}

function readStatements(draft: Draft, statements: readonly Statement[], certain: boolean): void {
  for (const statement of statements) readStatement(draft, statement, certain);
}

function readStatement(draft: Draft, statement: Statement, certain: boolean): void {
  draft.order++;
  switch (statement.kind) {
    case 'import':
      readImport(draft, statement, certain);
      return;
    case 'importFrom':
      readImportFrom(draft, statement, certain);
      return;
    case 'assignment':
      readAssignment(draft, statement, certain);
      return;
    case 'class':
      bind(draft, { name: statement.name, id: statement.nameId }, certain, { kind: 'class', index: draft.classes.length });
      readClass(draft, statement, certain, '');
      return;
    case 'function':
      bind(draft, { name: statement.name, id: statement.nameId }, certain, { kind: 'function' });
      return;
    case 'expression':
      readExpression(draft, statement.value, certain);
      return;
    case 'delete':
      for (const target of statement.targets) bindTarget(draft, target, certain, { kind: 'unknown' });
      return;
    default:
      for (const block of nestedBlocks(statement)) {
        for (const name of block.binds) bind(draft, { name, id: statement.id }, false, { kind: 'unknown' });
        readStatements(draft, block.body, false);
      }
  }
}

interface NestedBlock {
  readonly binds: readonly string[];
  readonly body: readonly Statement[];
}

/** The bodies of a compound statement, in the order in which they stand. */
function nestedBlocks(statement: Statement): readonly NestedBlock[] {
  switch (statement.kind) {
    case 'if':
      return statement.branches.map((branch) => ({ binds: [], body: branch.body }));
    case 'try':
      return [statement.body, ...statement.handlers, statement.otherwise, statement.finalizer].map((body) => ({
        binds: [],
        body,
      }));
    case 'block':
      return [{ binds: statement.binds, body: statement.body }];
    default:
      return [];
  }
}

interface BoundName {
  readonly name: string;
  readonly id: NodeId;
}

function bind(draft: Draft, { name, id }: BoundName, certain: boolean, value: BoundValue): void {
  draft.bindings.push({ name, order: draft.order, certain, id, value });
}

function readImport(draft: Draft, statement: Import, certain: boolean): void {
  for (const { id, module, alias } of statement.names) {
    if (alias !== null) bind(draft, { name: alias, id }, certain, { kind: 'module', module });
    else {
      const head = module.split('.', 1)[0] ?? module;
      bind(draft, { name: head, id }, certain, { kind: 'module', module: head });
    }
  }
}

function readImportFrom(draft: Draft, statement: ImportFrom, certain: boolean): void {
  const { level, module, names } = statement;
  if (names === null) {
    bind(draft, { name: '*', id: statement.id }, certain, { kind: 'imported', level, module, name: '*' });
    return;
  }
  for (const { id, name, alias } of names) bind(draft, { name: alias ?? name, id }, certain, { kind: 'imported', level, module, name });
}

function readAssignment(draft: Draft, statement: Assignment, certain: boolean): void {
  const { value, operator } = statement;
  if (value === null) return;
  const bound: BoundValue = operator === '=' ? { kind: 'expression', value } : { kind: 'changed', operator, value };
  for (const target of statement.targets) bindTarget(draft, target, certain, bound);
}

function bindTarget(draft: Draft, target: Expression, certain: boolean, value: BoundValue): void {
  if (target.kind === 'name') bind(draft, target, certain, value);
  else if (target.kind === 'tuple' || target.kind === 'list')
    for (const item of target.items) bindTarget(draft, item, certain, { kind: 'unknown' });
  else if (target.kind === 'starred') bindTarget(draft, target.value, certain, { kind: 'unknown' });
}

/** `NAME.append(x)` and its relatives change a module-level name; every other lone call is listed. */
function readExpression(draft: Draft, value: Expression, certain: boolean): void {
  if (value.kind !== 'call') return;
  const { callee } = value;
  if (callee.kind === 'attribute' && callee.object.kind === 'name' && CHANGING_METHODS.has(callee.name))
    bind(draft, callee.object, certain, { kind: 'changed', operator: callee.name, value });
  else draft.calls.push(value);
}

const CHANGING_METHODS: ReadonlySet<string> = new Set(['append', 'extend', 'insert', 'remove', 'update', 'pop']);

function readClass(draft: Draft, statement: ClassStatement, certain: boolean, outer: string): void {
  const path = outer === '' ? statement.name : `${outer}.${statement.name}`;
  const members: Member[] = [];
  const inner: { readonly statement: ClassStatement; readonly certain: boolean }[] = [];
  readMembers(statement.body, true, members, inner);
  draft.classes.push({
    index: draft.classes.length,
    path,
    name: statement.name,
    nameId: statement.nameId,
    id: statement.id,
    order: draft.order,
    certain,
    decorators: statement.decorators,
    args: statement.args,
    members,
  });
  for (const nested of inner) readClass(draft, nested.statement, certain && nested.certain, path);
}

function readMembers(
  body: readonly Statement[],
  certain: boolean,
  members: Member[],
  inner: { readonly statement: ClassStatement; readonly certain: boolean }[],
): void {
  for (const statement of body) {
    if (statement.kind === 'assignment') readMemberAssignment(statement, certain, members);
    else if (statement.kind === 'function' || statement.kind === 'class') {
      const { kind, name, nameId, id, decorators } = statement;
      members.push({ name, nameId, id, certain, kind, value: null, decorators });
      if (statement.kind === 'class') inner.push({ statement, certain });
    } else for (const block of nestedBlocks(statement)) readMembers(block.body, false, members, inner);
  }
}

function readMemberAssignment(statement: Assignment, certain: boolean, members: Member[]): void {
  if (statement.value === null) return;
  for (const target of statement.targets) {
    if (target.kind !== 'name') continue;
    const known = statement.operator === '=';
    members.push({
      name: target.name,
      nameId: target.id,
      id: statement.id,
      certain,
      kind: known ? 'value' : 'unknown',
      value: known ? statement.value : null,
      decorators: [],
    });
  }
}
