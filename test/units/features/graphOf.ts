/** Small relation graphs, written out by hand: what the engine would have made of a few models. */
import type { DocumentKey } from '../../../server/src/base/documentKey';
import type { Analysed } from '../../../server/src/relations/analysed';
import type { Field, Model, Place, Relation, RelationGraph, WrittenArgument, WrittenRelation } from '../../../server/src/relations/graph';
import { groupBy } from '../../../server/src/base/collections';

export const file = '/shop/models.py' as DocumentKey;

/** A place in the one file of these tests. */
export function place(id: number): Place {
  return { file, id };
}

export function field(name: string, className: string): Field {
  return {
    name,
    attname: name,
    className,
    column: name,
    null: false,
    unique: false,
    primaryKey: false,
    at: null,
    inheritedFrom: null,
    conditional: false,
  };
}

/** A model with a `name`, unless fields are given. */
export function model(label: string, more: Partial<Model> = {}): Model {
  const [appLabel = '', name = ''] = label.split('.');
  return {
    label,
    name,
    appLabel,
    module: `${appLabel}.models`,
    at: null,
    abstract: false,
    proxy: false,
    managed: true,
    swapped: null,
    dbTable: `${appLabel}_${name.toLowerCase()}`,
    pk: 'id',
    bases: ['django.db.models.Model'],
    managers: ['objects'],
    fields: [field('name', 'CharField')],
    origin: 'workspace',
    complete: true,
    conditional: false,
    ...more,
  };
}

/** An abstract base by its dotted path. */
export function abstractModel(path: string, more: Partial<Model> = {}): Model {
  return model(path, { label: path, name: path.slice(path.lastIndexOf('.') + 1), abstract: true, dbTable: '', pk: null, ...more });
}

/** A required many-to-one relation `shop.Book.author` to `shop.Author` with the default reverse names. */
export function relation(id: string, to: string, more: Partial<Relation> = {}): Relation {
  const cut = id.lastIndexOf('.');
  const from = id.slice(0, cut);
  const name = id.slice(cut + 1);
  const lower = from.slice(from.lastIndexOf('.') + 1).toLowerCase();
  const kind = more.kind ?? 'many-to-one';
  const manyToMany = kind === 'many-to-many';
  return {
    id,
    from,
    field: name,
    kind,
    target: { kind: 'resolved', label: to },
    className: manyToMany ? 'ManyToManyField' : kind === 'one-to-one' ? 'OneToOneField' : 'ForeignKey',
    onDelete: kind === 'many-to-one' || kind === 'one-to-one' ? 'CASCADE' : null,
    accessor: kind === 'one-to-one' ? lower : `${lower}_set`,
    queryName: lower,
    relatedQueryName: lower,
    certain: true,
    relatedName: null,
    through: manyToMany ? `${from}_${name}` : null,
    throughAuto: manyToMany,
    joinTable: manyToMany ? `${from.replace('.', '_').toLowerCase()}_${name}` : null,
    null: false,
    unique: kind === 'one-to-one',
    column: manyToMany ? null : `${name}_id`,
    toField: null,
    parentLink: false,
    symmetrical: false,
    inheritedFrom: null,
    conditional: false,
    written: null,
    ...more,
  };
}

/** What a chosen `related_name` makes of the reverse names. */
export function named(name: string): Pick<Relation, 'accessor' | 'queryName' | 'relatedQueryName' | 'relatedName'> {
  return { accessor: name, queryName: name, relatedQueryName: name, relatedName: name };
}

/** The source of a relation whose nodes are numbered from `id`: statement, name, class, call, target, then each argument and its value. */
export function written(id: number, target: string, args: Readonly<Record<string, string>> = {}): WrittenRelation {
  let next = id + 4;
  const argument = (text: string): WrittenArgument => {
    const at = place(next++);
    const value = place(next++);
    return { at, value, text, ...valueOf(text), refersTo: null };
  };
  const to = argument(target);
  return {
    statement: place(id),
    name: place(id + 1),
    className: place(id + 2),
    call: place(id + 3),
    target: to.value,
    targetText: target,
    argumentNames: ['to', ...Object.keys(args)],
    args: { to, ...Object.fromEntries(Object.entries(args).map(([name, text]) => [name, argument(text)])) },
    modelsPrefix: 'models.',
    importedNames: null,
    openArguments: false,
    conditional: false,
    owner: place(0),
    ownerPath: 'shop.models.Book',
  };
}

function valueOf(text: string): Pick<WrittenArgument, 'valueKind' | 'known'> {
  if (text === 'True' || text === 'False') return { valueKind: 'constant', known: text === 'True' };
  if (/^".*"$/.test(text)) return { valueKind: 'string', known: text.slice(1, -1) };
  return { valueKind: text.includes('(') ? 'call' : 'name', known: undefined };
}

/** The graph of these models and relations. Children are those whose bases name the model. */
export function graphOf(models: readonly Model[], relations: readonly Relation[]): RelationGraph {
  const concrete = models.filter(({ abstract }) => !abstract);
  const children = concrete
    .flatMap(({ label, bases }) => bases.map((base) => ({ label, base })))
    .filter(({ base }) => concrete.some((each) => each.label === base));
  return {
    models: new Map(concrete.map((each) => [each.label, each])),
    abstractModels: new Map(models.filter(({ abstract }) => abstract).map((each) => [each.label, each])),
    relations,
    declared: relations.filter((each) => each.written !== null),
    relationById: new Map(relations.map((each) => [each.id, each])),
    relationsFrom: groupBy(relations, ({ from }) => from),
    relationsTo: groupBy(
      relations.filter(({ target }) => target.kind === 'resolved'),
      ({ target }) => (target.kind === 'resolved' ? target.label : ''),
    ),
    children: new Map([...groupBy(children, ({ base }) => base)].map(([base, list]) => [base, list.map(({ label }) => label)])),
  };
}

/** A project around a graph. */
export function analysedOf(models: readonly Model[], relations: readonly Relation[]): Analysed {
  return {
    project: {
      name: '.',
      root: '/shop' as DocumentKey,
      settings: 'config.settings',
      authUserModel: 'auth.User',
      authUserModelKnown: true,
      apps: [
        {
          label: 'shop',
          name: 'shop',
          from: 'settings',
          folder: '/shop/shop' as DocumentKey,
          certain: true,
          likely: true,
          autoField: null,
          listsModels: true,
          configs: [],
        },
      ],
      installedAppsKnown: true,
      django: { version: '5.2', from: 'uv.lock' },
      environment: null,
      uncertain: [],
    },
    graph: graphOf(models, relations),
  };
}
