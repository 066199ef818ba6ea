/** The classes of a project: their bases followed across files, Python's method resolution order, and which are models. */
import type { DocumentKey } from '../base/documentKey';
import type { ClassShape, Details, FileShape, Guard, Member } from '../facts/fileShape';
import { sameBody } from '../facts/sameOutline';
import { outsideClassScope } from '../facts/classScope';
import { isAbsent, isEnvironmentKnown } from '../modules/absent';
import type { ModuleMap } from '../modules/moduleMap';
import type { Definition, Names } from '../modules/names';
import type { Evaluator } from '../values/evaluate';
import { lastMember } from '../facts/members';
import { mergeOrders } from '../values/lineage';
import { isDjangoPath, isPlainBase } from './djangoNames';
import { basesOf, type ManyToMany } from './bases';
import type { Base, ClassInfo } from './classInfo';
import { createFieldClasses, type FieldClasses } from './fieldClasses';
import { createMetaclasses, type Metaclasses } from './metaclasses';
import { createMetas, type Metas } from './metas';

export type { Base, ClassInfo } from './classInfo';

/** Whether a class is a Django model: proven, proven not, or by the fields in its body although a base is not known. */
export type Modelness = 'model' | 'likely' | 'unknown-base' | 'no';

export interface Classes extends FieldClasses, Metas, Metaclasses {
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
  const orders = new Map<ClassInfo, readonly ClassInfo[]>();

  const withInfo = { ...context, info, manyToMany, metaAttribute: (subject: ClassInfo) => metas.metaAttribute(subject) };
  const fieldClasses = createFieldClasses(names, { info, mro });
  const metas = createMetas({ ...withInfo, mro, isNoModel: (part) => modelness(part) === 'no' });
  const { abstract } = metas;
  const metaclasses = createMetaclasses({
    ...withInfo,
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
    bases.push(...basesOf(withInfo, file, shape));
    return made;
  }

  function manyToMany(subject: ClassInfo, name: string): ManyToMany | null {
    for (const declaredIn of mro(subject)) {
      const member = lastMember(declaredIn.shape.members, name);
      if (member === undefined) continue;
      const call = member.value?.kind === 'call' ? member.value : null;
      if (call === null || fieldClasses.fieldMade(declaredIn.file, call)?.fieldClass?.kind !== 'many-to-many') return null;
      return { declaredIn, member, through: call.args.find(({ keyword }) => keyword === 'through')?.value ?? null };
    }
    return null;
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
      const kind =
        base.kind === 'model' || base.kind === 'through' ? 'model' : base.kind === 'class' ? modelness(base.info) : doubtOf(base);
      if (kind === 'model') return 'model';
      if (kind === 'likely' || (kind === 'unknown-base' && best === 'no')) best = kind;
    }
    return best === 'unknown-base' && hasDjangoField(subject) ? 'likely' : best;
  }

  function hasDjangoField({ file, shape }: ClassInfo): boolean {
    return shape.members.some(({ value }) => value?.kind === 'call' && fieldClasses.fieldMade(file, value)?.fieldClass?.certain === true);
  }

  function complete(subject: ClassInfo): boolean {
    return mro(subject).every((part) => part.bases.every(isKnownBase));
  }

  function mro(subject: ClassInfo): readonly ClassInfo[] {
    const known = orders.get(subject);
    if (known !== undefined) return known;
    orders.set(subject, [subject]);
    const direct = directBases(subject);
    const [only] = direct;
    // The order of a single base needs no merge, and most classes have no more.
    const inherited = only === undefined ? [] : direct.length === 1 ? mro(only) : mergeOrders([...direct.map((base) => mro(base)), direct]);
    const order = [subject, ...inherited];
    orders.set(subject, order);
    return order;
  }

  function unconditional(subject: ClassInfo): boolean {
    return (
      subject.shape.certain &&
      mro(subject).every((part) => part.bases.every((base) => base.kind !== 'class' || !base.perhaps) && metas.isMetaCertain(part))
    );
  }

  function isBound({ file, shape }: ClassInfo, member: Member): boolean {
    const { guards } = member;
    return guards === undefined || !evaluator.isRuledOut(file, guardsOutside(shape, member, guards), shape.order);
  }

  function isPassedOver({ file, shape, bases }: ClassInfo): boolean {
    if (shape.certain || shape.path !== shape.name) return false;
    if (bases.some((base) => base.kind === 'external' && isNotInstalled(modules, file, base.path))) return true;
    const bindings = context.shapeOf(file)?.bindings ?? [];
    const own = bindings.find(({ value }) => value.kind === 'class' && value.index === shape.index);
    return own?.guards != null && evaluator.isRuledOut(file, own.guards, own.order);
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
    ...metas,
    ...metaclasses,
    ...fieldClasses,
  };
}

/** A package of models that the project's own environment lacks cannot be imported. */
function isNotInstalled(modules: ModuleMap, file: DocumentKey, path: string): boolean {
  return /^\w+\.(?:\w+\.)*models\./.test(path) && isEnvironmentKnown(modules) && isAbsent(modules, path, file);
}

function guardsOutside(shape: ClassShape, member: Member, guards: readonly Guard[]): readonly Guard[] {
  return guards.map(({ test, holds }) => ({ test: outsideClassScope(shape, member, test), holds }));
}

function directBases({ bases }: ClassInfo): readonly ClassInfo[] {
  return bases.flatMap((base) => (base.kind === 'class' ? [base.info] : []));
}

function isKnownBase(base: Base): boolean {
  return base.kind === 'class' || base.kind === 'model' || (base.kind === 'external' && isPlainBase(base.path));
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

function doubtOf(base: Base): Modelness {
  return base.kind === 'external' && (isPlainBase(base.path) || isDjangoPath(base.path)) ? 'no' : 'unknown-base';
}
