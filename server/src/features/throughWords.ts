/** The table between the two ends of a many-to-many relation, and its columns. */
import type { Relation, RelationGraph } from '../relations/graph';
import type { Ends } from './ends';
import { code } from './markdown';

/** Two sentences at most; null for other kinds of relation. */
export function throughWords(graph: RelationGraph, relation: Relation, ends: Ends): string | null {
  if (relation.kind !== 'many-to-many') return null;
  const table = relation.joinTable === null ? null : code(relation.joinTable);
  if (relation.throughAuto)
    return `Join table ${table ?? '(its name is not known)'}, which Django makes, with the columns ${automaticColumns(ends).map(code).join(' and ')}.`;
  if (relation.through === null) return 'The model between the two ends is not known.';
  const inTable = table === null ? '' : `, table ${table}`;
  const columns = explicitColumns(graph, relation, ends);
  const through = `Goes through the model ${code(relation.through)}${inTable}`;
  return columns === null ? `${through}.` : `${through}, with the columns ${columns.map(code).join(' and ')}.`;
}

/** As create_many_to_many_intermediary_model names them: two ends of one name get `from_` and `to_`. */
function automaticColumns({ source, target }: Ends): readonly string[] {
  const from = modelName(source.label);
  const to = modelName(target.label);
  return from === to ? [`from_${from}_id`, `to_${to}_id`] : [`${from}_id`, `${to}_id`];
}

function modelName(label: string): string {
  return label.slice(label.lastIndexOf('.') + 1).toLowerCase();
}

/** The columns of the two foreign keys on the through model; null where it is not clear which two count. */
function explicitColumns(graph: RelationGraph, relation: Relation, ends: Ends): readonly string[] | null {
  const keys = throughKeys(graph, relation, ends);
  const columns = keys === null ? [] : [keys.near, keys.far].flatMap(({ column }) => column ?? []);
  return columns.length === 2 ? columns : null;
}

/** The foreign keys of an explicit through model to the holder and to the target; null where it is not clear which two count. */
export function throughKeys(
  graph: RelationGraph,
  relation: Relation,
  { source, target, self }: Ends,
): { readonly near: Relation; readonly far: Relation } | null {
  const keys = (graph.relationsFrom.get(relation.through ?? '') ?? []).filter(
    ({ kind }) => kind === 'many-to-one' || kind === 'one-to-one',
  );
  const named = throughFields(relation);
  if (named !== null) return pairOf(named.flatMap((name) => keys.find(({ field }) => field === name) ?? []));
  const to = (label: string): readonly Relation[] => keys.filter((key) => key.target.kind === 'resolved' && key.target.label === label);
  if (self) return pairOf(to(source.label));
  return to(source.label).length === 1 ? pairOf([...to(source.label), ...to(target.label)]) : null;
}

function pairOf([near, far, ...more]: readonly Relation[]): { readonly near: Relation; readonly far: Relation } | null {
  return near === undefined || far === undefined || more.length > 0 ? null : { near, far };
}

/** The two names of `through_fields`; null when it is not given or not two literal names. */
export function throughFields({ written }: Relation): readonly string[] | null {
  const text = written?.args['through_fields']?.text;
  const names = text === undefined ? [] : [...text.matchAll(/"(\w+)"/g)].map((match) => match[1] ?? '');
  return names.length === 2 ? names : null;
}
