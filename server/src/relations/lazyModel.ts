/** A model whose fields, key and managers are worked out when somebody asks: in a check nobody does for most models. */
import type { Model } from './graph';

export type Columns = Pick<Model, 'fields' | 'pk'>;

/** What is known of a model at once. */
export type ModelHead = Omit<Model, keyof Columns | 'managers'>;

export interface LaterOfModel {
  readonly columns: () => Columns;
  readonly managers: () => readonly string[];
  /** The names of the fields, and perhaps of some more. */
  readonly fieldNames: () => readonly string[];
}

/** The model with this head; `later` is asked once at most. Written out, so that all models have one form in memory. */
export function lazyModel(head: ModelHead, later: LaterOfModel): Model {
  return new LazyModel(head, later);
}

/** False where `model` surely holds no field of this name: told without working its fields out. */
export function mayHold(model: Model, name: string): boolean {
  return model instanceof LazyModel ? model.fieldNames.includes(name) : model.fields.some((field) => field.name === name);
}

class LazyModel implements Model {
  readonly label: Model['label'];
  readonly name: string;
  readonly appLabel: string;
  readonly module: string;
  readonly at: Model['at'];
  readonly abstract: boolean;
  readonly proxy: boolean;
  readonly managed: boolean;
  readonly swapped: Model['swapped'];
  readonly dbTable: string;
  readonly bases: Model['bases'];
  readonly origin: Model['origin'];
  readonly complete: boolean;
  readonly conditional: boolean;
  private readonly later: LaterOfModel;
  private columns: Columns | null = null;
  private names: readonly string[] | null = null;
  private held: readonly string[] | null = null;

  constructor(head: ModelHead, later: LaterOfModel) {
    this.label = head.label;
    this.name = head.name;
    this.appLabel = head.appLabel;
    this.module = head.module;
    this.at = head.at;
    this.abstract = head.abstract;
    this.proxy = head.proxy;
    this.managed = head.managed;
    this.swapped = head.swapped;
    this.dbTable = head.dbTable;
    this.bases = head.bases;
    this.origin = head.origin;
    this.complete = head.complete;
    this.conditional = head.conditional;
    this.later = later;
  }

  get fields(): Model['fields'] {
    return (this.columns ??= this.later.columns()).fields;
  }

  get pk(): string | null {
    return (this.columns ??= this.later.columns()).pk;
  }

  get managers(): readonly string[] {
    return (this.names ??= this.later.managers());
  }

  get fieldNames(): readonly string[] {
    return (this.held ??= this.later.fieldNames());
  }

  toJSON(): Model {
    const { label, name, appLabel, module, at, abstract, proxy, managed, swapped, dbTable, bases, origin, complete, conditional } = this;
    const head = { label, name, appLabel, module, at, abstract, proxy, managed, swapped, dbTable, bases, origin, complete, conditional };
    return { ...head, fields: this.fields, pk: this.pk, managers: this.managers };
  }
}
