/** The classes of a project: their bases followed across files, Python's method resolution order, and which are models. */
import type { DocumentKey } from '../base/documentKey';
import type { ClassShape, Details, FileShape, Guard, Member } from '../facts/fileShape';
import { sameBody } from '../facts/sameOutline';
import { outsideClassScope } from '../facts/classScope';
import { lastMember } from '../facts/members';
import type { ModuleMap } from '../modules/moduleMap';
import type { Definition, Names } from '../modules/names';
import { isTruthy, type Evaluator, type Value } from '../values/evaluate';
import { mergeOrders } from '../values/lineage';
import { isDjangoPath, isPlainBase } from './djangoNames';
import { basesOf } from './bases';
import type { Base, ClassInfo } from './classInfo';
import { createFieldClasses, type FieldClasses } from './fieldClasses';
import { createMetaclasses, type Metaclasses } from './metaclasses';

export type { Base, ClassInfo } from './classInfo';

/** Whether a class is a Django model: proven, proven not, or by the fields in its body although a base is not known. */
export type Modelness = 'model' | 'likely' | 'unknown-base' | 'no';

export interface Classes extends FieldClasses, Metaclasses {
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
  /** False for what the tests above it in the class body rule out. */
  isBound(info: ClassInfo, member: Member): boolean;
  /** True where Python passes a class statement over, as far as the tests above it tell, or most likely does. */
  isPassedOver(info: ClassInfo): boolean;
  abstract(info: ClassInfo): boolean;
  /** Value of a Meta option, inherited as Django does; null when not given. */
  metaOption(info: ClassInfo, option: string): Value | null;
}

export interface ClassesContext {
  readonly names: Names;
  readonly modules: ModuleMap;
  readonly evaluator: Evaluator;
  readonly shapeOf: (file: DocumentKey) => FileShape | null;
  readonly detailsOf: (file: DocumentKey) => Details | null;
  /** The class of a model by its label, as far as its app's models module shows it; null where it does not. */
  readonly modelNamed: (label: string) => Definition | null;
  /** AUTH_USER_MODEL; null where it is not known. */
  readonly userModel: () => string | null;
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

  const fieldClasses = createFieldClasses(names, { info, mro });
  const metaclasses = createMetaclasses({
    ...context,
    info,
    mro,
    abstract,
    isConcrete: (part) => modelness(part) === 'model' && !abstract(part),
  });

  function info(file: DocumentKey, shape: ClassShape): ClassInfo {
    let ofFile = infos.get(file);
    if (ofFile === undefined) infos.set(file, (ofFile = new Map<number, ClassInfo>()));
    const known = ofFile.get(shape.index);
    if (known !== undefined) return known;
    const bases: Base[] = [];
    const made: ClassInfo = { file, shape, dotted: `${modules.moduleOf(file)}.${shape.path}`, bases };
    ofFile.set(shape.index, made);
    bases.push(...basesOf({ ...context, info }, file, shape));
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
      const field = member.value === null ? null : fieldClasses.fieldCall(file, member.value);
      return field?.fieldClass?.certain === true;
    });
  }

  function complete(subject: ClassInfo): boolean {
    let known = completes.get(subject);
    if (known === undefined) completes.set(subject, (known = basesKnown(subject)));
    return known;
  }

  function basesKnown(subject: ClassInfo): boolean {
    return mro(subject).every((info) =>
      info.bases.every((base) => base.kind === 'class' || base.kind === 'model' || (base.kind === 'external' && isPlainBase(base.path))),
    );
  }

  function mro(subject: ClassInfo): readonly ClassInfo[] {
    const known = orders.get(subject);
    if (known !== undefined) return known;
    orders.set(subject, [subject]);
    const direct = subject.bases.flatMap((base) => (base.kind === 'class' ? [base.info] : []));
    const order = [subject, ...mergeOrders([...direct.map((base) => mro(base)), direct])];
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

  function isBound({ file, shape }: ClassInfo, member: Member): boolean {
    const { guards } = member;
    return guards === undefined || !evaluator.isRuledOut(file, guardsOutside(shape, member, guards), shape.order);
  }

  function isPassedOver({ file, shape }: ClassInfo): boolean {
    if (shape.certain || shape.path !== shape.name) return false;
    const bindings = context.shapeOf(file)?.bindings ?? [];
    const own = bindings.find(({ value }) => value.kind === 'class' && value.index === shape.index);
    return own?.guards != null && evaluator.isRuledOut(file, own.guards, own.order);
  }

  /** False where a condition decides whether the class is abstract. */
  function isAbstractKnown(subject: ClassInfo): boolean {
    const meta = metaOf(subject);
    if (meta === null) return !isLikeAbstract(subject);
    return lastMember(meta.shape.members, 'abstract')?.certain !== false;
  }

  /** A model that has its Meta from a class that is none is registered, and abstract all the same where that Meta says so. */
  function isLikeAbstract(subject: ClassInfo): boolean {
    const holder = mro(subject).find((part) => metaOf(part) !== null && !(modelness(part) !== 'no' && !abstract(part)));
    const meta = holder === undefined || modelness(holder) !== 'no' ? null : metaOf(holder);
    return meta !== null && isTruthy(abstractOption(meta));
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
      const named = names.resolveBefore(file, value, shape.order);
      const definition = named.kind === 'class' ? named : classOf(evaluator.evaluateBefore(file, value, shape.order));
      return definition?.kind === 'class' ? info(definition.file, definition.shape) : null;
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

  return {
    refresh,
    info,
    modelness,
    mro,
    complete,
    unconditional,
    isBound,
    isPassedOver,
    abstract,
    metaOption,
    ...metaclasses,
    ...fieldClasses,
  };
}

function guardsOutside(shape: ClassShape, member: Member, guards: readonly Guard[]): readonly Guard[] {
  return guards.map(({ test, holds }) => ({ test: outsideClassScope(shape, member, test), holds }));
}

function classOf(value: Value): Definition | null {
  return value.kind === 'reference' ? value.definition : null;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

function doubtOf(base: Base): Modelness {
  return base.kind === 'external' && (isPlainBase(base.path) || isDjangoPath(base.path)) ? 'no' : 'unknown-base';
}
