/** Metaclasses whose source is known: what they make of the classes that are written. */
import type { DocumentKey } from '../base/documentKey';
import type { Details } from '../facts/fileShape';
import type { Names } from '../modules/names';
import type { FunctionSource } from '../syntax/functionSource';
import type { Expression } from '../syntax/python';
import type { ClassInfo } from './classInfo';

export interface MetaclassContext {
  readonly names: Names;
  readonly detailsOf: (file: DocumentKey) => Details | null;
  readonly info: (file: DocumentKey, shape: ClassInfo['shape']) => ClassInfo;
  readonly mro: (info: ClassInfo) => readonly ClassInfo[];
}

/** The metaclass that a class statement names, itself or with `with_metaclass(Meta, …)`; null where it names none that is known. */
export function metaclassOf({ names, info }: MetaclassContext, { file, shape }: ClassInfo): ClassInfo | null {
  const named = shape.args.find(({ keyword }) => keyword === 'metaclass')?.value ?? shape.args.flatMap(({ value }) => handedOn(value))[0];
  const found = named === undefined ? null : names.resolveBefore(file, named, shape.order);
  return found?.kind === 'class' ? info(found.file, found.shape) : null;
}

function handedOn(base: Expression): readonly Expression[] {
  if (base.kind !== 'call' || (base.callee.kind !== 'name' && base.callee.kind !== 'attribute')) return [];
  return base.callee.name === 'with_metaclass' ? base.args.slice(0, 1).map(({ value }) => value) : [];
}

/** Methods with which a metaclass may make another class of what is written. */
export const MAKING: readonly string[] = ['__new__', '__init__', '__call__'];

/** Whether a metaclass says `proxy = True` in a method that makes classes: what extends a model then stands for that one. */
export function makesProxies({ detailsOf, mro }: MetaclassContext, metaclass: ClassInfo): boolean {
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

function isTrue(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'constant' && 'value' in value && value.value === true
  );
}
