/** One relation of one model: from the declared field to the plain data of the graph. */
import type { DocumentKey } from '../base/documentKey';
import { printExpression } from '../facts/printExpression';
import type { ModuleMap } from '../modules/moduleMap';
import { isNone, isTruthy, type Value } from '../values/evaluate';
import { contributedName } from './contributedNames';
import { isDjangoPath, lastPart } from './djangoNames';
import { chosenNames } from './ownColumns';
import { changedTo } from './fieldChanges';
import { argumentValue, givenValue, isConditional, type DeclaredField, type HeldField } from './fields';
import type { Relation, RelationKind, Target } from './graph';
import { textOfValue } from './madeField';
import { reverseNames, type ReverseNames } from './reverseNames';
import { textOf, type RegisteredModel } from './registry';
import { untranslated } from './untranslated';
import { automaticNamed, NO_THROUGH, targetBetween, throughOf, type Through, type ThroughContext } from './throughOf';
import { externalPath, writtenOf, type WrittenContext } from './written';
import { resolveTarget } from './targets';

export interface RelationContext extends ThroughContext, WrittenContext {
  readonly modules: ModuleMap;
  readonly isBuiltin: (file: DocumentKey) => boolean;
}

/** Builds the relation that `held` makes on `model`. */
export function relationOf(context: RelationContext, model: RegisteredModel, held: HeldField): Relation {
  return new DeclaredRelation(context, model, held);
}

/** The same as plain data, with everything worked out. */
export function plainRelationOf(context: RelationContext, model: RegisteredModel, held: HeldField): Relation {
  return new DeclaredRelation(context, model, held).toJSON();
}

/** A relation of which a check asks for both ends and their names, which are known at once; the rest is worked out when somebody asks. */
class DeclaredRelation implements Relation {
  readonly from: Relation['from'];
  readonly field: string;
  readonly kind: RelationKind;
  readonly target: Target;
  readonly accessor: string | null;
  readonly queryName: string | null;
  readonly relatedQueryName: string;
  readonly relatedName: string | null;
  readonly certain: boolean;
  readonly conditional: boolean;
  readonly symmetrical: boolean;
  readonly written: Relation['written'];
  private readonly context: RelationContext;
  private readonly model: RegisteredModel;
  private readonly held: HeldField;
  private knownThrough: Through | null = null;
  /** Undefined until somebody asks. */
  private knownOnDelete: string | null | undefined;

  constructor(context: RelationContext, model: RegisteredModel, held: HeldField) {
    const { declared, changes } = held;
    const { fieldClass } = declared;
    const kind = fieldClass.kind === 'plain' ? 'many-to-one' : fieldClass.kind;
    const target: Target = kind === 'generic' ? { kind: 'dynamic', text: '' } : targetOf(context, model, declared);
    const symmetrical = kind === 'many-to-many' && isSymmetrical(context, declared, model, target);
    const { names, known } = namesOf(context, model, { declared, kind, symmetrical });
    this.from = model.label;
    this.field = declared.name;
    this.kind = kind;
    this.target = target;
    this.accessor = kind === 'generic' || kind === 'generic-reverse' ? null : names.accessor;
    this.queryName = kind === 'generic' ? null : kind === 'generic-reverse' ? genericQueryName(context, declared, names) : names.queryName;
    this.relatedQueryName = names.relatedQueryName;
    this.relatedName = names.relatedName;
    this.certain = fieldClass.certain && known && model.certain && !(target.kind === 'resolved' && target.perhaps === true);
    this.conditional =
      model.perhapsLoaded ||
      !model.info.shape.certain ||
      context.registry.repeated.has(model.label) ||
      isConditional(declared) ||
      changes.length > 0;
    this.symmetrical = symmetrical;
    this.written = context.isBuiltin(declared.owner.file) ? null : writtenOf(context, declared);
    this.context = context;
    this.model = model;
    this.held = held;
  }

  get id(): string {
    return `${this.from}.${this.field}`;
  }

  get className(): string {
    return this.held.declared.fieldClass.name;
  }

  get onDelete(): string | null {
    if (this.knownOnDelete === undefined) this.knownOnDelete = this.isForward ? onDeleteOf(this.context, this.held.declared) : null;
    return this.knownOnDelete;
  }

  get through(): Relation['through'] {
    return this.throughModel.through;
  }

  get throughAuto(): boolean {
    return this.throughModel.throughAuto;
  }

  get joinTable(): string | null {
    return this.throughModel.joinTable;
  }

  get null(): boolean {
    return isTruthy(changedTo(this.context.evaluator, this.held.changes, 'null') ?? this.given('null'));
  }

  get unique(): boolean {
    return this.kind === 'one-to-one' || isTruthy(this.given('unique')) || isTruthy(this.given('primary_key'));
  }

  get column(): string | null {
    const { multiColumn, namesColumn } = this.held.declared.fieldClass;
    if (!this.isForward || multiColumn) return null;
    const { field, context } = this;
    const [given, usual] = [textOf(this.given('db_column')), `${field}_id`];
    return namesColumn === null ? (given ?? usual) : chosenNames(context.evaluator, namesColumn, { field, usual, given }).column;
  }

  get toField(): string | null {
    return toFieldOf(this.context, this.held.declared);
  }

  get parentLink(): boolean {
    return isTruthy(this.given('parent_link'));
  }

  get inheritedFrom(): string | null {
    return this.held.inheritedFrom?.dotted ?? null;
  }

  toJSON(): Relation {
    const { id, from, field, kind, target, className, onDelete, accessor, queryName, relatedQueryName, certain, conditional } = this;
    const { relatedName, through, throughAuto, joinTable, unique, column, toField, parentLink, symmetrical, inheritedFrom, written } = this;
    const names = { className, onDelete, accessor, queryName, relatedQueryName, relatedName, certain, conditional };
    const columns = { through, throughAuto, joinTable, null: this.null, unique, column, toField, parentLink, symmetrical };
    return { id, from, field, kind, target, ...names, ...columns, inheritedFrom, written };
  }

  private get isForward(): boolean {
    return this.kind === 'many-to-one' || this.kind === 'one-to-one';
  }

  private get throughModel(): Through {
    const { context, model, held, kind } = this;
    return (this.knownThrough ??= kind === 'many-to-many' ? throughOf(context, model, held.declared) : NO_THROUGH);
  }

  private given(argument: string): Value | null {
    return given(this.context, this.held.declared, argument);
  }
}

function targetOf(context: RelationContext, model: RegisteredModel, declared: DeclaredField): Target {
  const target = resolveTarget(context, model, declared, 'to');
  if (target.kind !== 'dynamic' && target.kind !== 'external') return target;
  const { text } = target;
  const between = text.endsWith('.through')
    ? targetBetween(context, declared)
    : text.includes('_')
      ? automaticNamed(context, model, text)
      : null;
  return between ?? target;
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
): { readonly names: ReverseNames; readonly known: boolean } {
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
  return { names, known: isKnownName(chosen) && isKnownName(query) && (declared.made !== null || !declared.openArguments) };
}

/** A generic relation has a way back only where `related_query_name` makes one (GenericRelation.__init__). */
function genericQueryName(context: RelationContext, declared: DeclaredField, names: { readonly relatedQueryName: string }): string | null {
  const isHidden = names.relatedQueryName.endsWith('+');
  return isHidden || textOf(given(context, declared, 'related_query_name')) === null ? null : names.relatedQueryName;
}

/** True where the text decides what the name is, also where it is none. */
export function isKnownName(value: Value | null): boolean {
  return value === null || value.kind === 'string' || isNone(value);
}

/** The name of the deletion behaviour: CASCADE …, SET for `SET(…)`, else the text as written; null when absent. */
function onDeleteOf({ names, evaluator }: RelationContext, declared: DeclaredField): string | null {
  if (declared.made !== null) return behaviourOf(declared.made.args.get('on_delete') ?? null);
  const value = argumentValue(declared, 'on_delete');
  if (value === null) return null;
  const { file, shape } = declared.owner;
  const definition = names.resolveBefore(file, value, shape.order);
  const path = externalPath(definition);
  if (path !== null && isDjangoPath(path)) return lastPart(path);
  const isNamed = path !== null || definition.kind === 'function' || definition.kind === 'class';
  return (isNamed ? null : chosenBehaviour(evaluator.evaluateBefore(file, value, shape.order))) ?? printExpression(value);
}

/** The behaviour that a class attribute, a condition or a dictionary gives; null where it is no function by its name, or not known. */
function chosenBehaviour(value: Value): string | null {
  const { kind } = value;
  const definition = kind === 'reference' ? value.definition : kind === 'call' ? value.callee : null;
  if (kind === 'reference' && definition?.kind === 'function') return definition.name;
  return definition?.kind === 'external' && isDjangoPath(definition.path) ? behaviourOf(value) : null;
}

function behaviourOf(value: Value | null): string | null {
  if (value === null) return null;
  if (value.kind !== 'call') return textOfValue(value);
  return value.callee.kind === 'external' && isDjangoPath(value.callee.path) && lastPart(value.callee.path) === 'SET' ? 'SET' : value.text;
}
