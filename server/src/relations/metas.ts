/** What `class Meta` says of a model: its own, or the one that it inherits as Django does (ModelBase.__new__). */
import type { DocumentKey } from '../base/documentKey';
import { outsideClassScope } from '../facts/classScope';
import type { ClassShape, FileShape } from '../facts/fileShape';
import { lastMember } from '../facts/members';
import type { Names } from '../modules/names';
import { isTruthy, type Evaluator, type Unknown, type Value } from '../values/evaluate';
import type { ClassInfo } from './classInfo';

export interface Metas {
  abstract(info: ClassInfo): boolean;
  /** Value of a Meta option, inherited as Django does; null when not given. */
  metaOption(info: ClassInfo, option: string): Value | null;
  /** What `Model.Meta` is once the class statement has run: Django takes `Meta` away from concrete models; null where that is not known. */
  metaAttribute(info: ClassInfo): ClassInfo | null;
  /** False where a condition decides what the Meta of a class is, or whether it is abstract. */
  isMetaCertain(info: ClassInfo): boolean;
}

export interface MetasContext {
  readonly names: Names;
  readonly evaluator: Evaluator;
  readonly shapeOf: (file: DocumentKey) => FileShape | null;
  readonly info: (file: DocumentKey, shape: ClassShape) => ClassInfo;
  readonly mro: (info: ClassInfo) => readonly ClassInfo[];
  /** True for a class that is certainly no model. */
  readonly isNoModel: (info: ClassInfo) => boolean;
}

/** What is known of the Meta of one class. */
interface KnownMeta {
  /** The class's own `class Meta`; null when it has none. */
  readonly own: ClassInfo | null;
  /** False where the class binds `Meta` to something that is not read, or under a condition. */
  readonly known: boolean;
  readonly abstract: boolean;
  /** The Meta that counts for a model, worked out when somebody asks; null where none does. */
  counts: ClassInfo | Unknown | null | undefined;
}

/** Creates the view of Meta classes. Pure; answers are kept. */
export function createMetas({ names, evaluator, shapeOf, info, mro, isNoModel }: MetasContext): Metas {
  const metas = new Map<ClassInfo, KnownMeta>();

  function metaOf(subject: ClassInfo): KnownMeta {
    let meta = metas.get(subject);
    if (meta === undefined) metas.set(subject, (meta = findMeta(subject)));
    return meta;
  }

  function findMeta(subject: ClassInfo): KnownMeta {
    const member = lastMember(subject.shape.members, 'Meta');
    if (member === undefined) return { own: null, known: true, abstract: false, counts: undefined };
    const own = metaClass(subject, member);
    // One that is another model's says no more that it is abstract (ModelBase.__new__ sets it back).
    const isAnother = own !== null && member.kind === 'value' && own.shape.path.endsWith('.Meta');
    const abstract = own !== null && !isAnother && isTruthy(abstractOption(own));
    return { own, known: member.certain && own !== null, abstract, counts: undefined };
  }

  function metaClass({ file, shape }: ClassInfo, member: ClassShape['members'][number]): ClassInfo | null {
    if (member.kind === 'value' && member.value !== null) {
      const value = outsideClassScope(shape, member, member.value);
      const named = names.resolveBefore(file, value, shape.order);
      const evaluated = named.kind === 'class' ? null : evaluator.evaluateBefore(file, value, shape.order);
      const definition = evaluated?.kind === 'reference' ? evaluated.definition : named;
      return definition.kind === 'class' ? info(definition.file, definition.shape) : null;
    }
    if (member.kind !== 'class') return null;
    const classes = shapeOf(file)?.classes ?? [];
    // The classes within a class stand behind it.
    for (let at = shape.index + 1; classes[shape.index] === shape; at++) {
      const inner = classes[at];
      if (inner === undefined) break;
      if (inner.nameId === member.nameId) return info(file, inner);
    }
    return null;
  }

  /** `abstract` of a class's own Meta; a Meta that belongs to another model hands down False (ModelBase.__new__ sets it back). */
  function abstractOption(meta: ClassInfo): Value | null {
    const holder = mro(meta).find(({ shape }) => lastMember(shape.members, 'abstract') !== undefined);
    const value = holder === undefined ? null : lastMember(holder.shape.members, 'abstract')?.value;
    if (holder === undefined || value == null || (holder !== meta && holder.shape.path.includes('.'))) return null;
    return evaluator.evaluateBefore(holder.file, value, holder.shape.order);
  }

  function isMetaCertain(subject: ClassInfo): boolean {
    const { own, known } = metaOf(subject);
    if (own === null) return known && !isLikeAbstract(subject);
    return known && lastMember(own.shape.members, 'abstract')?.certain !== false;
  }

  /** A model that has its Meta from a class that is none is registered, and abstract all the same where that Meta says so. */
  function isLikeAbstract(subject: ClassInfo): boolean {
    const holder = mro(subject).find((part) => metaOf(part).own !== null && (isNoModel(part) || metaOf(part).abstract));
    return holder !== undefined && isNoModel(holder) && metaOf(holder).abstract;
  }

  /** The Meta that counts for a class: Django takes `Meta` away from concrete models only, so one without gets the nearest of its other bases. */
  function countingMeta(subject: ClassInfo): ClassInfo | Unknown | null {
    for (const part of mro(subject)) {
      const { own, known, abstract } = metaOf(part);
      if (part !== subject && !abstract && !isNoModel(part)) continue;
      if (!known) return { kind: 'unknown', why: 'Meta', file: part.file, id: part.shape.nameId };
      if (own !== null) return own;
    }
    return null;
  }

  function metaAttribute(subject: ClassInfo): ClassInfo | null {
    for (const part of mro(subject)) {
      const { own, known, abstract } = metaOf(part);
      if (!known) return null;
      if (own !== null && (abstract || isNoModel(part))) return own;
    }
    return null;
  }

  function metaOption(subject: ClassInfo, option: string): Value | null {
    const meta = metaOf(subject);
    if (meta.counts === undefined) meta.counts = countingMeta(subject);
    const { counts } = meta;
    return counts === null || 'kind' in counts ? counts : optionOf(counts, option);
  }

  function optionOf(meta: ClassInfo, option: string): Value | null {
    for (const part of mro(meta)) {
      const member = lastMember(part.shape.members, option);
      if (member?.value != null && member.certain)
        return evaluator.evaluateBefore(part.file, outsideClassScope(part.shape, member, member.value), part.shape.order);
      if (member !== undefined || part.bases.some((base) => base.kind === 'unknown'))
        return { kind: 'unknown', why: `Meta.${option}`, file: part.file, id: part.shape.nameId, unset: member === undefined };
    }
    return null;
  }

  return { abstract: (subject) => metaOf(subject).abstract, metaOption, metaAttribute, isMetaCertain };
}
