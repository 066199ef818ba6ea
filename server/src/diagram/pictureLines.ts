/** The lines of a picture: one for each relation, one for many between the same two boxes, and one for each inheritance. */
import { groupBy } from '../base/collections';
import type { InheritanceView, RelationView } from '../protocol/graphView';
import { problemsAt, type IndexedView } from './indexView';
import type { PictureLine } from './picture';
import { feetOf, nameIn, type MarkContext, type RelationMark } from './relationMarks';
import type { Level } from './state';

/** Most lines between the same two boxes before they become one: at a row each, and between bare names. */
const MOST_WITH_ROWS = 8;
const MOST_WITH_NAMES = 1;
const MOST_LOOPS = 12;

/** All lines, those of relations first. */
export function pictureLines(context: MarkContext, marks: ReadonlyMap<string, RelationMark>, level: Level): readonly PictureLine[] {
  const drawn = [...marks].flatMap(([id, mark]) => {
    const relation = context.index.relations.get(id);
    return mark.as === 'line' && relation !== undefined ? [{ relation, mark }] : [];
  });
  const pairs = groupBy(drawn, ({ mark }) => `${mark.from}>${mark.to}`);
  return [
    ...[...pairs.values()].flatMap((pair) => linesOfPair(context, pair, level)),
    ...context.index.view.inheritance.flatMap((each) => inheritanceLine(context, each)),
    ...context.index.view.models.flatMap(({ id, swappedFor }) => swappedLine(context, id, swappedFor)),
  ];
}

interface DrawnRelation {
  readonly relation: RelationView;
  readonly mark: Extract<RelationMark, { as: 'line' }>;
}

function linesOfPair(context: MarkContext, pair: readonly DrawnRelation[], level: Level): readonly PictureLine[] {
  const [first] = pair;
  if (first === undefined) return [];
  const { from, to } = first.mark;
  const isLoop = from === to;
  const most = level === 'names' ? MOST_WITH_NAMES : isLoop ? MOST_LOOPS : MOST_WITH_ROWS;
  const ofApps = !context.isOwnBox(first.relation.from) && to.startsWith('app:');
  if (ofApps || pair.length > most) return [bundle(context, pair, from, to)];
  return pair.map(({ relation }) => relationLine(context, relation, from, to));
}

function relationLine({ index, isOwnBox }: MarkContext, relation: RelationView, from: string, to: string): PictureLine {
  const isParentLink = index.parentLinks.has(relation.id);
  return {
    id: relation.id,
    shape: isParentLink ? 'multi-table' : 'relation',
    from,
    fromRow: isOwnBox(relation.from) ? relation.field : null,
    to,
    relations: [relation],
    generic: relation.kind === 'generic-reverse',
    feet: isParentLink ? { near: 'none', far: 'none' } : feetOf(relation),
    problems: problemsAt(index, relation.from, relation.field),
    words: relation.words,
  };
}

function bundle({ index }: MarkContext, pair: readonly DrawnRelation[], from: string, to: string): PictureLine {
  const relations = pair.map(({ relation }) => relation);
  const [only] = relations;
  const problems = relations.flatMap((each) => problemsAt(index, each.from, each.field));
  return {
    id: `${from}>${to}`,
    shape: 'bundle',
    from,
    fromRow: null,
    to,
    relations,
    generic: false,
    feet: { near: 'none', far: 'none' },
    problems: [...new Set(problems)],
    words:
      relations.length === 1 && only !== undefined
        ? only.words
        : `${String(relations.length)} relations from ${boxName(index, from)} to ${boxName(index, to)}`,
  };
}

/** What people call a box: the model's name, or the app's label. */
export function boxName(index: IndexedView, id: string): string {
  return index.models.has(id) ? nameIn(index, id) : id.slice(id.indexOf(':') + 1);
}

function inheritanceLine(context: MarkContext, { child, parent, kind, parentLink }: InheritanceView): readonly PictureLine[] {
  // A parent link is the line of its relation already.
  if (parentLink !== null || !context.isOwnBox(child) || !context.isOwnBox(parent)) return [];
  const { index } = context;
  const words = {
    'multi-table': `Each ${nameIn(index, child)} is one ${nameIn(index, parent)} with a row of its own`,
    proxy: `${nameIn(index, child)} is a proxy of ${nameIn(index, parent)}: the same table, another class`,
    abstract: `${nameIn(index, child)} has the fields of the abstract base ${nameIn(index, parent)}`,
  };
  return [plainLine(`${child}^${parent}`, kind, child, parent, words[kind])];
}

function swappedLine(context: MarkContext, id: string, swappedFor: string | null): readonly PictureLine[] {
  if (swappedFor === null || !context.isOwnBox(id) || !context.isOwnBox(swappedFor)) return [];
  const { index } = context;
  const words = `${nameIn(index, swappedFor)} takes the place of ${nameIn(index, id)}`;
  return [plainLine(`${id}~${swappedFor}`, 'swapped', id, swappedFor, words)];
}

function plainLine(id: string, shape: PictureLine['shape'], from: string, to: string, words: string): PictureLine {
  const feet = { near: 'none', far: 'none' } as const;
  return { id, shape, from, fromRow: null, to, relations: [], generic: false, feet, problems: [], words };
}
