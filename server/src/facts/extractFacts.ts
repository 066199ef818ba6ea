/** From a parsed module to the facts of the file. Flattens branches; decides nothing. */
import { trimmed } from '../base/collections';
import { lineStartsOf } from '../base/span';
import type {
  Assignment,
  ClassStatement,
  Expression,
  FunctionStatement,
  Import,
  ImportFrom,
  NodeId,
  ParsedModule,
  PythonParser,
  Statement,
  Subscript,
} from '../syntax/python';
import type { Binding, BoundValue, ClassShape, FileFacts, FileShape, Guard, Member } from './fileShape';
import { createDetails } from './details';
import { includedBy } from './includes';
import { hiddenBindings } from './hiddenBindings';

/** Extracts the facts of one file from its text. Never throws. */
export function extractFacts(parser: PythonParser, text: string): FileFacts {
  const module = parser.parse(text);
  const shape = shapeOf(module, text);
  const { spans, errors } = module;
  return { shape, spans, lineStarts: lineStartsOf(text), errors, details: createDetails({ text, shape, spans, parser }) };
}

interface Draft {
  readonly bindings: Binding[];
  readonly classes: ClassShape[];
  readonly calls: Expression[];
  /** `apps = INSTALLED_APPS` makes one list of two names: what changes the first changes the second. */
  readonly aliases: Map<string, string>;
  order: number;
  /** The tests above the statement that is read; null where something else than `if` stands above it. */
  guards: readonly Guard[] | null;
}

function shapeOf(module: ParsedModule, text: string): FileShape {
  const draft: Draft = { bindings: [], classes: [], calls: [], aliases: new Map(), order: 0, guards: [] };
  for (const name of hiddenBindings(text)) bind(draft, { name, id: 0 }, false, { kind: 'unknown' });
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
      readBlocks(draft, statement, certain);
  }
}

function readBlocks(draft: Draft, statement: Statement, certain: boolean): void {
  const above = draft.guards;
  for (const block of nestedBlocks(statement)) {
    const decided = block.guards === null ? null : constantly(block.guards);
    // Python never gets there.
    if (decided === false) continue;
    draft.guards = block.guards === null || above === null ? null : [...above, ...block.guards];
    for (const name of block.binds) bind(draft, { name, id: statement.id }, false, { kind: 'unknown' });
    readStatements(draft, block.body, certain && decided === true);
  }
  draft.guards = above;
}

/** Whether tests that need no project to be decided hold; null where others decide. */
function constantly(guards: readonly Guard[]): boolean | null {
  const answers = guards.map(({ test, holds }) => {
    const outcome = outcomeOf(test);
    return outcome === null ? null : outcome === holds;
  });
  return answers.includes(false) ? false : answers.includes(null) ? null : true;
}

/** The outcome of a constant, and of the one that only type checkers take for true; null for any other test. */
function outcomeOf(test: Expression): boolean | null {
  switch (test.kind) {
    case 'constant':
      return test.value === true;
    case 'number':
      return Number(test.text) !== 0;
    case 'name':
    case 'attribute':
      return test.name === 'TYPE_CHECKING' ? false : null;
    case 'unary': {
      const outcome = test.operator === 'not' ? outcomeOf(test.operand) : null;
      return outcome === null ? null : !outcome;
    }
    default:
      return null;
  }
}

interface NestedBlock {
  /** The tests that decide whether an `if` gets there; null for other statements. */
  readonly guards: readonly Guard[] | null;
  readonly binds: readonly string[];
  readonly body: readonly Statement[];
}

/** The bodies of a compound statement, in the order in which they stand. */
function nestedBlocks(statement: Statement): readonly NestedBlock[] {
  switch (statement.kind) {
    case 'if':
      return statement.branches.map(({ test, body }, at) => {
        const before = statement.branches
          .slice(0, at)
          .flatMap((branch) => (branch.test === null ? [] : [{ test: branch.test, holds: false }]));
        return { guards: test === null ? before : [...before, { test, holds: true }], binds: [], body };
      });
    case 'try':
      return [statement.body, ...statement.handlers, statement.otherwise, statement.finalizer].map((body) => ({
        guards: null,
        binds: [],
        body,
      }));
    case 'block':
      return [{ guards: null, binds: statement.binds, body: [...statement.body, ...statement.otherwise] }];
    default:
      return [];
  }
}

interface BoundName {
  readonly name: string;
  readonly id: NodeId;
}

function bind(draft: Draft, { name, id }: BoundName, certain: boolean, value: BoundValue): void {
  draft.bindings.push({ name, order: draft.order, certain, guards: certain ? null : draft.guards, id, value });
}

function readImport(draft: Draft, statement: Import, certain: boolean): void {
  for (const { id, module, alias } of statement.names) {
    if (alias !== null) bind(draft, { name: alias, id }, certain, { kind: 'module', module, whole: module });
    else {
      const head = module.split('.', 1)[0] ?? module;
      bind(draft, { name: head, id }, certain, { kind: 'module', module: head, whole: module });
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
  handOut(draft, value);
  const bound: BoundValue = operator === '=' ? { kind: 'expression', value } : { kind: 'changed', operator, value, key: null };
  for (const target of statement.targets) {
    if (target.kind === 'name' && operator !== '=') change(draft, target, certain, bound);
    else if (target.kind === 'subscript') readItemAssignment(draft, target, certain, value);
    else bindTarget(draft, target, certain, bound);
    if (target.kind === 'name' && value.kind === 'name') draft.aliases.set(target.name, value.name);
  }
}

/** `Order._meta.get_field("owner")` hands out the field itself, and whoever has it may change it. */
function handOut({ classes }: Draft, value: Expression): void {
  if (value.kind !== 'call' || value.callee.kind !== 'attribute' || value.callee.name !== 'get_field') return;
  const { object } = value.callee;
  const name = value.args[0]?.value;
  if (object.kind !== 'attribute' || object.name !== '_meta' || name?.kind !== 'string') return;
  // The class may have it from any of its bases.
  for (const { members } of classes) touch(name.value, members as Member[]);
}

/** `NAME[…] = value` changes what the name holds; `globals()["NAME"] = value` binds a name that is not read. */
function readItemAssignment(draft: Draft, { object, indexes }: Subscript, certain: boolean, value: Expression): void {
  const [key, more] = indexes;
  const only = more === undefined ? (key ?? null) : null;
  if (object.kind === 'name') change(draft, object, certain, { kind: 'changed', operator: '[]=', value, key: only });
  else if (reachesNamespace(object)) bindAnything(draft, object, certain);
}

function bindTarget(draft: Draft, target: Expression, certain: boolean, value: BoundValue): void {
  if (target.kind === 'name') bind(draft, target, certain, value);
  else if (target.kind === 'tuple' || target.kind === 'list')
    for (const { item, value: part } of unpacked(target.items, value.kind === 'expression' ? value.value : null))
      bindTarget(draft, item, certain, part === null ? { kind: 'unknown' } : { kind: 'expression', value: part });
  else if (target.kind === 'starred') bindTarget(draft, target.value, certain, { kind: 'unknown' });
}

/** `a, b = 1, 2`: each target with its value; `a, b = split()` gives each an item. Null where the text does not pair them. */
function unpacked(
  targets: readonly Expression[],
  value: Expression | null,
): readonly { readonly item: Expression; readonly value: Expression | null }[] {
  const values = value?.kind === 'tuple' || value?.kind === 'list' ? value.items : [];
  const paired = values.length === targets.length && ![...targets, ...values].some(({ kind }) => kind === 'starred');
  if (value?.kind === 'call' && !targets.some(({ kind }) => kind === 'starred'))
    return targets.map((item, at) => ({ item, value: itemOf(value, at) }));
  return targets.map((item, at) => ({ item, value: paired ? (values[at] ?? null) : null }));
}

function itemOf(value: Expression, at: number): Expression {
  const { id } = value;
  return { kind: 'subscript', id, object: value, indexes: [{ kind: 'number', id, text: String(at) }] };
}

/** A change of the object that a name holds is one of every name that stands for the same object. */
function change(draft: Draft, name: BoundName, certain: boolean, value: BoundValue): void {
  const seen = new Set<string>();
  for (let at: string | undefined = name.name; at !== undefined && !seen.has(at); at = draft.aliases.get(at)) {
    seen.add(at);
    bind(draft, { name: at, id: name.id }, certain, value);
  }
}

/** A call that is handed the module's names, or runs text, may bind any name. */
function bindAnything(draft: Draft, { id }: Expression, certain: boolean): void {
  bind(draft, { name: '*', id }, certain, { kind: 'unknown' });
}

/** `NAME.append(x)` changes a module-level name, `load(NAME)` may; lone calls are listed. */
function readExpression(draft: Draft, value: Expression, certain: boolean): void {
  if (value.kind !== 'call') return;
  const { callee, args } = value;
  if (callee.kind === 'attribute' && callee.object.kind === 'name' && CHANGING_METHODS.has(callee.name)) {
    change(draft, callee.object, certain, { kind: 'changed', operator: callee.name, value, key: null });
    return;
  }
  draft.calls.push(value);
  const included = includedBy(value, (name, module) => isImportedFrom(draft, name, module));
  if (included !== null) {
    bind(draft, { name: '*', id: value.id }, certain, included);
    return;
  }
  for (const { value: given } of args)
    if (given.kind === 'name') change(draft, given, certain, { kind: 'changed', operator: 'argument', value, key: null });
  if (reachesNamespace(value)) bindAnything(draft, value, certain);
}

function isImportedFrom({ bindings }: Draft, name: string, module: string): boolean {
  const last = bindings.findLast((binding) => binding.name === name)?.value;
  return last?.kind === 'imported' && last.level === 0 && last.module === module && last.name === name;
}

function reachesNamespace(expression: Expression): boolean {
  if (expression.kind === 'attribute' || expression.kind === 'subscript') return reachesNamespace(expression.object);
  if (expression.kind !== 'call') return false;
  const { callee, args } = expression;
  if (callee.kind === 'name' && NAMESPACES.has(callee.name)) return true;
  // `globals().get("NAME")` leaves all as it is.
  const isRead = callee.kind === 'attribute' && callee.name === 'get' && callee.object.kind === 'call' && callee.object.args.length === 0;
  return (!isRead && reachesNamespace(callee)) || args.some(({ value }) => reachesNamespace(value));
}

const NAMESPACES: ReadonlySet<string> = new Set(['globals', 'locals', 'vars', 'exec', 'eval']);

const CHANGING_METHODS: ReadonlySet<string> = new Set(['append', 'extend', 'insert', 'remove', 'update', 'pop', 'setdefault']);

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
    members: trimmed(members),
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
    switch (statement.kind) {
      case 'assignment':
        readMemberAssignment(statement, certain, members);
        break;
      case 'function':
      case 'class':
        members.push(namedMember(statement, certain));
        if (statement.kind === 'class') inner.push({ statement, certain });
        break;
      case 'import':
      case 'importFrom':
        for (const name of importedNames(statement)) members.push(unknownMember(statement, name, certain));
        break;
      case 'delete':
        for (const target of statement.targets) if (target.kind === 'name') members.push(unknownMember(statement, target.name, certain));
        break;
      case 'expression':
        readMemberCall(statement.value, members);
        break;
      default:
        for (const block of nestedBlocks(statement)) {
          const decided = block.guards === null ? null : constantly(block.guards);
          if (decided === false) continue;
          for (const name of block.binds) members.push(unknownMember(statement, name, false));
          const from = members.length;
          readMembers(block.body, certain && decided === true, members, inner);
          if (block.guards !== null) guard(members, from, block.guards);
        }
    }
  }
}

/** Puts tests above the members from some place on. */
function guard(members: Member[], from: number, guards: readonly Guard[]): void {
  for (const [at, member] of members.entries())
    if (at >= from && !member.certain) members[at] = { ...member, guards: [...guards, ...(member.guards ?? [])] };
}

function namedMember({ kind, name, nameId, id, decorators }: ClassStatement | FunctionStatement, certain: boolean): Member {
  return { name, nameId, id, certain, kind, value: null, decorators };
}

/** A name that an import, a loop or `del` leaves behind: no field, whatever stood there before. */
function unknownMember({ id }: Statement, name: string, certain: boolean): Member {
  return { name, nameId: id, id, certain, kind: 'unknown', value: null, decorators: [] };
}

/** `field.clean()`, `adapt(field)`: whatever is handed over may be changed. */
function readMemberCall(value: Expression, members: Member[]): void {
  if (value.kind !== 'call') return;
  touch(headOf(value.callee), members);
  for (const { value: given } of value.args) touch(headOf(given), members);
}

/** What is bound to the name is no longer just what its value says. */
function touch(name: string | null, members: Member[]): void {
  const at = name === null ? -1 : members.findLastIndex((member) => member.name === name);
  const member = members[at];
  if (member !== undefined) members[at] = { ...member, certain: false };
}

function headOf(expression: Expression): string | null {
  if (expression.kind === 'attribute' || expression.kind === 'subscript') return headOf(expression.object);
  return expression.kind === 'name' ? expression.name : null;
}

function importedNames(statement: Import | ImportFrom): readonly string[] {
  if (statement.kind === 'import') return statement.names.map(({ module, alias }) => alias ?? module.split('.', 1)[0] ?? module);
  return (statement.names ?? []).map(({ name, alias }) => alias ?? name);
}

function readMemberAssignment({ id, value, operator, targets }: Assignment, certain: boolean, members: Member[]): void {
  if (value === null) return;
  const add = (target: Expression, part: Expression | null): void => {
    if (target.kind === 'name')
      members.push({
        name: target.name,
        nameId: target.id,
        id,
        certain,
        kind: part === null ? 'unknown' : 'value',
        value: part,
        decorators: [],
      });
    else if (target.kind === 'tuple' || target.kind === 'list')
      for (const { item, value: inner } of unpacked(target.items, part)) add(item, inner);
    else if (target.kind === 'starred') add(target.value, null);
    else touch(headOf(target), members);
  };
  for (const target of targets) add(target, operator === '=' ? value : addedTo(target, operator, value));
}

/** What `NAME += value` leaves in the name. */
function addedTo(target: Expression, operator: string, value: Expression): Expression | null {
  return operator === '+=' && target.kind === 'name' ? { kind: 'binary', id: value.id, operator: '+', left: target, right: value } : null;
}
