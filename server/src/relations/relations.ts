/** One relation of one model: from the declared field to the plain data of the graph. */
import type { DocumentKey } from '../base/documentKey';
import { printExpression } from '../facts/printExpression';
import type { ModuleMap } from '../modules/moduleMap';
import type { Value } from '../values/evaluate';
import { isDjangoPath, lastPart } from './djangoNames';
import { argumentValue, isTrue, type DeclaredField, type HeldField } from './fields';
import type { Relation, RelationKind, Target } from './graph';
import { reverseNames } from './reverseNames';
import { textOf, type RegisteredModel } from './registry';
import { tableOf, type TableContext } from './tables';
import { externalPath, writtenOf, type WrittenContext } from './written';
import { resolveTarget, type TargetContext } from './targets';

export interface RelationContext extends TargetContext, TableContext, WrittenContext {
  readonly modules: ModuleMap;
  readonly isBuiltin: (file: DocumentKey) => boolean;
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
    certain: declared.fieldClass.certain && names.known && model.certain,
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
