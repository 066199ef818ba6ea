/** One relation of one model: from the declared field to the plain data of the graph. */
import type { DocumentKey } from '../base/documentKey';
import type { FileShape } from '../facts/fileShape';
import { printExpression } from '../facts/printExpression';
import type { ModuleMap } from '../modules/moduleMap';
import type { Definition } from '../modules/names';
import type { Argument, Expression, NodeId } from '../syntax/python';
import type { Value } from '../values/evaluate';
import { isDjangoPath, lastPart } from './djangoNames';
import { argumentValue, isTrue, type DeclaredField, type HeldField } from './fields';
import type { Place, Relation, RelationKind, Target, WrittenArgument, WrittenRelation } from './graph';
import { reverseNames } from './reverseNames';
import { textOf, type RegisteredModel } from './registry';
import { tableOf, type TableContext } from './tables';
import { resolveTarget, type TargetContext } from './targets';

export interface RelationContext extends TargetContext, TableContext {
  readonly modules: ModuleMap;
  readonly shapeOf: (file: DocumentKey) => FileShape | null;
  readonly isBuiltin: (file: DocumentKey) => boolean;
  /** How each file reaches Django's names, filled as files are met. */
  readonly djangoImports: Map<DocumentKey, DjangoImports>;
}

interface DjangoImports {
  readonly importedNames: WrittenRelation['importedNames'];
  /** Under which name the file holds `django.db.models`; null when it does not. */
  readonly module: string | null;
}

/** Builds the relation that `held` makes on `model`. */
export function relationOf(context: RelationContext, model: RegisteredModel, held: HeldField): Relation {
  const { declared, inheritedFrom } = held;
  const kind = declared.fieldClass.kind === 'plain' ? 'many-to-one' : declared.fieldClass.kind;
  const target: Target = kind === 'generic' ? { kind: 'dynamic', text: '' } : resolveTarget(context, model, declared, 'to');
  const symmetrical = kind === 'many-to-many' && isSymmetrical(declared, model, target);
  const names = namesOf(context, model, { declared, kind, symmetrical });
  const forward = kind === 'many-to-one' || kind === 'one-to-one';
  return {
    id: `${model.label}.${declared.name}`,
    from: model.label,
    field: declared.name,
    kind,
    target,
    className: declared.fieldClass.name,
    onDelete: forward ? onDeleteOf(context, declared) : null,
    accessor: kind === 'generic' || kind === 'generic-reverse' ? null : names.accessor,
    queryName:
      kind === 'generic' ? null : kind === 'generic-reverse' ? textOf(given(context, declared, 'related_query_name')) : names.queryName,
    relatedQueryName: names.relatedQueryName,
    certain: declared.fieldClass.certain && names.known,
    relatedName: names.relatedName,
    ...throughOf(context, model, { declared, kind }),
    null: isTrue(declared, 'null'),
    unique: kind === 'one-to-one' || isTrue(declared, 'unique') || isTrue(declared, 'primary_key'),
    column: forward ? (textOf(given(context, declared, 'db_column')) ?? `${declared.name}_id`) : null,
    toField: textOf(given(context, declared, 'to_field')),
    parentLink: isTrue(declared, 'parent_link'),
    symmetrical,
    inheritedFrom: inheritedFrom === null ? null : inheritedFrom.dotted,
    written: context.isBuiltin(declared.owner.file) ? null : writtenOf(context, declared),
  };
}

interface KindOfField {
  readonly declared: DeclaredField;
  readonly kind: RelationKind;
}

function given({ evaluator }: RelationContext, declared: DeclaredField, argument: string): Value | null {
  const expression = argumentValue(declared, argument);
  return expression === null ? null : evaluator.evaluate(declared.owner.file, expression);
}

/** Symmetrical by default only when the target is literally `"self"` (ManyToManyField.__init__). */
function isSymmetrical(declared: DeclaredField, model: RegisteredModel, target: Target): boolean {
  const to = argumentValue(declared, 'to');
  const toSelf = to?.kind === 'string' && to.value === 'self';
  const symmetrical = argumentValue(declared, 'symmetrical');
  if (symmetrical === null || (symmetrical.kind === 'constant' && symmetrical.value === null)) return toSelf;
  const named = toSelf || (to?.kind === 'string' && to.value === model.info.shape.name);
  return named && target.kind === 'resolved' && symmetrical.kind === 'constant' && symmetrical.value === true;
}

function namesOf(
  context: RelationContext,
  model: RegisteredModel,
  { declared, kind, symmetrical }: KindOfField & { readonly symmetrical: boolean },
): ReturnType<typeof reverseNames> & { readonly known: boolean } {
  const own = given(context, declared, 'related_name');
  const useDefault = own === null || isNone(own) || textOf(own) === '';
  const chosen = useDefault ? context.classes.metaOption(model.info, 'default_related_name') : own;
  const query = given(context, declared, 'related_query_name');
  const names = reverseNames({
    kind,
    field: declared.name,
    symmetrical,
    relatedName: textOf(chosen),
    relatedQueryName: textOf(query),
    modelName: model.info.shape.name,
    appLabel: model.appLabel,
  });
  return { ...names, known: isKnownName(chosen) && isKnownName(query) && !declared.openArguments };
}

function isNone(value: Value): boolean {
  return value.kind === 'constant' && value.value === null;
}

function isKnownName(value: Value | null): boolean {
  return value === null || value.kind === 'string' || isNone(value);
}

/** The name of the deletion behaviour: CASCADE …, SET for `SET(…)`, else the text as written; null when absent. */
function onDeleteOf({ names }: RelationContext, declared: DeclaredField): string | null {
  const value = argumentValue(declared, 'on_delete');
  if (value === null) return null;
  const { file } = declared.owner;
  if (value.kind === 'call') {
    const callee = externalPath(names.resolve(file, value.callee));
    return callee !== null && isDjangoPath(callee) && lastPart(callee) === 'SET' ? 'SET' : printExpression(value);
  }
  const path = externalPath(names.resolve(file, value));
  if (!path?.startsWith('django.db.models.')) return printExpression(value);
  return lastPart(path);
}

function externalPath(definition: Definition): string | null {
  return definition.kind === 'external' ? definition.path : null;
}

function throughOf(
  context: RelationContext,
  model: RegisteredModel,
  { declared, kind }: KindOfField,
): Pick<Relation, 'through' | 'throughAuto' | 'joinTable'> {
  if (kind !== 'many-to-many') return { through: null, throughAuto: false, joinTable: null };
  if (argumentValue(declared, 'through') === null) {
    if (!declared.fieldClass.certain) return { through: null, throughAuto: false, joinTable: null };
    const table = textOf(given(context, declared, 'db_table'));
    return {
      through: `${model.appLabel}.${model.info.shape.name}_${declared.name}`,
      throughAuto: true,
      joinTable: table ?? `${tableOf(context, model)}_${declared.name}`,
    };
  }
  const through = resolveTarget(context, model, declared, 'through');
  if (through.kind !== 'resolved') return { through: 'text' in through ? through.text : null, throughAuto: false, joinTable: null };
  const found = context.registry.models.get(through.label);
  return { through: through.label, throughAuto: false, joinTable: found === undefined ? null : tableOf(context, found) };
}

function writtenOf(context: RelationContext, declared: DeclaredField): WrittenRelation {
  const { file, shape, dotted } = declared.owner;
  const at = (id: NodeId): Place => ({ file, id });
  const { callee } = declared.call;
  const target = argumentValue(declared, 'to');
  const args: Record<string, WrittenArgument> = {};
  for (const [name, argument] of declared.args) args[name] = writtenArgument(context, file, argument);
  return {
    statement: at(declared.member.id),
    name: at(declared.member.nameId),
    className: at(callee.kind === 'attribute' ? callee.nameId : callee.id),
    call: at(declared.call.id),
    target: target === null ? null : at(target.id),
    targetText: target === null ? '' : printExpression(target),
    args,
    ...importsOf(context, file, callee),
    openArguments: declared.openArguments,
    owner: at(shape.nameId),
    ownerPath: dotted,
  };
}

function writtenArgument({ evaluator, names }: RelationContext, file: DocumentKey, argument: Argument): WrittenArgument {
  const { value } = argument;
  const known = literal(value) ?? evaluator.evaluate(file, value);
  const named = value.kind === 'call' ? value.callee : value;
  return {
    at: { file, id: argument.id },
    value: { file, id: value.id },
    text: printExpression(value),
    valueKind: KINDS.get(value.kind) ?? 'other',
    known: known.kind === 'string' || known.kind === 'constant' ? known.value : undefined,
    refersTo: named.kind === 'name' || named.kind === 'attribute' ? externalPath(names.resolve(file, named)) : null,
  };
}

function literal(value: Expression): Value | null {
  return value.kind === 'string' || value.kind === 'constant' ? value : null;
}

const KINDS: ReadonlyMap<Expression['kind'], WrittenArgument['valueKind']> = new Map(
  (['string', 'number', 'constant', 'name', 'attribute', 'call', 'lambda', 'list', 'tuple', 'dict'] as const).map((kind) => [kind, kind]),
);

/** How the file reaches Django's names: through `models.`, and which it imports by name. */
function importsOf(
  context: RelationContext,
  file: DocumentKey,
  callee: Expression,
): Pick<WrittenRelation, 'modelsPrefix' | 'importedNames'> {
  let known = context.djangoImports.get(file);
  if (known === undefined) context.djangoImports.set(file, (known = djangoImports(context, file)));
  const { importedNames, module } = known;
  if (callee.kind === 'attribute' && !(callee.object.kind === 'name' && callee.object.name === module)) {
    const owner = externalPath(context.names.resolve(file, callee.object));
    if (owner === 'django.db.models') return { modelsPrefix: `${printExpression(callee.object)}.`, importedNames };
  }
  return { modelsPrefix: module === null ? '' : `${module}.`, importedNames };
}

function djangoImports(context: RelationContext, file: DocumentKey): DjangoImports {
  const bindings = context.shapeOf(file)?.bindings ?? [];
  const direct = bindings.filter(({ value }) => value.kind === 'imported' && value.module === 'django.db.models' && value.name !== '*');
  const last = direct.at(-1);
  const module = bindings.find(
    ({ value }) =>
      (value.kind === 'imported' && value.module === 'django.db' && value.name === 'models') ||
      (value.kind === 'module' && value.module === 'django.db.models'),
  );
  return {
    importedNames: last === undefined ? null : { last: { file, id: last.id }, names: direct.map(({ name }) => name) },
    module: module?.name ?? null,
  };
}
