/** From a parsed module to the facts of the file. Flattens branches; decides nothing. */
import { once } from '../base/collections';
import { lineStartsOf } from '../base/span';
import type {
  Assignment,
  Attribute,
  ClassStatement,
  Expression,
  Import,
  ImportFrom,
  NodeId,
  ParsedModule,
  PythonParser,
  Statement,
  Subscript,
} from '../syntax/python';
import type { Binding, BoundValue, ClassShape, FieldChange, FileFacts, FileShape, Guard, Member } from './fileShape';
import { gotField, type GotField } from './gotField';
import { createDetails } from './details';
import { includedBy } from './includes';
import { hiddenBindings } from './hiddenBindings';
import { readBody, touch } from './classBody';
import { foldLoop } from './loops';
import { namespaceKey } from './namespaceKey';
import { constantly, nestedBlocks } from './nestedBlocks';
import { unpacked } from './unpacked';

/** Extracts the facts of one file from its text. Never throws. */
export function extractFacts(parser: PythonParser, text: string): FileFacts {
  const module = parser.parse(text);
  const shape = shapeOf(module, text);
  const { spans, errors } = module;
  const lineStarts = once(() => lineStartsOf(text));
  return {
    shape,
    spans,
    get lineStarts() {
      return lineStarts();
    },
    errors,
    details: createDetails({ text, shape, spans, parser }),
  };
}

interface Draft {
  readonly bindings: Binding[];
  readonly classes: ClassShape[];
  readonly calls: Expression[];
  readonly fieldChanges: FieldChange[];
  /** Names that hold a field which `get_field` gave. */
  readonly gotFields: Map<string, GotField>;
  /** `apps = INSTALLED_APPS` makes one list of two names: what changes the first changes the second. */
  readonly aliases: Map<string, string>;
  order: number;
  /** The tests above the statement that is read; null where something else than `if` stands above it. */
  guards: readonly Guard[] | null;
}

function shapeOf(module: ParsedModule, text: string): FileShape {
  const draft: Draft = {
    bindings: [],
    classes: [],
    calls: [],
    fieldChanges: [],
    gotFields: new Map(),
    aliases: new Map(),
    order: 0,
    guards: [],
  };
  for (const name of hiddenBindings(text)) bind(draft, { name, id: 0 }, false, { kind: 'unknown' });
  readStatements(draft, module.body, true);
  return {
    bindings: draft.bindings,
    classes: draft.classes,
    calls: draft.calls,
    fieldChanges: draft.fieldChanges,
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
      readClass(draft, { statement, certain }, '');
      return;
    case 'function':
      bind(draft, { name: statement.name, id: statement.nameId }, certain, { kind: 'function' });
      return;
    case 'expression':
      readExpression(draft, statement.value, certain);
      return;
    case 'delete':
      for (const target of statement.targets) readDeletion(draft, target, certain);
      return;
    default:
      readBlocks(draft, statement, certain);
  }
}

function readBlocks(draft: Draft, statement: Statement, certain: boolean): void {
  const { guards: above, order } = draft;
  const from = draft.bindings.length;
  for (const block of nestedBlocks(statement)) {
    const decided = block.guards === null ? null : constantly(block.guards);
    // Python never gets there.
    if (decided === false) continue;
    draft.guards = block.guards === null || above === null ? null : [...above, ...block.guards];
    for (const name of block.binds) bind(draft, { name, id: statement.id }, false, { kind: 'unknown' });
    readStatements(draft, block.body, certain && decided === true);
  }
  draft.guards = above;
  if (statement.kind === 'block' && statement.loop !== null)
    foldLoop(draft.bindings, from, statement, { order, certain, guards: certain ? null : above });
}

/** `del NAME`; `del NAME[…]` changes what the name holds. */
function readDeletion(draft: Draft, target: Expression, certain: boolean): void {
  if (target.kind === 'subscript') changeWithin(draft, target.object, certain, target);
  else bindTarget(draft, target, certain, { kind: 'unknown' });
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
  if (operator === '=') handOut(draft, statement.targets, value);
  const bound: BoundValue = operator === '=' ? { kind: 'expression', value } : { kind: 'changed', operator, value, key: null };
  for (const target of statement.targets) {
    if (target.kind === 'name' && operator !== '=') change(draft, target, certain, bound);
    else if (operator !== '=' || (target.kind === 'subscript' && target.object.kind === 'subscript'))
      changeWithin(draft, target, certain, value);
    else if (target.kind === 'subscript') readItemAssignment(draft, target, certain, value);
    else if (target.kind === 'attribute') readFieldChange(draft, target, certain, value);
    else bindTarget(draft, target, certain, bound);
    if (target.kind === 'name' && value.kind === 'name') draft.aliases.set(target.name, value.name);
  }
}

/** `Order._meta.get_field("owner")` hands out the field itself, and whoever has it may change it. */
function handOut({ classes, gotFields }: Draft, targets: readonly Expression[], value: Expression): void {
  const got = gotField(value);
  for (const target of targets) {
    if (target.kind !== 'name') continue;
    if (got === null) gotFields.delete(target.name);
    else gotFields.set(target.name, got);
  }
  // The class may have it from any of its bases.
  if (got !== null) for (const { members } of classes) touch(got.field, members as Member[]);
}

/** `field.null = True` on what `get_field` gave. */
function readFieldChange(draft: Draft, { object, name }: Attribute, certain: boolean, value: Expression): void {
  const got = object.kind === 'name' ? draft.gotFields.get(object.name) : gotField(object);
  if (got != null) draft.fieldChanges.push({ ...got, attribute: name, value, certain, order: draft.order });
}

/** `NAME[…] = value` changes what the name holds; `globals()["NAME"] = value` binds it, and any name where it is computed. */
function readItemAssignment(draft: Draft, target: Subscript, certain: boolean, value: Expression): void {
  const bound = namespaceKey(target, OF_MODULE);
  if (bound !== null) {
    bind(draft, { name: bound.value, id: bound.id }, certain, { kind: 'expression', value });
    return;
  }
  const { object, indexes } = target;
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

/** A change of the object that a name holds is one of every name that stands for the same object. */
function change(draft: Draft, name: BoundName, certain: boolean, value: BoundValue): void {
  const seen = new Set<string>();
  for (let at: string | undefined = name.name; at !== undefined && !seen.has(at); at = draft.aliases.get(at)) {
    seen.add(at);
    bind(draft, { name: at, id: name.id }, certain, value);
  }
}

/**
 * `NAME["key"].append(value)`, `NAME["key"] += value`: something within what the name holds is another. `module.NAME.append(value)`: so
 * is what the name holds here, where it was imported from there.
 */
function changeWithin(draft: Draft, object: Expression, certain: boolean, value: Expression): void {
  if (object.kind === 'subscript' && object.object.kind === 'name' && object.indexes.length === 1) {
    const [key = null] = object.indexes;
    change(draft, object.object, certain, { kind: 'changed', operator: 'within', value, key });
  } else if (object.kind === 'subscript') changeWithin(draft, object.object, certain, value);
  else if (object.kind === 'name' || object.kind === 'attribute')
    change(draft, object, certain, { kind: 'changed', operator: 'argument', value, key: null });
  else if (reachesNamespace(object)) bindAnything(draft, object, certain);
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
  if (callee.kind === 'attribute' && CHANGING_METHODS.has(callee.name)) changeWithin(draft, callee.object, certain, value);
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

/** Functions that give the names of a module. */
const OF_MODULE: ReadonlySet<string> = new Set(['globals', 'locals', 'vars']);

const CHANGING_METHODS: ReadonlySet<string> = new Set(
  ['append', 'extend', 'insert', 'remove', 'pop', 'clear'].concat(['add', 'discard', 'update', 'setdefault']),
);

interface ReadClass {
  readonly statement: ClassStatement;
  readonly certain: boolean;
  readonly added?: readonly Member[];
}

function readClass(draft: Draft, { statement, certain, added = [] }: ReadClass, outer: string): void {
  const path = outer === '' ? statement.name : `${outer}.${statement.name}`;
  const { members, inner } = readBody(statement.body, added);
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
  for (const nested of inner) readClass(draft, { ...nested, certain: certain && nested.certain }, path);
}
