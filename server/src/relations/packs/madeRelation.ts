/** What the packs' models, fields and tags have in common: the call that asks for them, and the relation as the graph has it. */
import type { DocumentKey } from '../../base/documentKey';
import type { Member } from '../../facts/fileShape';
import { outsideClassScope } from '../../facts/classScope';
import type { Definition } from '../../modules/names';
import type { Call, Expression } from '../../syntax/python';
import type { Value } from '../../values/evaluate';
import type { ClassInfo } from '../classes';
import { isDjangoPath } from '../djangoNames';
import type { Relation, RelationKind } from '../graph';
import type { GraphContext } from '../graphContext';
import { reverseNames } from '../reverseNames';
import type { RegisteredModel } from '../registry';

/** A member of a class body, and the model that gets what its call makes. */
export interface Maker {
  readonly owner: RegisteredModel;
  /** The class whose body holds the call: the model's own, or one that it extends. */
  readonly info: ClassInfo;
  readonly member: Member;
}

/** What a call names, where that may be a class or function of a library; null for other calls, and for those of Django itself. */
export function calledBy({ names }: Pick<GraphContext, 'names'>, file: DocumentKey, callee: Expression): Definition | null {
  const written = callee.kind === 'name' || callee.kind === 'attribute' ? names.resolve(file, callee) : null;
  const definition = partialOf({ names }, written)?.called ?? written;
  if (definition?.kind === 'external') return isDjangoPath(definition.path) ? null : definition;
  return definition?.kind === 'class' || definition?.kind === 'function' ? definition : null;
}

interface PartialCall {
  readonly called: Definition;
  readonly file: DocumentKey;
  readonly args: Call['args'];
}

/** What a name stands for that is bound to `functools.partial(called, …)`, with the arguments given there; null for any other. */
function partialOf({ names }: Pick<GraphContext, 'names'>, definition: Definition | null): PartialCall | null {
  if (definition?.kind !== 'value' || definition.value.kind !== 'call') return null;
  const {
    file,
    value: { callee, args },
  } = definition;
  const maker = callee.kind === 'name' || callee.kind === 'attribute' ? names.resolve(file, callee) : null;
  const [first, ...rest] = args;
  if (maker?.kind !== 'external' || maker.path !== 'functools.partial' || first?.keyword !== null) return null;
  return { called: names.resolve(file, first.value), file, args: rest };
}

/** Whether a definition is the class with this dotted path, or extends it. */
export function isOfClass({ classes }: Pick<GraphContext, 'classes'>, definition: Definition, path: string): boolean {
  if (definition.kind === 'external') return definition.path === path;
  if (definition.kind !== 'class') return false;
  return classes
    .mro(classes.info(definition.file, definition.shape))
    .some(({ dotted, bases }) => dotted === path || bases.some((base) => base.kind === 'external' && base.path === path));
}

/** Whether a class that extends the one with this dotted path has one of these members of its own. */
export function overrides({ classes }: Pick<GraphContext, 'classes'>, definition: Definition, { path, members }: Overridden): boolean {
  if (members.length === 0 || definition.kind !== 'class') return false;
  const order = classes.mro(classes.info(definition.file, definition.shape));
  const end = order.findIndex(({ dotted }) => dotted === path);
  const own = end === -1 ? order : order.slice(0, end);
  return own.some(({ shape }) => shape.members.some(({ name }) => members.includes(name)));
}

interface Overridden {
  readonly path: string;
  readonly members: readonly string[];
}

/** The dotted path of a class or function, whether its source is at hand or not. */
export function pathOf(moduleOf: GraphContext['modules']['moduleOf'], definition: Definition): string {
  if (definition.kind === 'external') return definition.path;
  if (definition.kind === 'function') return `${moduleOf(definition.file)}.${definition.name}`;
  return definition.kind === 'class' ? `${moduleOf(definition.file)}.${definition.shape.path}` : '';
}

interface Asked {
  readonly call: Call;
  readonly argument: string;
}

/** The value of an argument where the class body runs; null where it is not given. */
export function valueOf(
  { evaluator, names }: Pick<GraphContext, 'evaluator' | 'names'>,
  { info, member }: Maker,
  { call, argument }: Asked,
): Value | null {
  const isAsked = ({ keyword }: Call['args'][number]): boolean => keyword === argument;
  const given = call.args.find(isAsked);
  if (given !== undefined) return evaluator.evaluateBefore(info.file, outsideClassScope(info.shape, member, given.value), info.shape.order);
  const partial = partialOf({ names }, names.resolve(info.file, call.callee));
  const before = partial?.args.find(isAsked);
  return partial === null || before === undefined ? null : evaluator.evaluate(partial.file, before.value);
}

/** The texts among the items of a list. */
export function textsOf(value: Value | null): ReadonlySet<string> {
  return new Set(value?.kind === 'list' ? value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : [])) : []);
}

interface RelationParts {
  readonly field: string;
  readonly className: string;
  readonly kind: Exclude<RelationKind, 'generic'>;
  readonly to: string;
  readonly onDelete?: string;
  readonly null?: boolean;
  readonly relatedName?: string | null;
  readonly relatedQueryName?: string | null;
}

/** A relation that no statement declares. It proves nothing. */
export function relationOn(
  label: string,
  { field, className, kind, to, onDelete = '', relatedName = '+', relatedQueryName = null, ...rest }: RelationParts,
): Relation {
  const [appLabel = '', modelName = ''] = label.split('.');
  const forward = kind === 'many-to-one' || kind === 'one-to-one';
  const names = reverseNames({ kind, field, symmetrical: false, relatedName, relatedQueryName, modelName, appLabel });
  return {
    id: `${label}.${field}`,
    from: label,
    field,
    kind,
    target: { kind: 'resolved', label: to },
    className,
    onDelete: forward ? onDelete : null,
    ...names,
    accessor: kind === 'generic-reverse' ? null : names.accessor,
    certain: false,
    conditional: true,
    through: null,
    throughAuto: false,
    joinTable: null,
    null: rest.null === true,
    unique: kind === 'one-to-one',
    column: forward ? `${field}_id` : null,
    toField: null,
    parentLink: false,
    symmetrical: false,
    inheritedFrom: null,
    written: null,
  };
}
