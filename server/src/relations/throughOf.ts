/** The model and the table between the two ends of a many-to-many relation (create_many_to_many_intermediary_model). */
import { isNone } from '../values/evaluate';
import { argumentValue, givenValue, type DeclaredField } from './fields';
import type { Relation, Target } from './graph';
import { textOf, type RegisteredModel } from './registry';
import { tableOf, type TableContext } from './tables';
import { resolveTarget, type TargetContext } from './targets';

export interface ThroughContext extends TargetContext, TableContext {}

export type Through = Pick<Relation, 'through' | 'throughAuto' | 'joinTable'>;

/** Of a relation of any other kind. */
export const NO_THROUGH: Through = { through: null, throughAuto: false, joinTable: null };

/** The through model of a many-to-many relation: the automatic one, or the one that the field names. */
export function throughOf(context: ThroughContext, model: RegisteredModel, declared: DeclaredField): Through {
  const written = givenValue(context.evaluator, declared, 'through');
  if (written === null || isNone(written)) {
    const table = textOf(givenValue(context.evaluator, declared, 'db_table'));
    return {
      through: `${model.appLabel}.${model.info.shape.name}_${declared.name}`,
      throughAuto: true,
      joinTable: table ?? `${tableOf(context, model)}_${declared.name}`,
    };
  }
  const other = otherSideOf(context, declared, 'through');
  if (other !== null) return throughOf(context, other.model, other.declared);
  const through = resolveTarget(context, model, declared, 'through');
  if (through.kind !== 'resolved') return { through: 'text' in through ? through.text : null, throughAuto: false, joinTable: null };
  const found = context.registry.models.get(through.label);
  return { through: through.label, throughAuto: false, joinTable: found === undefined ? null : tableOf(context, found) };
}

/** What a relation to `Order.tags.through` points at; null for any other. */
export function targetBetween(context: ThroughContext, declared: DeclaredField): Target | null {
  const other = otherSideOf(context, declared, 'to');
  if (other === null) return null;
  const { through, throughAuto } = throughOf(context, other.model, other.declared);
  if (through === null) return null;
  if (throughAuto) return { kind: 'external', text: through, automatic: true };
  return context.registry.models.has(through) ? { kind: 'resolved', label: through } : null;
}

/** The model that Django makes for a many-to-many field, where a text names it: `"shop.Order_tags"`; null for any other text. */
export function automaticNamed(context: ThroughContext, { appLabel }: Pick<RegisteredModel, 'appLabel'>, text: string): Target | null {
  const label = (text.includes('.') ? text : `${appLabel}.${text}`).toLowerCase();
  for (let cut = label.indexOf('_'); cut !== -1; cut = label.indexOf('_', cut + 1)) {
    const model = context.registry.byLowerLabel.get(label.slice(0, cut));
    const held = model && context.fields.local(model.info).find(({ declared: { name } }) => name.toLowerCase() === label.slice(cut + 1));
    if (model === undefined || held?.declared.fieldClass.kind !== 'many-to-many') continue;
    const { through, throughAuto } = throughOf(context, model, held.declared);
    if (throughAuto && through !== null) return { kind: 'external', text: through, automatic: true };
  }
  return null;
}

/** The field whose through model `through=Order.tags.through` names. */
function otherSideOf(
  { names, classes, registry, fields }: ThroughContext,
  declared: DeclaredField,
  argument: 'to' | 'through',
): { readonly model: RegisteredModel; readonly declared: DeclaredField } | null {
  const through = declared.made === null ? argumentValue(declared, argument) : null;
  const field = through?.kind === 'attribute' && through.name === 'through' ? through.object : null;
  if (field?.kind !== 'attribute') return null;
  const { file, shape } = declared.owner;
  const definition = names.resolveBefore(file, field.object, shape.order);
  const model = definition.kind === 'class' ? registry.byInfo.get(classes.info(definition.file, definition.shape)) : undefined;
  if (model === undefined || model.info === declared.owner) return null;
  const held = fields.local(model.info).find(({ declared: { name } }) => name === field.name);
  return held?.declared.fieldClass.kind === 'many-to-many' ? { model, declared: held.declared } : null;
}
