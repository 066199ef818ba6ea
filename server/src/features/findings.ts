/** Which findings belong to a relation or a model. A plain type: features and rules do not know each other. */
import type { Model, ModelLabel, Place, Relation } from '../relations/graph';
import { blocks, code, sentence } from './markdown';

/** What a card tells of a finding. The findings of the rules fit. */
export interface ToldFinding {
  readonly code: string;
  readonly message: string;
  readonly help: string;
  readonly at: Place;
  readonly model: ModelLabel | null;
  readonly field: string | null;
  readonly models: readonly ModelLabel[];
  readonly related: readonly { readonly at: Place }[];
  readonly covers: readonly { readonly model: ModelLabel | null; readonly field: string | null }[];
}

/** The findings on a relation: at one of its places, or said of it; else those that name it as their other end. */
export function findingsOnRelation(relation: Relation, findings: readonly ToldFinding[]): readonly ToldFinding[] {
  const places = placesOf(relation);
  const isHere = (place: Place): boolean => places.some((own) => samePlace(own, place));
  const isNamed = (model: ModelLabel | null, field: string | null): boolean => model === relation.from && field === relation.field;
  const own = findings.filter(
    ({ at, model, field, covers }) => isHere(at) || isNamed(model, field) || covers.some((each) => isNamed(each.model, each.field)),
  );
  return own.length > 0 ? own : findings.filter(({ related }) => related.some(({ at }) => isHere(at)));
}

/** The findings on a model as a whole. */
export function findingsOnModel(model: Model, findings: readonly ToldFinding[]): readonly ToldFinding[] {
  return findings.filter(
    ({ at, model: named, field }) => (model.at !== null && samePlace(at, model.at)) || (named === model.label && field === null),
  );
}

/** The findings on one argument of a relation. */
export function findingsOnArgument(relation: Relation, argument: string, findings: readonly ToldFinding[]): readonly ToldFinding[] {
  const written = relation.written?.args[argument];
  if (written === undefined) return [];
  return findings.filter(({ at }) => samePlace(at, written.at) || samePlace(at, written.value));
}

/** True when a reverse name of the relation is taken: then no example may use it (fields.E302 to E305). */
export function isReverseNameBroken(findings: readonly ToldFinding[]): boolean {
  return findings.some((finding) => /^fields\.E30[2-5]$/.test(finding.code));
}

/** The findings as the first lines of a card; null when there are none. */
export function findingLines(findings: readonly ToldFinding[]): string | null {
  if (findings.length === 0) return null;
  return blocks(...findings.slice(0, 3).map((each) => `**${code(each.code)}** ${sentence(`${each.message} ${each.help}`)}`));
}

/** Whether two places are one. */
export function samePlace(left: Place, right: Place): boolean {
  return left.id === right.id && left.file === right.file;
}

/** Every place at which a relation is written: its statement and what is in it. */
export function placesOf({ written }: Relation): readonly Place[] {
  if (written === null) return [];
  const { statement, name, className, call, target, args } = written;
  return [
    statement,
    name,
    className,
    call,
    ...(target === null ? [] : [target]),
    ...Object.values(args).flatMap(({ at, value }) => [at, value]),
  ];
}
