/** Views written out by hand, for names and numbers that no project should have. */
import type { GraphView, ModelView, RelationView } from '../../server/src/protocol/graphView';

export interface HandmadeRelation {
  readonly from: string;
  readonly field: string;
  readonly to: string;
  readonly kind?: RelationView['kind'];
}

/** Models by `app.Name`, each with an id, and foreign keys between them. */
export function handmadeView(ids: readonly string[], relations: readonly HandmadeRelation[]): GraphView {
  const made = relations.map(relationOf);
  const labels = [...new Set(ids.map(appOf))];
  return {
    project: { id: '.', name: '.', settings: 'config.settings', models: ids.length, relations: made.length },
    apps: labels.map((label) => ({
      label,
      name: label,
      origin: 'workspace',
      models: ids.filter((id) => appOf(id) === label).length,
    })),
    models: ids.map((id) => modelOf(id, made)),
    relations: made,
    inheritance: [],
    problems: [],
    uncertain: [],
  };
}

function modelOf(id: string, relations: readonly RelationView[]): ModelView {
  const own = relations.filter(({ from }) => from === id);
  return {
    id,
    name: id.slice(id.indexOf('.') + 1),
    appLabel: appOf(id),
    kind: 'model',
    origin: 'workspace',
    managed: true,
    swappedFor: null,
    table: id.replace('.', '_'),
    isThrough: false,
    fields: [
      { name: 'id', type: 'BigAutoField', key: 'primary', null: false, relation: null, inheritedFrom: null },
      ...own.map(({ field, id: relation, type }) => ({ name: field, type, key: null, null: false, relation, inheritedFrom: null })),
    ],
  };
}

function relationOf({ from, field, to, kind = 'many-to-one' }: HandmadeRelation): RelationView {
  return {
    id: `${from}.${field}`,
    from,
    field,
    kind,
    target: { state: 'resolved', model: to },
    type: 'ForeignKey',
    null: false,
    unique: false,
    accessor: `${field}_of`,
    queryName: `${field}_of`,
    onDelete: 'CASCADE',
    symmetrical: false,
    parentLink: false,
    through: null,
    inheritedFrom: null,
    words: `Each ${from} has one ${to}`,
  };
}

function appOf(id: string): string {
  return id.slice(0, id.indexOf('.'));
}
