/** Findings as a picture draws them: at every model and field that they touch. What stands at a place is answered here, too. */
import { groupBy } from '../base/collections';
import type { DocumentKey } from '../base/documentKey';
import type { GraphSubject } from '../protocol/graphMessages';
import type { ProblemEnd, ProblemView } from '../protocol/graphView';
import type { Analysed } from '../relations/analysed';
import type { Model, Place, RelationGraph } from '../relations/graph';
import { placesOf, type ToldFinding } from './findings';

/** What a picture tells of a finding. The findings of the rules fit. */
export interface GraphFinding extends ToldFinding {
  readonly severity: ProblemView['severity'];
}

/** The findings that touch a model of the graph, in their order. */
export function problemsOf(graph: RelationGraph, findings: readonly GraphFinding[]): readonly ProblemView[] {
  if (findings.length === 0) return [];
  const subjects = subjectsByPlace(graph);
  const subjectsAt = (place: Place): readonly ProblemEnd[] => subjects.get(nameOf(place)) ?? [];
  return findings.flatMap((finding) => {
    const { code, severity, message, help, model, field, models, covers, at, related } = finding;
    const ends = [
      ...(model === null ? [] : [{ model, field }]),
      ...covers.flatMap((each) => (each.model === null ? [] : [{ model: each.model, field: each.field }])),
      ...models.map((each) => ({ model: each, field })),
      ...subjectsAt(at),
      ...related.flatMap((each) => subjectsAt(each.at)),
    ].filter((end) => graph.models.has(end.model) || graph.abstractModels.has(end.model));
    const distinct = [...groupBy(ends, (end) => `${end.model} ${end.field ?? ''}`).values()].flatMap(([first]) => first ?? []);
    return distinct.length === 0 ? [] : [{ code, severity, message, help, ends: distinct }];
  });
}

function subjectsByPlace(graph: RelationGraph): ReadonlyMap<string, readonly ProblemEnd[]> {
  const all = allSubjects(graph).flatMap(({ places, subject }) => places.map((place) => ({ place, subject })));
  return new Map([...groupBy(all, ({ place }) => nameOf(place))].map(([name, found]) => [name, found.map(({ subject }) => subject)]));
}

function nameOf({ file, id }: Place): string {
  return `${file} ${String(id)}`;
}

interface PlacedSubject {
  readonly subject: GraphSubject;
  /** The place to go to first. */
  readonly places: readonly Place[];
}

function allSubjects(graph: RelationGraph): readonly PlacedSubject[] {
  return [...graph.models.values(), ...graph.abstractModels.values()].flatMap((model) => [
    { subject: { model: model.label, field: null }, places: model.at === null ? [] : [model.at] },
    ...model.fields.map(({ name }) => ({ subject: { model: model.label, field: name }, places: fieldPlaces(graph, model, name) })),
  ]);
}

function fieldPlaces(graph: RelationGraph, model: Model, name: string): readonly Place[] {
  const relation = graph.relationById.get(`${model.label}.${name}`);
  if (relation?.written != null) return [relation.written.name, ...placesOf(relation)];
  const at = model.fields.find((field) => field.name === name)?.at ?? null;
  return at === null ? [] : [at];
}

/** Where a model or a field is written; null where there is no source, or when it is gone. */
export function placeOfSubject({ graph }: Analysed, { model: label, field }: GraphSubject): Place | null {
  const model = graph.models.get(label) ?? graph.abstractModels.get(label);
  if (model === undefined) return null;
  return field === null ? model.at : (fieldPlaces(graph, model, field)[0] ?? model.at);
}

/**
 * What stands at an offset of a file: the field whose statement holds it, else the model whose class statement began last
 * before it. Where children of an abstract base share a statement, it is the base's own.
 */
export function subjectAt(
  { graph }: Analysed,
  file: DocumentKey,
  offset: number,
  spanOf: (place: Place) => { readonly start: number; readonly end: number } | null,
): GraphSubject | null {
  let best: { readonly subject: GraphSubject; readonly start: number } | null = null;
  for (const { subject, places } of subjectsIn(graph, file)) {
    for (const place of places) {
      const span = spanOf(place);
      if (span === null || span.start > offset) continue;
      if (subject.field !== null && offset > span.end) continue;
      if (best === null || span.start > best.start || (span.start === best.start && graph.abstractModels.has(subject.model)))
        best = { subject, start: span.start };
    }
  }
  return best?.subject ?? null;
}

function subjectsIn(graph: RelationGraph, file: DocumentKey): readonly PlacedSubject[] {
  return allSubjects(graph).flatMap(({ subject, places }) => {
    const here = places.filter((place) => place.file === file);
    return here.length === 0 ? [] : [{ subject, places: here }];
  });
}
