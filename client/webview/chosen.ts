/** What a person has chosen in the picture, and what comes forward with it. Pure. */
import { emphasisOf, type Emphasis } from '../../server/src/diagram/emphasis';
import { problemsAt, type IndexedView } from '../../server/src/diagram/indexView';
import type { Picture } from '../../server/src/diagram/picture';
import type { GraphSubject } from '../../server/src/protocol/graphMessages';

export type Chosen =
  | { readonly of: 'subject'; readonly subject: GraphSubject }
  /** A line that is no single relation: a bundle, or inheritance. */
  | { readonly of: 'line'; readonly line: string }
  /** A box that is no model. */
  | { readonly of: 'box'; readonly box: string };

export function emphasisOfChosen(index: IndexedView, picture: Picture, chosen: Chosen | null): Emphasis | null {
  if (chosen === null) return null;
  if (chosen.of === 'subject') {
    const isThere = picture.boxes.some(({ id }) => id === chosen.subject.model);
    return isThere ? together([chosen.subject, ...otherEnds(index, chosen.subject)].map((each) => emphasisOf(picture, each))) : null;
  }
  const lines = picture.lines.filter((line) =>
    chosen.of === 'line' ? line.id === chosen.line : line.from === chosen.box || line.to === chosen.box,
  );
  if (lines.length === 0 && chosen.of === 'line') return null;
  const ends = lines.flatMap(({ from, to }) => [from, to]);
  return { boxes: new Set(chosen.of === 'box' ? [...ends, chosen.box] : ends), lines: new Set(lines.map(({ id }) => id)) };
}

/** The fields that are part of the same mistakes as this one: a clash is understood only with both of its ends. */
function otherEnds(index: IndexedView, { model, field }: GraphSubject): readonly GraphSubject[] {
  if (field === null) return [];
  const ends = problemsAt(index, model, field).flatMap((problem) => problem.ends);
  return ends.filter((end) => end.field !== null && (end.model !== model || end.field !== field));
}

function together(all: readonly Emphasis[]): Emphasis {
  return { boxes: new Set(all.flatMap(({ boxes }) => [...boxes])), lines: new Set(all.flatMap(({ lines }) => [...lines])) };
}

/** The choice that a line stands for. */
export function chosenByLine({ lines }: Picture, id: string): Chosen {
  const line = lines.find((each) => each.id === id);
  const [only] = line?.relations ?? [];
  if (line?.relations.length === 1 && only !== undefined) return { of: 'subject', subject: { model: only.from, field: only.field } };
  return { of: 'line', line: id };
}
