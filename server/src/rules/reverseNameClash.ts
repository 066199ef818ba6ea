/** Two names meet on one model: a reverse accessor or query name, and a field or the accessor of another relation. */
import { groupBy } from '../base/collections';
import type { Analysed } from '../relations/analysed';
import type { Model, Place, Relation, WrittenRelation } from '../relations/graph';
import { createTables, findClashes, type Clash, type ClashCode, type Tables } from './clashes';
import { fixOf, setArgument } from './fixes';
import type { Finding, Fix, RelatedPlace, Rule } from './rule';
import { keyOf } from './told';

export const reverseNameClash: Rule = {
  name: 'reverse-name-clash',
  django: ['fields.E302', 'fields.E303', 'fields.E304', 'fields.E305'],
  summary: 'A reverse accessor or query name meets a field or another reverse name of the same model.',
  severity: 'error',
  decidedBy: 'graph',
  check({ project, graph }) {
    const tables = createTables(graph);
    return groupsOf(findClashes({ project, graph }, tables)).flatMap((group) => tell(group, { graph, tables }));
  },
};

/** What a finding is worded from. */
interface Surroundings extends Pick<Analysed, 'graph'> {
  readonly tables: Tables;
}

/** The clashes that one change repairs: those of relations that meet each other, and those of one relation with one field. */
function groupsOf(clashes: readonly Clash[]): readonly (readonly Clash[])[] {
  const leader = new Map<string, string>();
  const find = (key: string): string => {
    let at = key;
    for (let next = leader.get(at); next !== undefined && next !== at; next = leader.get(at)) at = next;
    return at;
  };
  for (const clash of clashes) {
    if (!isBetweenRelations(clash)) continue;
    const [left, right] = [find(statementOf(clash.relation)), find(statementOf(clash.with))];
    if (left !== right) leader.set(left, right);
  }
  return [
    ...groupBy(clashes, (clash) =>
      isBetweenRelations(clash)
        ? find(statementOf(clash.relation))
        : `${statementOf(clash.relation)}\n${clash.holder.label}.${clash.with.name}`,
    ).values(),
  ];
}

type RelationClash = Extract<Clash, { with: Relation }>;

function isBetweenRelations(clash: Clash): clash is RelationClash {
  return clash.code === 'fields.E304' || clash.code === 'fields.E305';
}

function statementOf(relation: Relation): string {
  return relation.written === null ? relation.id : keyOf(relation.written);
}

function tell(group: readonly Clash[], around: Surroundings): readonly Finding[] {
  const blamed = [...new Map(group.map(({ relation }) => [statementOf(relation), relation])).values()];
  const writtenOnes = blamed.flatMap((relation) => {
    const written = writtenHere(relation, around);
    return written === null ? [] : [{ relation, written }];
  });
  // The later one usually came last, and is the one to rename.
  const chosen = writtenOnes.sort((left, right) => comparePlaces(left.written.name, right.written.name)).at(-1);
  if (chosen === undefined) return tellUnwritten(group, around);
  const { written } = chosen;
  const own = group.filter((clash) => statementOf(clash.relation) === keyOf(written));
  const [lead] = [...own].sort((left, right) => ORDER.indexOf(left.code) - ORDER.indexOf(right.code));
  if (lead === undefined) return [];
  const models = [...new Set(group.map((clash) => clash.relation.from))];
  const inherited = own.length > 1 && own.every((clash) => isBetweenRelations(clash) && statementOf(clash.with) === keyOf(written));
  return [
    {
      code: lead.code,
      rule: 'reverse-name-clash',
      severity: 'error',
      ...(inherited ? wordsForBase(lead, models) : wordsFor(lead)),
      at: written.name,
      model: lead.relation.from,
      field: lead.relation.field,
      related: relatedPlaces(group, written, around),
      models: models.length > 1 ? models : [],
      covers: coversOf(group),
      fixes: fixesFor({ relation: lead.relation, written, codes: own.map(({ code }) => code) }, around),
    },
  ];
}

/** How a relation is written in the project's own source; null for one that an installed package brings, or that nobody wrote. */
function writtenHere({ written, inheritedFrom, from }: Relation, { graph }: Pick<Analysed, 'graph'>): WrittenRelation | null {
  const holder = inheritedFrom === null ? graph.models.get(from) : graph.abstractModels.get(inheritedFrom);
  return holder?.origin === 'installed' ? null : written;
}

/**
 * A clash of relations that nobody wrote here: an automatic parent link, or a field of Django's own abstract bases, or of a package's. It
 * is told where the other end is written, else at the class that has the relation.
 */
function tellUnwritten(group: readonly Clash[], around: Surroundings): readonly Finding[] {
  const ownAt = (model: Model | undefined): Place | null => (model?.origin === 'workspace' ? model.at : null);
  const placed = group.flatMap((clash) => {
    const other = isBetweenRelations(clash)
      ? writtenHere(clash.with, around)?.name
      : clash.holder.origin === 'workspace'
        ? clash.with.at
        : null;
    const at = other ?? ownAt(around.graph.models.get(clash.relation.from));
    return at === null ? [] : [{ clash, at }];
  });
  const [first] = placed.sort((left, right) => ORDER.indexOf(left.clash.code) - ORDER.indexOf(right.clash.code));
  if (first === undefined) return [];
  const { clash, at } = first;
  const models = [...new Set(group.map(({ relation }) => relation.from))];
  return [
    {
      code: clash.code,
      rule: 'reverse-name-clash',
      severity: 'error',
      ...wordsFor(clash),
      at,
      model: clash.relation.from,
      field: clash.relation.field,
      related: [],
      models: models.length > 1 ? models : [],
      covers: coversOf(group),
      fixes: [],
    },
  ];
}

function coversOf(group: readonly Clash[]): Finding['covers'] {
  return group.length > 1 ? group.map(({ code, relation: { from, field } }) => ({ code, model: from, field })) : [];
}

const ORDER: readonly ClashCode[] = ['fields.E302', 'fields.E304', 'fields.E303', 'fields.E305'];

type Words = Pick<Finding, 'message' | 'why' | 'help'>;

function wordsFor(clash: Clash): Words {
  const { relation, name } = clash;
  const target = relation.target.kind === 'resolved' ? relation.target.label : '';
  const source = `"${relation.from}.${relation.field}"`;
  const what = clash.code === 'fields.E302' || clash.code === 'fields.E304' ? 'reverse accessor' : 'reverse query name';
  const other = isBetweenRelations(clash)
    ? `the reverse accessor of "${clash.with.from}.${clash.with.field}"`
    : `the field "${clash.holder.label}.${clash.with.name}"`;
  return {
    message: `The ${what} of ${source} on "${target}" is "${name}", and so is ${other}.`,
    why:
      what === 'reverse accessor'
        ? `One attribute of ${target.split('.').at(-1) ?? 'the target'} cannot be both: the later one hides the other, and Django refuses the models.`
        : 'A filter by this name could mean either, so Django refuses the models.',
    help: 'Give one of them a related_name of its own, or related_name="+" if nobody needs the way back.',
  };
}

function wordsForBase({ relation, name }: Clash, models: readonly string[]): Words {
  const target = relation.target.kind === 'resolved' ? relation.target.label : '';
  return {
    message: `"${relation.field}" of an abstract base gives ${String(models.length)} models the same reverse name "${name}" on "${target}": ${models.join(', ')}.`,
    why: 'Every concrete child repeats the relation, and one attribute of the target cannot lead to all of them.',
    help: 'Put "%(class)s" into related_name, and "%(app_label)s" where the children live in several apps.',
  };
}

/** The other ends; a relation to its own model may be its own. */
function relatedPlaces(group: readonly Clash[], written: WrittenRelation, { graph }: Surroundings): readonly RelatedPlace[] {
  const chosen = keyOf(written);
  const places = new Map<string, RelatedPlace>();
  const add = (at: Place | null, message: string): void => {
    if (at !== null && comparePlaces(at, written.name) !== 0) places.set(`${at.file}\n${String(at.id)}`, { at, message });
  };
  for (const clash of group) {
    if (!isBetweenRelations(clash)) {
      add(clash.with.at, `"${clash.holder.label}.${clash.with.name}" is this field`);
      continue;
    }
    for (const relation of [clash.relation, clash.with]) {
      if (statementOf(relation) !== chosen)
        add(relation.written?.name ?? null, `"${relation.from}.${relation.field}" has the same reverse name`);
      else if (relation.inheritedFrom !== null)
        add(graph.models.get(relation.from)?.at ?? null, `"${relation.from}" inherits "${relation.field}"`);
    }
  }
  return [...places.values()];
}

interface Repair {
  readonly relation: Relation;
  readonly written: WrittenRelation;
  readonly codes: readonly ClashCode[];
}

/** A related_name that is free on the target, and the way to have none. Nothing where another argument, or code, fixes the name. */
function fixesFor({ relation, written }: Repair, { tables }: Surroundings): readonly Fix[] {
  if (written.openArguments || written.args['related_query_name'] !== undefined || relation.target.kind !== 'resolved') return [];
  const free =
    relation.inheritedFrom === null ? freeName(relation, relation.target.label, tables) : `%(app_label)s_%(class)s_${relation.field}`;
  return [
    ...fixOf(`related_name="${free}"`, 'preferred', [setArgument(written, 'related_name', `"${free}"`)]),
    ...fixOf('related_name="+": no way back from the target', 'possible', [setArgument(written, 'related_name', '"+"')]),
  ];
}

function freeName({ from, field }: Relation, target: string, tables: Tables): string {
  const related = tables.relatedObjects(target);
  const queryNames = new Set([...related.values()].flat().map(({ relatedQueryName }) => relatedQueryName));
  const taken = (name: string): boolean => tables.field(target, name) !== null || related.has(name) || queryNames.has(name);
  const model = (from.split('.')[1] ?? from).replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
  // A reverse name with two underscores side by side, as `_Order` would give, would divide a query in two (fields.E309).
  const plain = (name: string): string => name.replace(/_+/g, '_').replace(/^_/, '');
  const candidates = [plain(`${field}_${model}_set`), plain(`${field}_of_${model}`)];
  for (let count = 2; ; count++) {
    const found = candidates.find((name) => !taken(name));
    if (found !== undefined) return found;
    candidates.push(plain(`${field}_${model}_set_${String(count)}`));
  }
}

function comparePlaces(left: Place, right: Place): number {
  return left.file < right.file ? -1 : left.file > right.file ? 1 : left.id - right.id;
}
