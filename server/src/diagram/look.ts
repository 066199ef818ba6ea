/** What drawing needs to know beside the scene: how much is drawn, and which colour an app has. */
import type { GraphView, ProblemView } from '../protocol/graphView';

/** `full`: everything. `names`: boxes with large names and plain lines, seen from further away. `far`: areas of colour. */
export type Detail = 'full' | 'names' | 'far';

/** How boxes are drawn: `both` has the names over everything, for a page whose style sheet shows them from further away. */
export type BoxDetail = Detail | 'both';

/** The detail at a zoom, 1 for the size at which a file is drawn. */
export function detailAt(zoom: number): Detail {
  if (zoom > 0.4) return 'full';
  return zoom >= 0.12 ? 'names' : 'far';
}

export interface Look {
  /** The number of an app's colour, from 0 to one less than {@link COLOURS}. */
  colourOf(appLabel: string): number;
}

export const COLOURS = 8;

/** Apps in their order take the colours in theirs, the project's own before those of packages. */
export function lookOf({ apps }: GraphView): Look {
  const own = apps.filter(({ origin }) => origin === 'workspace');
  const others = apps.filter(({ origin }) => origin !== 'workspace');
  const numbers = new Map([...own, ...others].map(({ label }, at) => [label, at % COLOURS]));
  return { colourOf: (label) => numbers.get(label) ?? 0 };
}

/** The class of what a problem touches, after a blank; empty where there is none. */
export function problemClass(problems: readonly ProblemView[]): string {
  if (problems.length === 0) return '';
  return problems.some(({ severity }) => severity === 'error') ? ' dr-error' : ' dr-warning';
}

/** The problems as lines of a title. */
export function problemTitle(problems: readonly ProblemView[]): string {
  return problems.map(({ code, message }) => `${code}: ${message}`).join('\n');
}
