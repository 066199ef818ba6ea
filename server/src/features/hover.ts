/** Every place of a file that has a hover, each with the card that is shown there. Where a place stands is the service's business. */
import { groupBy } from '../base/collections';
import type { DocumentKey } from '../base/documentKey';
import type { Analysed } from '../relations/analysed';
import type { Place, Relation } from '../relations/graph';
import { argumentCard } from './argumentCard';
import { samePlace, type ToldFinding } from './findings';
import { modelCard } from './modelCard';
import { declarationCard } from './relationCard';

export interface HoverTarget {
  readonly at: Place;
  /** Markdown; empty when there is nothing to say. Made when it is asked for. */
  readonly card: () => string;
}

/**
 * The hover targets of one file: names of models in class statements; of each relation the field's name, its class, its target
 * and every argument, keyword included. Where several contain the pointer, the one with the shortest span is meant.
 */
export function hoverTargetsOf(analysed: Analysed, file: DocumentKey, findings: readonly ToldFinding[]): readonly HoverTarget[] {
  const { models, abstractModels } = analysed.graph;
  return [
    ...[...models.values(), ...abstractModels.values()].flatMap((model) =>
      model.at?.file === file ? [{ at: model.at, card: () => modelCard(analysed, model, findings) }] : [],
    ),
    ...declarationsIn(analysed, file).flatMap((relations) => declarationTargets(analysed, relations, findings)),
  ];
}

/** The relations that are written in the file, those of one declaration together. */
function declarationsIn({ graph }: Analysed, file: DocumentKey): readonly (readonly Relation[])[] {
  const inFile = new Set([...graph.relations, ...graph.declared].filter(({ written }) => written?.name.file === file));
  return [...groupBy(inFile, ({ written }) => written?.name.id).values()];
}

function declarationTargets(analysed: Analysed, relations: readonly Relation[], findings: readonly ToldFinding[]): readonly HoverTarget[] {
  const [first] = relations;
  const written = first?.written;
  if (first === undefined || written == null) return [];
  const card = (): string => declarationCard(analysed, relations, findings);
  const { name, className, target, args } = written;
  const given = Object.entries(args);
  return [
    { at: name, card },
    { at: className, card },
    ...(target !== null && !given.some(([, { value }]) => samePlace(value, target)) ? [{ at: target, card }] : []),
    ...given.map(([argument, { at }]) => ({
      at,
      // What differs from child to child is shown for each.
      card: relations.length > 1 && PER_CHILD.has(argument) ? card : () => argumentCard(analysed, first, argument, findings),
    })),
  ];
}

const PER_CHILD: ReadonlySet<string> = new Set(['to', 'related_name', 'related_query_name']);
