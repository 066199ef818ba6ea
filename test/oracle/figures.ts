/** The figures of an agreement as they are kept: the bars below which no later one may fall. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Agreement, Tally } from './agreement';

/** How many are equal, of how many. */
export type Figure = readonly [number, number];

export interface Figures {
  readonly found: Readonly<Record<string, Figure>>;
  /** Attributes that do not agree everywhere; what is not named here has to. */
  readonly attributes: Readonly<Record<string, Figure>>;
  /** Models, relations and findings that Django does not have. */
  readonly invented: number;
}

export const FIGURES = join(__dirname, 'packages.json');

export function keptFigures(): Readonly<Record<string, Figures>> {
  return JSON.parse(readFileSync(FIGURES, 'utf8')) as Readonly<Record<string, Figures>>;
}

export function figuresOf({ found, attributes, differences }: Agreement): Figures {
  const wrong = [...attributes].filter(([, { equal, of }]) => equal < of);
  return { found: figures([...found]), attributes: figures(wrong), invented: differences.filter(isInvented).length };
}

/** What Django does not have: models, relations and findings. */
export function isInvented({ what }: { readonly what: string }): boolean {
  return what.startsWith('invented ') || what === 'finding';
}

/** In which figures an agreement is worse than what is kept, each as a sentence. */
export function worseThan(kept: Figures, agreement: Agreement): readonly string[] {
  const { found, attributes, differences } = agreement;
  const invented = differences.filter(isInvented);
  return [
    ...[...found].flatMap(([key, tally]) => fallen(key, tally, kept.found[key] ?? null)),
    ...[...attributes].flatMap(([key, tally]) => fallen(key, tally, kept.attributes[key] ?? null)),
    ...(invented.length > kept.invented ? invented.map(({ what, subject, place }) => `${what}: ${subject} (${place})`) : []),
  ];
}

/** Counted by what is wrong: where more is found, more can be compared. */
function fallen(key: string, { equal, of }: Tally, kept: Figure | null): readonly string[] {
  const allowed = kept === null ? 0 : kept[1] - kept[0];
  return of - equal > allowed ? [`${key}: ${equal} of ${of}, at most ${allowed} may differ`] : [];
}

function figures(tallies: readonly (readonly [string, Tally])[]): Readonly<Record<string, Figure>> {
  const sorted = [...tallies].sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, { equal, of }]) => [key, [equal, of]]));
}

/** One line for each project. */
export function printedFigures(all: Readonly<Record<string, Figures>>): string {
  const lines = Object.entries(all).map(([name, kept]) => ` ${JSON.stringify(name)}: ${JSON.stringify(kept)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}
