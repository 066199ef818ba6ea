/** What a search offers: models, apps and fields whose names fit what was typed, the likeliest first. Pure. */
import { counted } from '../../server/src/base/counted';
import type { GraphSubject } from '../../server/src/protocol/graphMessages';
import type { GraphView } from '../../server/src/protocol/graphView';

export type Found =
  | { readonly of: 'app'; readonly label: string; readonly name: string; readonly note: string }
  | { readonly of: 'model' | 'field'; readonly subject: GraphSubject; readonly name: string; readonly note: string };

/** Everything that can be found, with what it is looked up by. */
export type SearchIndex = readonly { readonly found: Found; readonly keys: readonly string[]; readonly rank: number }[];

export function searchIndexOf({ apps, models, relations }: GraphView): SearchIndex {
  const reverse = new Map(relations.map(({ id, accessor }) => [id, accessor]));
  return [
    ...models.map(({ id, name, appLabel, kind }) => ({
      found: {
        of: 'model',
        subject: { model: id, field: null },
        name,
        note: kind === 'model' ? appLabel : `${appLabel}, ${kind}`,
      } as const,
      keys: [name.toLowerCase(), id.toLowerCase()],
      rank: 0,
    })),
    ...apps.map(({ label, name, models: own }) => ({
      found: { of: 'app', label, name: label, note: `app, ${counted(own, 'model')}` } as const,
      keys: [label.toLowerCase(), (name ?? '').toLowerCase()],
      rank: 1,
    })),
    ...models.flatMap(({ id, name, appLabel, fields }) =>
      fields.map((field) => ({
        found: {
          of: 'field',
          subject: { model: id, field: field.name },
          name: `${name}.${field.name}`,
          note: `${field.type} of ${appLabel}`,
        } as const,
        keys: [field.name, `${name}.${field.name}`, `${id}.${field.name}`, reverse.get(field.relation ?? '') ?? ''].map((key) =>
          key.toLowerCase(),
        ),
        rank: field.relation === null ? 3 : 2,
      })),
    ),
  ];
}

/** The best matches for what was typed; none for nothing. */
export function search(index: SearchIndex, typed: string, most: number): readonly Found[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return [];
  return index
    .map((entry) => ({ entry, score: Math.min(...entry.keys.map((key) => scoreOf(key, wanted))) }))
    .filter(({ score }) => score < Infinity)
    .sort(
      (left, right) =>
        left.score - right.score || left.entry.rank - right.entry.rank || left.entry.found.name.length - right.entry.found.name.length,
    )
    .slice(0, most)
    .map(({ entry }) => entry.found);
}

/** Lower is better: the whole, a beginning, the beginning of a word, a part, letters in their order. */
function scoreOf(key: string, wanted: string): number {
  if (key === wanted) return 0;
  const at = key.indexOf(wanted);
  if (at === 0) return 1;
  if (at > 0) return /[._\W]/.test(key[at - 1] ?? '') ? 2 : 3;
  if (wanted.length < 3) return Infinity;
  let from = 0;
  for (const letter of wanted) {
    const found = key.indexOf(letter, from);
    if (found < 0) return Infinity;
    from = found + 1;
  }
  return 4 + (from - wanted.length) / 100;
}
