/** A made model as the graph has it: beside the one that it is made for, with what relations give it. */
import type { Field, Model, Place, Relation } from '../graph';
import type { GraphPart } from '../graphContext';

/** What a made model is called. */
export interface MadeName {
  readonly label: string;
  readonly appLabel: string;
  readonly name: string;
  readonly table: string;
}

export interface PartInput {
  readonly named: MadeName;
  /** The name of the call that makes it. */
  readonly at: Place;
  /** Name of its primary key. */
  readonly key: string;
  readonly relations: readonly Relation[];
}

/** A model of its own, in the module of another. */
export function partMade({ module, origin }: Model, { named, at, key, relations }: PartInput): GraphPart {
  const { label, appLabel, name, table } = named;
  const keyField = { ...PLAIN, name: key, attname: key, className: 'AutoField', column: key, unique: true, primaryKey: true };
  const model: Model = {
    label,
    name,
    appLabel,
    module,
    at,
    origin,
    abstract: false,
    proxy: false,
    managed: true,
    swapped: null,
    dbTable: table,
    pk: key,
    bases: ['django.db.models.Model'],
    managers: ['objects'],
    fields: [keyField, ...relations.map(fieldFrom)],
    complete: false,
    conditional: true,
  };
  return { model, relations };
}

/** A proxy of another model, in its app. */
export function proxyMade(of: Model, { name, at }: { readonly name: string; readonly at: Place }): GraphPart {
  const { label: bases, appLabel, module, origin, dbTable, pk, managers } = of;
  const place = { label: `${appLabel}.${name}`, name, appLabel, module, at, origin, dbTable, pk, managers, bases: [bases] };
  const model = { ...place, abstract: false, proxy: true, managed: false, swapped: null, fields: [], complete: false, conditional: true };
  return { model, relations: [] };
}

const PLAIN = { null: false, at: null, inheritedFrom: null, conditional: true } as const;

function fieldFrom({ field, className, column, null: isNull }: Relation): Field {
  return { ...PLAIN, name: field, attname: column ?? field, className, column, null: isNull, unique: false, primaryKey: false };
}
