/** Models that apps list in a configuration for a library, which makes more of them (libraryPacks.ts). */
import { once } from '../../base/collections';
import { joinKey, type DocumentKey } from '../../base/documentKey';
import { outsideClassScope } from '../../facts/classScope';
import type { Details } from '../../facts/fileShape';
import { lastMember } from '../../facts/members';
import type { Assignment, Call, Expression } from '../../syntax/python';
import { likelyOf, type Value } from '../../values/evaluate';
import { truth } from '../../values/value';
import type { ClassInfo } from '../classes';
import { lastPart } from '../djangoNames';
import type { Configured, MakerContext } from '../graphContext';
import type { MadeByConfig } from './libraryPack';
import { libraryPacks } from './libraryPacks';
import { calledBy, isOfClass } from './madeRelation';

export interface ConfiguredContext extends MakerContext {
  readonly detailsOf: (file: DocumentKey) => Details | null;
}

const CONFIGURED = libraryPacks.flatMap(({ configured = [] }) => configured);

/** Finds what a model is listed for. Looks into no file where no library that asks for it is installed. */
export function configuredModels(context: ConfiguredContext): (info: ClassInfo) => readonly Configured[] {
  const known = once(() => {
    const found = new Map<ClassInfo, readonly Configured[]>();
    for (const made of CONFIGURED)
      if (context.registry.models.has(made.of))
        for (const [info, listed] of listedFor(context, made)) found.set(info, [...(found.get(info) ?? []), listed]);
    return found;
  });
  return (info) => known().get(info) ?? [];
}

function listedFor(context: ConfiguredContext, made: MadeByConfig): readonly (readonly [ClassInfo, Configured])[] {
  const { project, modules, shapeOf, classes } = context;
  return project.apps.flatMap(({ folder, likely }) => {
    const file = folder === null || !likely ? null : joinKey(folder, `${made.module}.py`);
    const configs = file === null || !modules.has(file) ? [] : (shapeOf(file)?.classes ?? []).map((shape) => classes.info(file, shape));
    return configs.filter((config) => isAsked(context, made, config)).flatMap((config) => listedBy(context, made, config));
  });
}

/** Whether the library looks at a class. */
function isAsked(context: ConfiguredContext, { base, enabledBy }: MadeByConfig, config: ClassInfo): boolean {
  const isConfig = context.classes
    .mro(config)
    .some(({ bases }) =>
      bases.some((each) => (each.kind === 'class' ? each.info.dotted : each.kind === 'external' ? each.path : '') === base),
    );
  const switches = isConfig ? valuesOf(context, config, enabledBy) : [];
  return switches.length > 0 && switches.every(({ value }) => truth(likelyOf(value())) !== false);
}

function listedBy(context: ConfiguredContext, made: MadeByConfig, config: ClassInfo): readonly (readonly [ClassInfo, Configured])[] {
  const { names, classes } = context;
  const { file, shape } = config;
  return valuesOf(context, config, made.listedIn).flatMap(({ written }) => {
    const calls = written.kind === 'list' || written.kind === 'tuple' ? written.items.filter((item) => item.kind === 'call') : [];
    return calls.flatMap((call) => {
      const called = made.calls.find(({ path }) => isCalled(context, file, { call, path }));
      const model = called === undefined ? undefined : modelIn(made, call);
      const definition = model === undefined ? null : names.resolve(file, model);
      if (called === undefined || definition?.kind !== 'class') return [];
      const listed: Configured = { made, makesProxy: called.makesProxy, at: { file, id: shape.nameId } };
      return [[classes.info(definition.file, definition.shape), listed] as const];
    });
  });
}

/** Whether a call makes an object of a class or of one that extends it; where that is imported inside of a class or method, by its name. */
function isCalled(
  context: ConfiguredContext,
  file: DocumentKey,
  { call: { callee }, path }: { readonly call: Call; readonly path: string },
): boolean {
  const called = calledBy(context, file, callee);
  if (called !== null) return isOfClass(context, called, path);
  return (callee.kind === 'name' || callee.kind === 'attribute') && callee.name === lastPart(path);
}

function modelIn({ argument }: MadeByConfig, { args }: Call): Expression | undefined {
  const [first] = args;
  return (args.find(({ keyword }) => keyword === argument) ?? (first?.keyword === null ? first : undefined))?.value;
}

interface Given {
  readonly written: Expression;
  /** What is known of it outside of the class or method where it is written. */
  readonly value: () => Value;
}

/** What a class puts into an attribute: in its body, and in its `__init__`. */
function valuesOf({ classes, evaluator, detailsOf }: ConfiguredContext, config: ClassInfo, name: string): readonly Given[] {
  const { file, shape } = config;
  const member = lastMember(shape.members, name);
  const inBody = member?.value == null || !classes.isBound(config, member) ? null : { member, written: member.value };
  const source = detailsOf(file)?.functionAt(`${shape.path}.__init__`) ?? null;
  const assigned = source === null ? [] : assignedTo(source.body, name);
  return [
    ...(inBody === null
      ? []
      : [
          {
            written: inBody.written,
            value: () => evaluator.evaluateBefore(file, outsideClassScope(shape, inBody.member, inBody.written), shape.order),
          },
        ]),
    ...assigned.map((written) => ({ written, value: () => evaluator.evaluate(file, written) })),
  ];
}

/** The values of `….name = value` anywhere in these statements. */
function assignedTo(part: object, name: string): readonly Expression[] {
  const { kind, targets, value } = part as Partial<Assignment>;
  const isMeant = kind === 'assignment' && targets?.some((target) => target.kind === 'attribute' && target.name === name) === true;
  if (isMeant && value != null) return [value];
  return Object.values(part).flatMap((inner) => (typeof inner === 'object' && inner !== null ? assignedTo(inner as object, name) : []));
}
