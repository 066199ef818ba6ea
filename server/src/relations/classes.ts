/** The classes of a project: their bases followed across files, Python's method resolution order, and which are models. */
import type { DocumentKey } from '../base/documentKey';
import type { ClassShape, FileShape, Member } from '../facts/fileShape';
import { sameBody } from '../facts/sameOutline';
import { outsideClassScope } from '../facts/classScope';
import { lastMember } from '../facts/members';
import type { ModuleMap } from '../modules/moduleMap';
import type { Names } from '../modules/names';
import { isTruthy, type Evaluator, type Value } from '../values/evaluate';
import type { Call, Expression } from '../syntax/python';
import { isDjangoPath, isModelClass, lastPart, relationKindOf } from './djangoNames';
import type { RelationKind } from './graph';

export interface ClassInfo {
  readonly file: DocumentKey;
  /** What the class statement says now: {@link Classes.refresh} follows edits of its body. */
  readonly shape: ClassShape;
  /** `shop.models.Order`. */
  readonly dotted: string;
  readonly bases: readonly Base[];
}

export type Base =
  /** `perhaps` where a condition decides between this class and something else. */
  | { readonly kind: 'class'; readonly info: ClassInfo; readonly perhaps: boolean }
  | { readonly kind: 'model' }
  | { readonly kind: 'external'; readonly path: string }
  | { readonly kind: 'unknown' };

/** Whether a class is a Django model: proven, proven not, or by the fields in its body although a base is not known. */
export type Modelness = 'model' | 'likely' | 'unknown-base' | 'no';

export interface FieldClass {
  /** As Django's `__class__.__name__`. */
  readonly name: string;
  readonly kind: RelationKind | 'plain';
  /** False when the class could not be followed to Django's own: its arguments may mean something else. */
  readonly certain: boolean;
}

export interface Classes {
  /**
   * Takes in new bodies of the classes of these files, given with what they said before, in the same outline. Returns the classes that are
   * affected: these and all that inherit from them; null when more than bodies would change, so that all must be made anew.
   */
  refresh(edited: ReadonlyMap<DocumentKey, FileShape>): ReadonlySet<ClassInfo> | null;
  /** Information on a class statement. The same object for the same statement. */
  info(file: DocumentKey, shape: ClassShape): ClassInfo;
  modelness(info: ClassInfo): Modelness;
  /** Python's method resolution order over known classes, the class itself first. */
  mro(info: ClassInfo): readonly ClassInfo[];
  /** True when every base up to `Model` is known. */
  complete(info: ClassInfo): boolean;
  /** False where a condition decides whether the class exists, or what it extends. */
  unconditional(info: ClassInfo): boolean;
  abstract(info: ClassInfo): boolean;
  /** Value of a Meta option, inherited as Django does; null when not given. */
  metaOption(info: ClassInfo, option: string): Value | null;
  /** What field class a member's value makes; null when it is no field. */
  fieldClass(file: DocumentKey, value: Expression): { readonly fieldClass: FieldClass; readonly call: Call } | null;
}

export interface ClassesContext {
  readonly names: Names;
  readonly modules: ModuleMap;
  readonly evaluator: Evaluator;
  readonly shapeOf: (file: DocumentKey) => FileShape | null;
}

/** Creates the view of classes over names and values. Pure; answers are kept. */
export function createClasses(context: ClassesContext): Classes {
  const { names, modules, evaluator } = context;
  const infos = new Map<DocumentKey, Map<number, Mutable<ClassInfo>>>();
  const kinds = new Map<ClassInfo, Modelness>();
  const metas = new Map<ClassInfo, ClassInfo | null>();
  const options = new Map<ClassInfo, Map<string, Value | null>>();
  const abstracts = new Map<ClassInfo, boolean>();
  const completes = new Map<ClassInfo, boolean>();
  const orders = new Map<ClassInfo, readonly ClassInfo[]>();
  const inner = new WeakMap<FileShape, ReadonlyMap<string, ClassShape>>();
  const fieldClasses = new Map<DocumentKey, Map<string, FieldClass | null>>();

  function info(file: DocumentKey, shape: ClassShape): ClassInfo {
    let ofFile = infos.get(file);
    if (ofFile === undefined) infos.set(file, (ofFile = new Map<number, ClassInfo>()));
    const known = ofFile.get(shape.index);
    if (known !== undefined) return known;
    const bases: Base[] = [];
    const made: ClassInfo = { file, shape, dotted: `${modules.moduleOf(file)}.${shape.path}`, bases };
    ofFile.set(shape.index, made);
    for (const argument of shape.args)
      if (argument.keyword === null) bases.push(argument.spread === '' ? baseOf(file, argument.value, shape.order) : { kind: 'unknown' });
    return made;
  }

  function refresh(edited: ReadonlyMap<DocumentKey, FileShape>): ReadonlySet<ClassInfo> | null {
    for (const [file, before] of edited) {
      for (const shape of context.shapeOf(file)?.classes ?? []) {
        const subject = infos.get(file)?.get(shape.index);
        const old = before.classes[shape.index];
        // The body of a class that is no sure model may decide what it is, what its calls make, or the label of an app.
        const bound = shape.name === 'Meta' || (subject !== undefined && modelness(subject) === 'model');
        if (!bound && (old === undefined || !sameBody(old, shape))) return null;
        if (subject !== undefined) subject.shape = shape;
      }
    }
    const affected = new Set<ClassInfo>();
    for (const ofFile of infos.values())
      for (const subject of ofFile.values()) if (mro(subject).some(({ file }) => edited.has(file))) affected.add(subject);
    return affected;
  }

  function baseOf(file: DocumentKey, expression: Expression, order: number): Base {
    const definition = names.resolveBefore(file, expression.kind === 'subscript' ? expression.object : expression, order);
    if (definition.kind === 'class')
      return { kind: 'class', info: info(definition.file, definition.shape), perhaps: definition.perhaps === true };
    if (definition.kind !== 'external') {
      return expression.kind === 'name' && definition.kind === 'unbound' && expression.name === 'object'
        ? { kind: 'external', path: 'object' }
        : { kind: 'unknown' };
    }
    return isModelClass(definition.path) ? { kind: 'model' } : { kind: 'external', path: definition.path };
  }

  function modelness(subject: ClassInfo): Modelness {
    const known = kinds.get(subject);
    if (known !== undefined) return known;
    kinds.set(subject, 'no');
    const found = judge(subject);
    kinds.set(subject, found);
    return found;
  }

  function judge(subject: ClassInfo): Modelness {
    let best: Modelness = 'no';
    for (const base of subject.bases) {
      const kind = base.kind === 'model' ? 'model' : base.kind === 'class' ? modelness(base.info) : doubtOf(base);
      if (kind === 'model') return 'model';
      if (kind === 'likely' || (kind === 'unknown-base' && best === 'no')) best = kind;
    }
    return best === 'unknown-base' && hasDjangoField(subject) ? 'likely' : best;
  }

  function hasDjangoField({ file, shape }: ClassInfo): boolean {
    return shape.members.some((member) => {
      const field = member.value === null ? null : fieldClass(file, member.value);
      return field?.fieldClass.certain === true;
    });
  }

  function complete(subject: ClassInfo): boolean {
    let known = completes.get(subject);
    if (known === undefined) completes.set(subject, (known = basesKnown(subject)));
    return known;
  }

  function basesKnown(subject: ClassInfo): boolean {
    return mro(subject).every((info) =>
      info.bases.every(
        (base) => base.kind === 'class' || base.kind === 'model' || (base.kind === 'external' && PLAIN_BASES.has(base.path)),
      ),
    );
  }

  function mro(subject: ClassInfo): readonly ClassInfo[] {
    const known = orders.get(subject);
    if (known !== undefined) return known;
    orders.set(subject, [subject]);
    const direct = subject.bases.flatMap((base) => (base.kind === 'class' ? [base.info] : []));
    const order = [subject, ...merge([...direct.map((base) => [...mro(base)]), [...direct]])];
    orders.set(subject, order);
    return order;
  }

  function unconditional(subject: ClassInfo): boolean {
    return (
      subject.shape.certain &&
      mro(subject).every(
        (part) => part.bases.every((base) => base.kind !== 'class' || !base.perhaps) && isMetaKnown(part) && isAbstractKnown(part),
      )
    );
  }

  /** False where a condition decides whether the class is abstract. */
  function isAbstractKnown(subject: ClassInfo): boolean {
    const meta = metaOf(subject);
    return meta === null || lastMember(meta.shape.members, 'abstract')?.certain !== false;
  }

  function abstract(subject: ClassInfo): boolean {
    let known = abstracts.get(subject);
    if (known === undefined) {
      const meta = metaOf(subject);
      abstracts.set(subject, (known = meta !== null && isTruthy(abstractOption(meta))));
    }
    return known;
  }

  /** `abstract` of a class's own Meta; a Meta that belongs to another model hands down False (ModelBase.__new__ sets it back). */
  function abstractOption(meta: ClassInfo): Value | null {
    const [holder] = mro(meta).filter(({ shape }) => lastMember(shape.members, 'abstract') !== undefined);
    const value = holder === undefined ? null : lastMember(holder.shape.members, 'abstract')?.value;
    if (holder === undefined || value == null || (holder !== meta && holder.shape.path.includes('.'))) return null;
    return evaluator.evaluateBefore(holder.file, value, holder.shape.order);
  }

  /** The class's own `class Meta`; null when it has none. */
  function metaOf(subject: ClassInfo): ClassInfo | null {
    let meta = metas.get(subject);
    if (meta === undefined) metas.set(subject, (meta = findMeta(subject)));
    return meta;
  }

  function findMeta({ file, shape }: ClassInfo): ClassInfo | null {
    const member = lastMember(shape.members, 'Meta');
    if (member?.kind === 'value' && member.value !== null) {
      const value = outsideClassScope(shape, member, member.value);
      const definition = names.resolveBefore(file, value, shape.order);
      return definition.kind === 'class' ? info(definition.file, definition.shape) : null;
    }
    // Another class of the same name may be the one with a Meta.
    const found = member?.kind === 'class' ? innerClasses(file).get(`${shape.path}.Meta`) : undefined;
    return found === undefined ? null : info(file, found);
  }

  /** False where the class binds `Meta` to something that is not read, or under a condition. */
  function isMetaKnown(subject: ClassInfo): boolean {
    const member = lastMember(subject.shape.members, 'Meta');
    return member === undefined || (member.certain && metaOf(subject) !== null);
  }

  /** The classes inside classes of a file by path: of several bindings of one name Python keeps the last. */
  function innerClasses(file: DocumentKey): ReadonlyMap<string, ClassShape> {
    const shape = context.shapeOf(file);
    if (shape === null) return new Map();
    let known = inner.get(shape);
    if (known === undefined)
      inner.set(shape, (known = new Map(shape.classes.filter(({ path }) => path.includes('.')).map((each) => [each.path, each]))));
    return known;
  }

  function metaOption(subject: ClassInfo, option: string): Value | null {
    let known = options.get(subject);
    if (known === undefined) options.set(subject, (known = new Map<string, Value | null>()));
    let value = known.get(option);
    if (value === undefined) known.set(option, (value = findOption(subject, option)));
    return value;
  }

  function findOption(subject: ClassInfo, option: string): Value | null {
    // Django takes `Meta` away from concrete models only, so a class without one gets the nearest of its other bases.
    for (const part of mro(subject)) {
      if (part !== subject && modelness(part) !== 'no' && !abstract(part)) continue;
      if (!isMetaKnown(part)) return { kind: 'unknown', why: 'Meta', file: part.file, id: part.shape.nameId };
      const meta = metaOf(part);
      if (meta !== null) return optionOf(meta, option);
    }
    return null;
  }

  function optionOf(meta: ClassInfo, option: string): Value | null {
    for (const part of mro(meta)) {
      const member = lastMember(part.shape.members, option);
      if (member?.value != null && member.certain)
        return evaluator.evaluateBefore(part.file, outsideClassScope(part.shape, member, member.value), part.shape.order);
      if (member !== undefined || part.bases.some((base) => base.kind === 'unknown'))
        return { kind: 'unknown', why: `Meta.${option}`, file: part.file, id: part.shape.nameId };
    }
    return null;
  }

  function fieldClass(file: DocumentKey, value: Expression): { fieldClass: FieldClass; call: Call } | null {
    if (value.kind !== 'call') return null;
    const { callee } = value;
    if (callee.kind !== 'name' && callee.kind !== 'attribute') return null;
    const key = callee.kind === 'name' ? callee.name : callee.object.kind === 'name' ? `${callee.object.name}.${callee.name}` : null;
    let ofFile = fieldClasses.get(file);
    if (ofFile === undefined) fieldClasses.set(file, (ofFile = new Map<string, FieldClass | null>()));
    const known = key === null ? undefined : ofFile.get(key);
    const found = known === undefined ? fieldClassOf(file, callee) : known;
    if (key !== null && known === undefined) ofFile.set(key, found);
    return found === null ? null : { fieldClass: found, call: value };
  }

  function fieldClassOf(file: DocumentKey, callee: Expression): FieldClass | null {
    const definition = names.resolve(file, callee);
    if (definition.kind === 'external') return externalFieldClass(definition.path);
    if (definition.kind !== 'class') return null;
    return ownFieldClass(info(definition.file, definition.shape));
  }

  /** A field class of the workspace: what its bases make of it; certain as long as none of them touches the arguments. */
  function ownFieldClass(subject: ClassInfo): FieldClass | null {
    const parts = mro(subject);
    const touched = parts.some(({ shape, bases }) => shape.members.some(changesField) || bases.some(isForeign));
    for (const { bases } of parts) {
      for (const base of bases) {
        const found = base.kind === 'external' ? externalFieldClass(base.path) : null;
        if (found !== null) return { ...found, name: subject.shape.name, certain: found.certain && !touched };
      }
    }
    return null;
  }

  return { refresh, info, modelness, mro, complete, unconditional, abstract, metaOption, fieldClass };
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Members through which a field class changes what its arguments mean, what it is called, or what is checked of it. */
function changesField({ name }: Member): boolean {
  return FIELD_HOOKS.has(name) || name === 'check' || name.startsWith('_check_');
}

const FIELD_HOOKS: ReadonlySet<string> = new Set([
  '__init__',
  '__new__',
  'contribute_to_class',
  'contribute_to_related_class',
  'set_attributes_from_name',
  'set_attributes_from_rel',
  'do_related_class',
  'related_query_name',
  'rel_class',
]);

/** A base that is neither read nor Django's. */
function isForeign(base: Base): boolean {
  return base.kind === 'unknown' || (base.kind === 'external' && !PLAIN_BASES.has(base.path) && !isDjangoPath(base.path));
}

/** Bases outside the workspace that add neither fields nor managers. */
const PLAIN_BASES: ReadonlySet<string> = new Set(['object', 'abc.ABC', 'typing.Generic', 'enum.Enum']);

function doubtOf(base: Base): Modelness {
  return base.kind === 'external' && (PLAIN_BASES.has(base.path) || isDjangoPath(base.path)) ? 'no' : 'unknown-base';
}

function externalFieldClass(path: string): FieldClass | null {
  const name = lastPart(path);
  const kind = relationKindOf(path);
  if (kind !== null) return { name, kind, certain: true };
  if (isDjangoPath(path)) return name.endsWith('Field') || name === 'CompositePrimaryKey' ? { name, kind: 'plain', certain: true } : null;
  if (name.endsWith('OneToOneField')) return { name, kind: 'one-to-one', certain: false };
  if (name.endsWith('ManyToManyField')) return { name, kind: 'many-to-many', certain: false };
  if (name.endsWith('ForeignKey')) return { name, kind: 'many-to-one', certain: false };
  return name.endsWith('Field') ? { name, kind: 'plain', certain: false } : null;
}

/** The merge of Python's C3 linearisation; when Python would refuse the order, the rest in the order met. */
function merge(sequences: ClassInfo[][]): ClassInfo[] {
  const result: ClassInfo[] = [];
  let left = sequences.filter((sequence) => sequence.length > 0);
  while (left.length > 0) {
    const tails = new Set(left.flatMap((sequence) => sequence.slice(1)));
    const head = left.map((sequence) => sequence[0]).find((candidate) => candidate !== undefined && !tails.has(candidate));
    const next = head ?? left[0]?.[0];
    if (next === undefined) break;
    result.push(next);
    left = left.map((sequence) => sequence.filter((item) => item !== next)).filter((sequence) => sequence.length > 0);
  }
  return result;
}
