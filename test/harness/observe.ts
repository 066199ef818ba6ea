/** What a language service says of a project, in the terms of the markers. */
import { lineStartsOf, positionAt, type Range } from '../../server/src/base/span';
import type { Model, Place, Relation, RelationGraph } from '../../server/src/relations/graph';
import { placeFindings, type PlacedFinding } from '../../server/src/report/reportSource';
import type { LanguageService } from '../../server/src/service/languageService';
import { keyOf, ROOT } from './ways';
import { relativeKey } from '../../server/src/base/documentKey';

/** A thing with the file and the first line where it stands, its end on that line, and what can be said of it. */
export interface Observed {
  readonly path: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly phrases: ReadonlySet<string>;
}

/** The findings of all projects, with places. */
export function findingsOf(service: LanguageService): readonly PlacedFinding[] {
  const { projects, stats } = service.analysis();
  return placeFindings({
    projects,
    stats,
    locate: service.locate,
    text: service.text,
    isOnDisk: () => true,
    pathOf: (key) => relativeKey(ROOT, key),
  });
}

/** The hover at a place; empty when there is none. */
export function hoverAt(service: LanguageService, path: string, place: { readonly line: number; readonly character: number }): string {
  const offset = (lineStartsOf(service.text(keyOf(path)) ?? '')[place.line] ?? 0) + place.character;
  return service.hover(keyOf(path), offset)?.markdown ?? '';
}

/** Every relation that is written, at its field's name. */
export function relationsOf(service: LanguageService): readonly Observed[] {
  return graphsOf(service).flatMap((graph) =>
    [...graph.relations, ...graph.declared].flatMap((relation) =>
      observed(service, relation.written?.name ?? null, relationPhrases(relation)),
    ),
  );
}

/** Every class that is a model, at its name. */
export function modelsOf(service: LanguageService): readonly Observed[] {
  return graphsOf(service).flatMap((graph) =>
    [...graph.models.values(), ...graph.abstractModels.values()].flatMap((model) => observed(service, model.at, modelPhrases(model))),
  );
}

function graphsOf(service: LanguageService): readonly RelationGraph[] {
  return service.analysis().projects.map(({ graph }) => graph);
}

function observed(service: LanguageService, place: Place | null, phrases: readonly string[]): readonly Observed[] {
  const found = place === null ? null : service.locate(place);
  if (found === null) return [];
  const { line, character } = positionAt(found.lineStarts, found.span.start);
  const end = character + found.span.end - found.span.start;
  return [{ path: relativeKey(ROOT, found.key), line, start: character, end, phrases: new Set(phrases) }];
}

function relationPhrases(relation: Relation): readonly string[] {
  const { target, accessor, queryName, onDelete, column, joinTable, through, toField, inheritedFrom } = relation;
  return [
    target.kind === 'resolved' ? `${relation.kind} to ${target.label}` : `${relation.kind} to nothing`,
    target.kind === 'unresolved' ? target.reason : target.kind,
    `from ${relation.from}`,
    accessor === null ? 'no accessor' : `accessor ${accessor}`,
    queryName === null ? 'no query name' : `query name ${queryName}`,
    `on_delete ${String(onDelete)}`,
    column === null ? 'no column' : `column ${column}`,
    `join table ${String(joinTable)}`,
    through === null ? 'no through' : `through ${through}`,
    `to_field ${String(toField)}`,
    relation.null ? 'null' : 'not null',
    relation.unique ? 'unique' : 'not unique',
    ...(relation.symmetrical ? ['symmetrical'] : ['not symmetrical']),
    ...(relation.parentLink ? ['parent link'] : []),
    ...(relation.throughAuto ? ['automatic through'] : []),
    ...(inheritedFrom === null ? [] : [`inherited from ${inheritedFrom}`]),
  ];
}

function modelPhrases(model: Model): readonly string[] {
  return [
    model.label,
    `module ${model.module}`,
    `table ${model.dbTable}`,
    `key ${String(model.pk)}`,
    model.abstract ? 'abstract' : 'concrete',
    model.managed ? 'managed' : 'unmanaged',
    ...(model.proxy ? ['proxy'] : []),
    ...(model.swapped === null ? [] : [`swapped for ${model.swapped}`]),
    ...model.bases.map((base) => `base ${base}`),
    ...model.managers.map((name) => `manager ${name}`),
    ...model.fields.map(({ name }) => `field ${name}`),
    ...model.fields.map(({ name, column }) => `column ${String(column)} of ${name}`),
  ];
}

/** The end of a range on its first line, in a text. */
export function endOnFirstLine(text: string, { start, end }: Range): number {
  const line = text.split('\n')[start.line] ?? '';
  return end.line === start.line ? end.character : line.length;
}
