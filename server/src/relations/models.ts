/** One model of the graph: from the registered class to plain data. In a check nobody asks for most of it, so it is worked out when somebody does. */
import { columnsOf, mayHoldColumn, type Columns, type ColumnsInput } from './columns';
import type { Model } from './graph';
import type { GraphContext } from './graphContext';
import { managersOf } from './managers';
import type { RegisteredModel } from './registry';
import { tableOf } from './tables';

export interface ModelInput extends ColumnsInput {
  /** The model that a setting puts in its place; null where none does. */
  readonly swapped: Model['swapped'];
  /** True where a setting that is not known may do so. */
  readonly perhapsSwapped: boolean;
}

/** The model of a registered class, or of an abstract one. */
export function modelOf(context: GraphContext, input: ModelInput): Model {
  return new LazyModel(context, input);
}

/** Whether a model may have a field of this name: false is certain, true is not. Told without working its fields out. */
export function mayHoldField(model: Model, name: string): boolean {
  return model instanceof LazyModel ? model.mayHold(name) : model.fields.some((field) => field.name === name);
}

/** Written out, so that all models have one form in memory. */
class LazyModel implements Model {
  readonly label: Model['label'];
  readonly name: string;
  readonly appLabel: string;
  readonly abstract: boolean;
  readonly proxy: boolean;
  readonly swapped: Model['swapped'];
  readonly conditional: boolean;
  private readonly context: GraphContext;
  private readonly input: ColumnsInput;
  private knownTable: string | null = null;
  private knownColumns: Columns | null = null;
  private knownManagers: readonly string[] | null = null;

  constructor(context: GraphContext, input: ModelInput) {
    const { model, swapped, perhapsSwapped } = input;
    this.label = model.label;
    this.name = model.info.shape.name;
    this.appLabel = model.appLabel;
    this.abstract = model.abstract;
    this.proxy = model.proxy;
    this.swapped = swapped;
    this.conditional =
      model.perhapsLoaded || perhapsSwapped || context.registry.repeated.has(model.label) || !context.classes.unconditional(model.info);
    this.context = context;
    this.input = input;
  }

  get module(): string {
    return this.context.importedAs(this.info.file);
  }

  get at(): Model['at'] {
    const { file, shape } = this.info;
    return this.origin === 'builtin' ? null : { file, id: shape.nameId };
  }

  get managed(): boolean {
    const value = this.context.classes.metaOption(this.info, 'managed');
    return value?.kind !== 'constant' || value.value !== false;
  }

  get dbTable(): string {
    return (this.knownTable ??= tableOf(this.context, this.input.model));
  }

  get bases(): Model['bases'] {
    return this.info.bases.flatMap((base) => {
      if (base.kind === 'model') return ['django.db.models.Model'];
      if (base.kind === 'external') return [base.path];
      if (base.kind === 'through')
        return [`${this.context.registry.byInfo.get(base.holder)?.label ?? base.holder.dotted}_${base.member.name}`];
      return base.kind === 'class' ? [this.context.registry.byInfo.get(base.info)?.label ?? base.info.dotted] : [];
    });
  }

  get origin(): Model['origin'] {
    return this.context.originOf(this.info.file);
  }

  get complete(): boolean {
    const { classes, registry, shapeOf } = this.context;
    const isRead = classes.mro(this.info).every(({ file }) => shapeOf(file)?.broken !== true);
    return isRead && classes.complete(this.info) && !registry.repeated.has(this.label);
  }

  get fields(): Model['fields'] {
    return this.columns.fields;
  }

  get pk(): string | null {
    return this.columns.pk;
  }

  get managers(): readonly string[] {
    return (this.knownManagers ??= managersOf(this.context, this.info));
  }

  /** False where no field has the name. */
  mayHold(name: string): boolean {
    return mayHoldColumn(this.context, this.input, name);
  }

  toJSON(): Model {
    const { label, name, appLabel, module, at, abstract, proxy, managed, swapped, dbTable, bases, origin, complete, conditional } = this;
    const head = { label, name, appLabel, module, at, abstract, proxy, managed, swapped, dbTable, bases, origin, complete, conditional };
    return { ...head, fields: this.fields, pk: this.pk, managers: this.managers };
  }

  private get info(): RegisteredModel['info'] {
    return this.input.model.info;
  }

  private get columns(): Columns {
    return (this.knownColumns ??= columnsOf(this.context, this.input));
  }
}
