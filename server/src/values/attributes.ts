/** Attributes of values: of classes and their bases, of objects that known classes make, of modules and of what lies outside. */
import { outsideClassScope } from '../facts/classScope';
import type { Member } from '../facts/fileShape';
import type { DocumentKey } from '../base/documentKey';
import type { Definition } from '../modules/names';
import type { Expression } from '../syntax/python';
import { attributeOfConfiguration } from './configuration';
import { callMethodOf, construct, isProperty } from './construct';
import { deeper, unknown, type Engine, type Scope } from './engine';
import { entryPointAttribute } from './entryPoints';
import { isDjango } from './django';
import type { Ancestor } from './lineage';
import { askedSetting, settingAttribute } from './projectSettings';
import { text, type ClassPath, type Instance, type Unknown, type Value } from './value';

/** `a.b.c` as its names; null for any other expression. */
export function attributePath(expression: Expression): readonly string[] | null {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind !== 'attribute') return null;
  const object = attributePath(expression.object);
  return object === null ? null : [...object, expression.name];
}

/** What `object.name` is. */
export function attributeOf(
  engine: Engine,
  scope: Scope,
  { object, name }: { object: Value; name: string },
  expression: Expression,
): Value {
  const missing = missingOf(engine, scope, name, expression);
  if (expression.kind === 'attribute' && expression.object.kind === 'attribute' && expression.object.name === '_meta') {
    const model = engine.evaluate(deeper(scope), expression.object.object);
    const label = model.kind === 'reference' && model.definition.kind === 'class' ? engine.labelOf(model.definition) : null;
    if (label !== null) return metaOf(label, name) ?? missing;
  }
  switch (object.kind) {
    case 'reference':
      return attributeOfDefinition(engine, scope, { definition: object.definition, name }, expression) ?? missing;
    case 'instance':
      if (object.touched !== null)
        return object.attributes.has(name) ? missing : (classAttribute(engine, scope, object.of, name) ?? missing);
      return object.attributes.get(name) ?? computed(engine, scope, { object, name }, expression) ?? missing;
    case 'call': {
      const made = object.callee.kind === 'class' ? construct(engine, scope, object, expression) : null;
      return made === null
        ? (entryPointAttribute(object, name) ?? missing)
        : attributeOf(engine, scope, { object: made, name }, expression);
    }
    case 'super':
      return attributeAbove(engine, scope, object, name) ?? missing;
    default:
      return missing;
  }
}

/** `super().name`: what the next class has of it, where those behind it are the classes that it extends itself. */
function attributeAbove(engine: Engine, scope: Scope, { owner, self }: Super, name: string): Value | null {
  const ancestors = self.kind === 'instance' ? engine.lineage.ancestors(self.of) : [];
  const at = ancestors.findIndex((each) => each.kind === 'class' && each.file === owner.file && each.shape.path === owner.path);
  const next = at === -1 ? undefined : ancestors[at + 1];
  if (next?.kind !== 'class') return null;
  const of = { file: next.file, path: next.shape.path };
  return engine.lineage.ancestors(of).length === ancestors.length - at - 1 ? classAttribute(engine, scope, of, name) : null;
}

type Super = Extract<Value, { kind: 'super' }>;

/** What is not known; an object that is asked for the project's user model most likely looks settings up. */
function missingOf(engine: Engine, scope: Scope, name: string, expression: Expression): Unknown {
  const reason = unknown(scope, expression);
  return name === 'AUTH_USER_MODEL' ? { ...reason, likely: settingAttribute(engine, name) } : reason;
}

/** What the class of an object says: a plain attribute, a property, or, where there is nothing of the name, its `__getattr__`. */
function computed(engine: Engine, scope: Scope, { object, name }: Asked, expression: Expression): Value | null {
  const ancestors = engine.lineage.ancestors(object.of);
  const memberOf = (wanted: string): Member | null => {
    for (const ancestor of ancestors) {
      const member = ancestor.kind === 'class' ? engine.detailsOf(ancestor.file)?.memberOf(ancestor.shape.path, wanted) : undefined;
      if (member !== undefined) return member;
    }
    return null;
  };
  const call = (method: string, given: readonly Value[]): Value =>
    callMethodOf(
      engine,
      scope,
      { self: object, after: null, name: method, args: { positional: given, keywords: new Map(), open: null } },
      expression,
    );
  const own = memberOf(name);
  if (own !== null) return isProperty(own) ? call(name, []) : classAttribute(engine, scope, object.of, name);
  return ancestors.every(hasPlainAttributes) && memberOf('__getattr__') !== null ? call('__getattr__', [text(name)]) : null;
}

interface Asked {
  readonly object: Instance;
  readonly name: string;
}

function attributeOfDefinition(
  engine: Engine,
  scope: Scope,
  { definition, name }: { readonly definition: Definition; readonly name: string },
  expression: Expression,
): Value | null {
  if (definition.kind === 'external') {
    if (definition.path === 'django.conf.settings') return askedSetting(engine, scope, name, expression);
    return { kind: 'reference', definition: { kind: 'external', path: `${definition.path}.${name}` } };
  }
  if (definition.kind === 'class') {
    if (name === '__name__') return text(definition.shape.name);
    if (name === '__module__') return text(engine.modules.moduleOf(definition.file));
    return classAttribute(engine, scope, { file: definition.file, path: definition.shape.path }, name);
  }
  return definition.kind === 'module' ? memberOfModule(engine, scope, { module: definition.module, name }, expression) : null;
}

/** What `Model._meta.name` is for the model with this label; null for any other name. */
function metaOf(label: string, name: string): Value | null {
  const [app = '', model = ''] = label.split('.');
  switch (name) {
    case 'app_label':
      return text(app);
    case 'object_name':
      return text(model);
    case 'model_name':
      return text(model.toLowerCase());
    case 'label':
      return text(label);
    case 'label_lower':
      return text(label.toLowerCase());
    default:
      return null;
  }
}

/** `name` of a module, as `from module import name` gives it. */
export function memberOfModule(
  engine: Engine,
  scope: Scope,
  { module, name }: { readonly module: string; readonly name: string },
  expression: Expression,
): Value | null {
  const { names, modules } = engine;
  const file = modules.fileOf(module, scope.file);
  const found: Definition = file === null ? { kind: 'unbound' } : names.lookup(file, name);
  if (found.kind !== 'unbound' && found.kind !== 'unknown') return engine.definitionValue(scope, found, expression);
  const inner = modules.fileOf(`${module}.${name}`, scope.file);
  if (inner !== null) return { kind: 'reference', definition: { kind: 'module', module: `${module}.${name}`, file: inner } };
  if (file !== null) return computedByModule(engine, scope, `${module}.${name}`, expression);
  if (modules.isPackage(module)) return null;
  return { kind: 'reference', definition: { kind: 'external', path: `${module}.${name}` } };
}

/** What a module whose source is known gives for a dotted name by its `__getattr__`; null where it has none. */
export function computedByModule(engine: Engine, scope: Scope, path: string, expression: Expression): Value | null {
  const cut = path.lastIndexOf('.');
  const file = cut === -1 ? null : engine.modules.fileOf(path.slice(0, cut), scope.file);
  if (file === null || engine.names.lookup(file, '__getattr__').kind !== 'function') return null;
  const args = { positional: [text(path.slice(cut + 1))], keywords: new Map<string, Value>(), open: null };
  return engine.run(scope, { file, path: '__getattr__', owner: null }, args, expression);
}

/** What a class, or the first of its bases that does, binds to a name; null where that is not known. */
export function classAttribute(engine: Engine, scope: Scope, of: ClassPath, name: string): Value | null {
  const configured = attributeOfConfiguration(engine, of, name);
  if (configured !== undefined) return configured;
  const ancestors = engine.lineage.ancestors(of);
  if (!ancestors.every(hasPlainAttributes)) return null;
  for (const ancestor of ancestors) {
    if (ancestor.kind !== 'class') continue;
    const member = engine.detailsOf(ancestor.file)?.memberOf(ancestor.shape.path, name);
    if (member !== undefined) return memberValue(engine, scope, { ancestor, member, name });
  }
  return null;
}

/** Metaclasses give attributes another meaning, those of enumerations above all. */
function hasPlainAttributes(ancestor: Ancestor): boolean {
  if (ancestor.kind !== 'external') return ancestor.kind === 'class';
  return (
    ancestor.path === 'object' || ancestor.path === 'typing.Generic' || (isDjango(ancestor.path) && !ancestor.path.endsWith('Choices'))
  );
}

interface HeldMember {
  readonly ancestor: Extract<Ancestor, { kind: 'class' }>;
  readonly member: Member;
  readonly name: string;
}

function memberValue(engine: Engine, scope: Scope, { ancestor: { file, shape }, member, name }: HeldMember): Value | null {
  if (!member.certain) return null;
  if (member.kind === 'class') return innerClass(engine, file, `${shape.path}.${name}`);
  if (member.value === null) return null;
  const written = outsideClassScope(shape, member, member.value);
  const value = engine.evaluate({ ...deeper(scope), file, before: shape.order, frame: null }, written);
  engine.memory.share(value);
  // Anything else may be a descriptor, which gives something else when it is asked.
  return PLAIN.has(value.kind) ? value : null;
}

const PLAIN: ReadonlySet<Value['kind']> = new Set(['string', 'constant', 'number', 'list', 'dict', 'reference']);

function innerClass(engine: Engine, file: DocumentKey, path: string): Value | null {
  const shape = engine.shapeOf(file)?.classes.findLast((each) => each.path === path);
  return shape === undefined ? null : { kind: 'reference', definition: { kind: 'class', file, shape } };
}
