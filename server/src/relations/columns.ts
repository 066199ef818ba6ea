/** Which fields a model holds, with their columns, and which of them is its primary key (Options._prepare). */
import { isTruthy } from '../values/evaluate';
import { changedTo } from './fieldChanges';
import { chosenNames, type FieldNames } from './ownColumns';
import { givenValue, isConditional, type HeldField } from './fields';
import type { Field, Model, Relation } from './graph';
import type { GraphContext } from './graphContext';
import { textOf, type RegisteredModel } from './registry';
import { concreteModels, linkName } from './tables';

export type Columns = Pick<Model, 'fields' | 'pk'>;

export interface ColumnsInput {
  readonly model: RegisteredModel;
  readonly relations: readonly Relation[];
  /** The primary key of another model. */
  readonly keyOf: (model: RegisteredModel) => string | null;
}

/** The key that Django adds where a model has none. */
const AUTOMATIC_KEY = 'id';

/** The fields of a model in Django's order, and the name of its primary key. Pure. */
export function columnsOf(context: GraphContext, input: ColumnsInput): Columns {
  const { model, relations } = input;
  const fields: Field[] = context.fields.local(model.info).map((held) => new LazyField(context, held, relations));
  for (const relation of relations)
    if (relation.parentLink && !fields.some(({ name }) => name === relation.field)) fields.push(linkField(relation));
  const pk = primaryKey(context, input, fields);
  const mayAdd = pk === AUTOMATIC_KEY || (pk === null && !context.classes.complete(model.info));
  if (mayAdd && !model.proxy && !model.abstract && !fields.some((field) => field.name === AUTOMATIC_KEY))
    fields.unshift(automaticKey(context.autoField(model.appLabel)));
  return { fields, pk };
}

/** Whether {@link columnsOf} may give a field of this name: false is certain, true is not, as a model has no automatic key beside its own. */
export function mayHoldColumn({ fields }: GraphContext, { model, relations }: ColumnsInput, name: string): boolean {
  if (name === AUTOMATIC_KEY) return true;
  for (const { declared } of fields.local(model.info)) if (declared.name === name) return true;
  // The automatic link to a parent is nobody's field.
  for (const { field } of relations) if (field === name) return true;
  return false;
}

/** A field of which most checks ask the name alone. */
class LazyField implements Field {
  readonly name: string;
  private readonly context: GraphContext;
  private readonly held: HeldField;
  private readonly relations: readonly Relation[];

  constructor(context: GraphContext, held: HeldField, relations: readonly Relation[]) {
    this.name = held.declared.name;
    this.context = context;
    this.held = held;
    this.relations = relations;
  }

  get attname(): string {
    return this.chosen?.attname ?? this.usualName;
  }

  get className(): string {
    return this.held.declared.fieldClass.name;
  }

  get column(): string | null {
    if (this.held.declared.fieldClass.kind !== 'plain' && !this.hasKeyColumn) return null;
    const relation = this.relations.findLast(({ field }) => field === this.name);
    const { chosen } = this;
    return relation?.column ?? (chosen === null ? (textOf(this.given('db_column')) ?? this.usualName) : chosen.column);
  }

  get null(): boolean {
    return isTruthy(changedTo(this.context.evaluator, this.held.changes, 'null') ?? this.given('null'));
  }

  get unique(): boolean {
    return this.primaryKey || this.held.declared.fieldClass.kind === 'one-to-one' || isTruthy(this.given('unique'));
  }

  get primaryKey(): boolean {
    return isTruthy(this.given('primary_key'));
  }

  get at(): Field['at'] {
    const { owner, member } = this.held.declared;
    return this.context.originOf(owner.file) === 'builtin' ? null : { file: owner.file, id: member.nameId };
  }

  get inheritedFrom(): string | null {
    return this.held.inheritedFrom?.dotted ?? null;
  }

  get conditional(): boolean {
    return isConditional(this.held.declared);
  }

  toJSON(): Field {
    const { name, attname, className, column, unique, primaryKey, at, inheritedFrom, conditional } = this;
    return { name, attname, className, column, null: this.null, unique, primaryKey, at, inheritedFrom, conditional };
  }

  private get hasKeyColumn(): boolean {
    const { kind, multiColumn } = this.held.declared.fieldClass;
    return (kind === 'many-to-one' || kind === 'one-to-one') && !multiColumn;
  }

  private get usualName(): string {
    return this.hasKeyColumn ? `${this.name}_id` : this.name;
  }

  /** What the field's class calls it; null where it leaves that to Django. */
  private get chosen(): FieldNames | null {
    const { namesColumn } = this.held.declared.fieldClass;
    const { name: field, usualName: usual, context } = this;
    return namesColumn && chosenNames(context.evaluator, namesColumn, { field, usual, given: textOf(this.given('db_column')) });
  }

  private given(argument: string): ReturnType<typeof givenValue> {
    return givenValue(this.context.evaluator, this.held.declared, argument);
  }
}

function linkField(relation: Relation): Field {
  return {
    name: relation.field,
    attname: relation.column ?? relation.field,
    className: 'OneToOneField',
    column: relation.column,
    null: false,
    unique: true,
    primaryKey: true,
    at: null,
    inheritedFrom: null,
    conditional: relation.conditional,
  };
}

function automaticKey(className: string): Field {
  return {
    name: AUTOMATIC_KEY,
    attname: AUTOMATIC_KEY,
    className,
    column: AUTOMATIC_KEY,
    null: false,
    unique: true,
    primaryKey: true,
    at: null,
    inheritedFrom: null,
    conditional: false,
  };
}

/** The field with `primary_key=True`, else the first parent link, else `id`; null where that is not known. */
function primaryKey(context: GraphContext, { model, relations, keyOf }: ColumnsInput, fields: readonly Field[]): string | null {
  const composite = fields.find((field) => field.className === 'CompositePrimaryKey');
  if (composite !== undefined) return composite.name;
  const own = fields.find((field) => field.primaryKey && (field.at !== null || field.inheritedFrom !== null));
  if (own !== undefined) return own.name;
  const builtin = fields.find((field) => field.primaryKey && relations.every(({ field: name }) => name !== field.name));
  if (builtin !== undefined) return builtin.name;
  if (model.proxy) {
    const [concrete] = concreteModels(context, model);
    return concrete === undefined ? automatic(context, model) : keyOf(concrete);
  }
  const link = relations.find((relation) => relation.parentLink);
  if (link !== undefined) return link.field;
  const [parent] = model.abstract ? [] : concreteModels(context, model);
  if (parent !== undefined) return linkName(parent);
  return model.abstract ? null : automatic(context, model);
}

/** The key of a model that has none of its own; null where a base that is not read may bring one, or be a table itself. */
function automatic({ classes }: GraphContext, { info }: RegisteredModel): string | null {
  const isOfThrough = (): boolean => classes.mro(info).some(({ bases }) => bases.some(({ kind }) => kind === 'through'));
  return classes.complete(info) || isOfThrough() ? AUTOMATIC_KEY : null;
}
