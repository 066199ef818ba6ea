/** One relation of one model: from the declared field to the plain data of the graph. */
import type { DocumentKey } from '../base/documentKey';
import { printExpression } from '../facts/printExpression';
import type { ModuleMap } from '../modules/moduleMap';
import { isTruthy, type Value } from '../values/evaluate';
import { contributedName } from './contributedNames';
import { isDjangoPath, lastPart } from './djangoNames';
import { changedTo } from './fieldChanges';
import { argumentValue, givenValue, isConditional, type DeclaredField, type FieldTable, type HeldField } from './fields';
import type { Relation, RelationKind, Target } from './graph';
import { textOfValue } from './madeField';
import { reverseNames } from './reverseNames';
import { textOf, type RegisteredModel } from './registry';
import { tableOf, type TableContext } from './tables';
import { untranslated } from './untranslated';
import { externalPath, writtenOf, type WrittenContext } from './written';
import { resolveTarget, type TargetContext } from './targets';

export interface RelationContext extends TargetContext, TableContext, WrittenContext {
  readonly modules: ModuleMap;
  readonly isBuiltin: (file: DocumentKey) => boolean;
  readonly fields: FieldTable;
}

/** Builds the relation that `held` makes on `model`. */
export function relationOf(context: RelationContext, model: RegisteredModel, held: HeldField): Relation {
  const { declared, inheritedFrom, changes } = held;
  const kind = declared.fieldClass.kind === 'plain' ? 'many-to-one' : declared.fieldClass.kind;
  const target: Target = kind === 'generic' ? { kind: 'dynamic', text: '' } : resolveTarget(context, model, declared, 'to');
  const symmetrical = kind === 'many-to-many' && isSymmetrical(context, declared, model, target);
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
    queryName: kind === 'generic' ? null : kind === 'generic-reverse' ? genericQueryName(context, declared, names) : names.queryName,
    relatedQueryName: names.relatedQueryName,
    certain: declared.fieldClass.certain && names.known && model.certain && !(target.kind === 'resolved' && target.perhaps === true),
    conditional:
      model.perhapsLoaded ||
      !model.info.shape.certain ||
      context.registry.repeated.has(model.label) ||
      isConditional(declared) ||
      changes.length > 0,
    relatedName: names.relatedName,
    ...throughOf(context, model, { declared, kind }),
    null: isTruthy(changedTo(context.evaluator, changes, 'null') ?? given(context, declared, 'null')),
    unique: kind === 'one-to-one' || isTruthy(given(context, declared, 'unique')) || isTruthy(given(context, declared, 'primary_key')),
    column: forward && !declared.fieldClass.multiColumn ? (textOf(given(context, declared, 'db_column')) ?? `${declared.name}_id`) : null,
    toField: toFieldOf(context, declared),
    parentLink: isTruthy(given(context, declared, 'parent_link')),
    symmetrical,
    inheritedFrom: inheritedFrom === null ? null : inheritedFrom.dotted,
    written: context.isBuiltin(declared.owner.file) ? null : writtenOf(context, declared),
  };
}

/** The field that is pointed at, where it is named, and one alone. */
function toFieldOf(context: RelationContext, declared: DeclaredField): string | null {
  if (!declared.fieldClass.multiColumn) return textOf(given(context, declared, 'to_field'));
  const fields = given(context, declared, 'to_fields');
  return fields?.kind === 'list' && fields.open === null && fields.items.length === 1 ? textOf(fields.items[0] ?? null) : null;
}

interface KindOfField {
  readonly declared: DeclaredField;
  readonly kind: RelationKind;
}

function given({ evaluator }: RelationContext, declared: DeclaredField, argument: string): Value | null {
  return givenValue(evaluator, declared, argument);
}

/** Symmetrical by default only when the target is literally `"self"` (ManyToManyField.__init__). */
function isSymmetrical(context: RelationContext, declared: DeclaredField, model: RegisteredModel, target: Target): boolean {
  const to = given(context, declared, 'to');
  const toSelf = to?.kind === 'string' && to.value === 'self';
  const symmetrical = given(context, declared, 'symmetrical');
  if (symmetrical === null || isNone(symmetrical)) return toSelf;
  const named = toSelf || (to?.kind === 'string' && to.value === model.info.shape.name);
  return named && target.kind === 'resolved' && symmetrical.kind === 'constant' && symmetrical.value === true;
}

function namesOf(
  context: RelationContext,
  model: RegisteredModel,
  { declared, kind, symmetrical }: KindOfField & { readonly symmetrical: boolean },
): ReturnType<typeof reverseNames> & { readonly known: boolean } {
  const own = contributedName(context, model, declared) ?? given(context, declared, 'related_name');
  const useDefault = own === null || isNone(own) || textOf(own) === '';
  const chosen = useDefault ? context.classes.metaOption(model.info, 'default_related_name') : own;
  const query = given(context, declared, 'related_query_name');
  const names = reverseNames({
    kind,
    field: declared.name,
    symmetrical,
    relatedName: textOf(untranslated(chosen)),
    relatedQueryName: textOf(untranslated(query)),
    modelName: model.info.shape.name,
    appLabel: model.appLabel,
  });
  return { ...names, known: isKnownName(chosen) && isKnownName(query) && (declared.made !== null || !declared.openArguments) };
}

/** A generic relation has a way back only where `related_query_name` makes one (GenericRelation.__init__). */
function genericQueryName(context: RelationContext, declared: DeclaredField, names: { readonly relatedQueryName: string }): string | null {
  const isHidden = names.relatedQueryName.endsWith('+');
  return isHidden || textOf(given(context, declared, 'related_query_name')) === null ? null : names.relatedQueryName;
}

function isNone(value: Value): boolean {
  return value.kind === 'constant' && value.value === null;
}

/** True where the text decides what the name is, also where it is none. */
export function isKnownName(value: Value | null): boolean {
  return value === null || value.kind === 'string' || isNone(value);
}

/** The name of the deletion behaviour: CASCADE …, SET for `SET(…)`, else the text as written; null when absent. */
function onDeleteOf({ names }: RelationContext, declared: DeclaredField): string | null {
  if (declared.made !== null) return behaviourOf(declared.made.args.get('on_delete') ?? null);
  const value = argumentValue(declared, 'on_delete');
  if (value === null) return null;
  const { file, shape } = declared.owner;
  if (value.kind === 'call') {
    const callee = externalPath(names.resolveBefore(file, value.callee, shape.order));
    return callee !== null && isDjangoPath(callee) && lastPart(callee) === 'SET' ? 'SET' : printExpression(value);
  }
  const path = externalPath(names.resolveBefore(file, value, shape.order));
  return path !== null && isDjangoPath(path) ? lastPart(path) : printExpression(value);
}

function behaviourOf(value: Value | null): string | null {
  if (value === null) return null;
  if (value.kind !== 'call') return textOfValue(value);
  return value.callee.kind === 'external' && isDjangoPath(value.callee.path) && lastPart(value.callee.path) === 'SET' ? 'SET' : value.text;
}

function throughOf(
  context: RelationContext,
  model: RegisteredModel,
  { declared, kind }: KindOfField,
): Pick<Relation, 'through' | 'throughAuto' | 'joinTable'> {
  if (kind !== 'many-to-many') return { through: null, throughAuto: false, joinTable: null };
  const written = given(context, declared, 'through');
  if (written === null || isNone(written)) {
    const table = textOf(given(context, declared, 'db_table'));
    return {
      through: `${model.appLabel}.${model.info.shape.name}_${declared.name}`,
      throughAuto: true,
      joinTable: table ?? `${tableOf(context, model)}_${declared.name}`,
    };
  }
  const other = otherSideOf(context, declared);
  if (other !== null) return throughOf(context, other.model, { declared: other.declared, kind });
  const through = resolveTarget(context, model, declared, 'through');
  if (through.kind !== 'resolved') return { through: 'text' in through ? through.text : null, throughAuto: false, joinTable: null };
  const found = context.registry.models.get(through.label);
  return { through: through.label, throughAuto: false, joinTable: found === undefined ? null : tableOf(context, found) };
}

/** The field whose through model `through=Order.tags.through` names. */
function otherSideOf(
  { names, classes, registry, fields }: RelationContext,
  declared: DeclaredField,
): { readonly model: RegisteredModel; readonly declared: DeclaredField } | null {
  const through = declared.made === null ? argumentValue(declared, 'through') : null;
  const field = through?.kind === 'attribute' && through.name === 'through' ? through.object : null;
  if (field?.kind !== 'attribute') return null;
  const { file, shape } = declared.owner;
  const definition = names.resolveBefore(file, field.object, shape.order);
  const model = definition.kind === 'class' ? registry.byInfo.get(classes.info(definition.file, definition.shape)) : undefined;
  if (model === undefined || model.info === declared.owner) return null;
  const held = fields.local(model.info).find(({ declared: { name } }) => name === field.name);
  return held?.declared.fieldClass.kind === 'many-to-many' ? { model, declared: held.declared } : null;
}
