/** Metaclasses whose source is known: what they make of the classes that are written. */
import type { DocumentKey } from '../base/documentKey';
import type { Details } from '../facts/fileShape';
import type { ModuleMap } from '../modules/moduleMap';
import type { Names } from '../modules/names';
import type { FunctionSource } from '../syntax/functionSource';
import type { Expression } from '../syntax/python';
import type { ClassPath } from '../values/value';
import type { ClassInfo } from './classInfo';
import { setsAttribute } from './setsAttribute';

export interface Metaclasses {
  /** True where a metaclass of the project itself makes the class: it may make another one of what is written. */
  isRewritten(info: ClassInfo): boolean;
  /** True where a metaclass makes a proxy of what extends a concrete model, although no Meta says so. */
  isMadeProxy(info: ClassInfo): boolean;
  /** Methods of the metaclasses of a class that name its table, in the order in which they run. */
  tableMakers(info: ClassInfo): readonly MakingMethod[];
}

/** A method of a metaclass that Python runs for each class it makes. */
export interface MakingMethod {
  readonly metaclass: ClassPath;
  readonly method: '__new__' | '__init__';
}

interface MetaclassContext {
  readonly names: Names;
  readonly modules: ModuleMap;
  readonly detailsOf: (file: DocumentKey) => Details | null;
  readonly info: (file: DocumentKey, shape: ClassInfo['shape']) => ClassInfo;
  readonly mro: (info: ClassInfo) => readonly ClassInfo[];
  /** True for models that have a table of their own, and for proxies. */
  readonly isConcrete: (info: ClassInfo) => boolean;
  readonly abstract: (info: ClassInfo) => boolean;
}

/** Creates the view of metaclasses. Pure; answers are kept. */
export function createMetaclasses(context: MetaclassContext): Metaclasses {
  const { modules, mro, isConcrete } = context;
  const makers = new Map<ClassInfo, readonly MakingMethod[]>();

  function isRewritten(subject: ClassInfo): boolean {
    return mro(subject).some((part) => {
      const metaclass = modules.isInstalled(part.file) ? null : metaclassOf(context, part);
      return (
        metaclass !== null && !modules.isInstalled(metaclass.file) && metaclass.shape.members.some(({ name }) => MAKING.includes(name))
      );
    });
  }

  function isMadeProxy(subject: ClassInfo): boolean {
    const parts = mro(subject);
    if (context.abstract(subject) || !parts.some((part) => part !== subject && isConcrete(part))) return false;
    return parts.some((part) => {
      const metaclass = metaclassOf(context, part);
      return metaclass !== null && makesProxies(context, metaclass);
    });
  }

  function tableMakers(subject: ClassInfo): readonly MakingMethod[] {
    // The nearest one extends the others, or Python would refuse the class.
    for (const part of mro(subject)) {
      const nearest = metaclassOf(context, part);
      if (nearest === null) continue;
      let known = makers.get(nearest);
      if (known === undefined) makers.set(nearest, (known = tableMakersIn(context, nearest)));
      return known;
    }
    return [];
  }

  return { isRewritten, isMadeProxy, tableMakers };
}

/** The metaclass that a class statement names, itself or with `with_metaclass(Meta, …)`; null where it names none that is known. */
function metaclassOf({ names, info }: MetaclassContext, { file, shape }: ClassInfo): ClassInfo | null {
  const named = shape.args.find(({ keyword }) => keyword === 'metaclass')?.value ?? shape.args.flatMap(({ value }) => handedOn(value))[0];
  const found = named === undefined ? null : names.resolveBefore(file, named, shape.order);
  return found?.kind === 'class' ? info(found.file, found.shape) : null;
}

function handedOn(base: Expression): readonly Expression[] {
  if (base.kind !== 'call' || (base.callee.kind !== 'name' && base.callee.kind !== 'attribute')) return [];
  return base.callee.name === 'with_metaclass' ? base.args.slice(0, 1).map(({ value }) => value) : [];
}

/** Methods with which a metaclass may make another class of what is written. */
const MAKING: readonly string[] = ['__new__', '__init__', '__call__'];

/** Whether a metaclass says `proxy = True` in a method that makes classes: what extends a model then stands for that one. */
function makesProxies({ detailsOf, mro }: MetaclassContext, metaclass: ClassInfo): boolean {
  return mro(metaclass).some(({ file, shape: { path, members } }) =>
    MAKING.some((name) => {
      if (!members.some((member) => member.name === name)) return false;
      const source = detailsOf(file)?.functionAt(`${path}.${name}`) ?? null;
      return source !== null && saysProxy(source);
    }),
  );
}

const proxySayings = new WeakMap<FunctionSource, boolean>();

/** {@link setsProxy} of a function's body, asked for each class that the metaclass makes, and answered once. */
function saysProxy(source: FunctionSource): boolean {
  let says = proxySayings.get(source);
  if (says === undefined) proxySayings.set(source, (says = setsProxy(source.body)));
  return says;
}

/** `Meta.proxy = True`, `class Meta: proxy = True`, `{"proxy": True}` anywhere in these statements. */
function setsProxy(part: FunctionSource['body'] | object): boolean {
  const one = part as Partial<Record<string, unknown>>;
  if (one['kind'] === 'assignment' && isTrue(one['value'])) {
    const targets = one['targets'] as readonly Expression[];
    if (targets.some((target) => (target.kind === 'name' || target.kind === 'attribute') && target.name === 'proxy')) return true;
  }
  const key = one['key'] as Partial<Expression> | null | undefined;
  if (key?.kind === 'string' && 'value' in key && key.value === 'proxy' && isTrue(one['value'])) return true;
  return Object.values(part).some((inner) => typeof inner === 'object' && inner !== null && setsProxy(inner as object));
}

/** The methods of a metaclass that name tables, in the order in which they end: those of its bases first. */
function tableMakersIn({ detailsOf, mro }: MetaclassContext, metaclass: ClassInfo): readonly MakingMethod[] {
  const found = (['__init__', '__new__'] as const).flatMap((method) =>
    mro(metaclass).flatMap(({ file, shape: { path, members } }) => {
      const source = members.some(({ name }) => name === method) ? detailsOf(file)?.functionAt(`${path}.${method}`) : null;
      return source != null && setsAttribute(source.body, 'db_table') ? [{ metaclass: { file, path }, method }] : [];
    }),
  );
  return found.reverse();
}

function isTrue(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'constant' && 'value' in value && value.value === true
  );
}
