/** What the packs' models, fields and tags have in common: the call that asks for them, and the relation as the graph has it. */
import type { DocumentKey } from '../base/documentKey';
import type { Member } from '../facts/fileShape';
import { outsideClassScope } from '../facts/classScope';
import type { Definition } from '../modules/names';
import type { Call, Expression } from '../syntax/python';
import type { Value } from '../values/evaluate';
import type { ClassInfo } from './classes';
import { isDjangoPath } from './djangoNames';
import type { Relation } from './graph';
import type { GraphContext } from './graphContext';
import { reverseNames } from './reverseNames';
import type { RegisteredModel } from './registry';

/** A member of a class body, and the model that gets what its call makes. */
export interface Maker {
  readonly owner: RegisteredModel;
  /** The class whose body holds the call: the model's own, or one that it extends. */
  readonly info: ClassInfo;
  readonly member: Member;
}

/** What a call names, where that may be a class or function of a library; null for other calls, and for those of Django itself. */
export function calledBy({ names }: Pick<GraphContext, 'names'>, file: DocumentKey, callee: Expression): Definition | null {
  const definition = callee.kind === 'name' || callee.kind === 'attribute' ? names.resolve(file, callee) : null;
  if (definition?.kind === 'external') return isDjangoPath(definition.path) ? null : definition;
  return definition?.kind === 'class' || definition?.kind === 'function' ? definition : null;
}

/** Whether a definition is the class with this dotted path, or extends it. */
export function isOfClass({ classes }: Pick<GraphContext, 'classes'>, definition: Definition, path: string): boolean {
  if (definition.kind === 'external') return definition.path === path;
  if (definition.kind !== 'class') return false;
  return classes
    .mro(classes.info(definition.file, definition.shape))
    .some(({ dotted, bases }) => dotted === path || bases.some((base) => base.kind === 'external' && base.path === path));
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
export function valueOf({ evaluator }: GraphContext, { info, member }: Maker, { call, argument }: Asked): Value | null {
  const given = call.args.find(({ keyword }) => keyword === argument);
  return given === undefined
    ? null
    : evaluator.evaluateBefore(info.file, outsideClassScope(info.shape, member, given.value), info.shape.order);
}

interface RelationParts {
  readonly field: string;
  readonly className: string;
  readonly kind: 'many-to-one' | 'many-to-many' | 'generic-reverse';
  readonly to: string;
  readonly onDelete?: string;
  readonly null?: boolean;
  readonly relatedName?: string | null;
}

/** A relation that no statement declares. It proves nothing. */
export function relationOn(
  label: string,
  { field, className, kind, to, onDelete = '', relatedName = '+', ...rest }: RelationParts,
): Relation {
  const [appLabel = '', modelName = ''] = label.split('.');
  const forward = kind === 'many-to-one';
  const names = reverseNames({ kind, field, symmetrical: false, relatedName, relatedQueryName: null, modelName, appLabel });
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
    unique: false,
    column: forward ? `${field}_id` : null,
    toField: null,
    parentLink: false,
    symmetrical: false,
    inheritedFrom: null,
    written: null,
  };
}
