/**
 * The specs are proven, not believed: what a page expects of a project is held against what the real Django said of it in each
 * version (specs.json, recorded by record.ts). Needs no Python.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Relation, RelationGraph } from '../../server/src/relations/graph';
import { rules } from '../../server/src/rules/registry';
import { createNativeParser } from '../../server/src/syntax/nativeParser';
import { findingsOf } from '../harness/observe';
import { fromScratch } from '../harness/ways';
import { ANSWERS, answerFor, specProjects, VERSIONS, type Answer, type Message, type Recorded, type SpecProject } from './specProjects';

const recorded = JSON.parse(readFileSync(ANSWERS, 'utf8')) as Readonly<Record<string, Recorded>>;
const checked = new Set(rules.flatMap(({ django }) => django));

/** Rules for what stops Django before it can check anything. */
const STOPS = new Set(rules.filter(({ django }) => django.length === 0).map(({ name }) => name));

describe('Django agrees with', () => {
  for (const project of specProjects()) {
    it(project.name, () => {
      const known = recorded[project.name];
      assert.equal(known?.digest, project.digest, 'this section was never asked, or has changed: npm run oracle -- --write');
      for (const { version } of VERSIONS) {
        const answer = answerFor(known, version);
        if (answer !== undefined) compare(project, version, answer);
      }
    });
  }
});

function compare({ files, section }: SpecProject, version: string, answer: Answer): void {
  const made = createNativeParser();
  assert.ok('parser' in made);
  const service = fromScratch({ files, django: section.django ?? version, parser: made.parser });
  const findings = findingsOf(service);
  if ('raised' in answer) {
    const { error, missing, file, line } = answer.raised;
    // A package that is not installed where Django was asked: it says nothing of the project.
    if (missing !== null && ![...files.keys()].some((path) => path.startsWith(`${missing}/`))) return;
    const stops = findings.filter(({ finding }) => STOPS.has(finding.code));
    const found = stops.map((one) => ({ file: one.file, line: one.range.start.line + 1 }));
    assert.ok(
      found.some((one) => one.file === file && isNear(one.line, line)),
      `Django ${version} stops with ${error} at ${String(file)}:${String(line)}; we say ${JSON.stringify(found)}`,
    );
    return;
  }
  assert.deepEqual(
    findings.filter(({ finding }) => STOPS.has(finding.code)).map(({ finding }) => finding.message),
    [],
    `Django ${version} starts`,
  );
  const ours = findings.flatMap(({ finding }) => (finding.covers.length > 0 ? finding.covers : [finding]));
  const theirs = spelled(answer.messages.filter(({ code }) => checked.has(code)));
  if (!section.decided) {
    const more = spelled(ours).filter((one) => !theirs.includes(one));
    assert.deepEqual(more, [], `said, but not by Django ${version}`);
    return;
  }
  assert.deepEqual(spelled(ours), theirs, `messages of Django ${version}`);
  const [first] = service.analysis().projects;
  assert.ok(first);
  for (const relation of answer.relations) assert.deepEqual(asRecorded(first.graph, relation), relation, `a relation of Django ${version}`);
  assert.deepEqual(inventedIn(first.graph, answer.relations), [], `relations that Django ${version} does not have`);
}

/** Relations of the project's own models that Django does not have, but for generic ones, which are not recorded, and those that may not exist. */
function inventedIn({ models, relations }: RelationGraph, theirs: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  const known = new Set(theirs.map(({ from, field }) => `${String(from)}.${String(field)}`));
  const isClaimed = ({ from, kind, certain, conditional }: Relation): boolean =>
    models.get(from)?.origin === 'workspace' && certain && !conditional && !kind.startsWith('generic');
  return relations.filter((relation) => isClaimed(relation) && !known.has(relation.id)).map(({ id }) => id);
}

/** Python names the line of the call, or that of an argument, by version. */
function isNear(ours: number, django: number | null): boolean {
  return django !== null && Math.abs(ours - django) <= 4;
}

/** Django says some things twice (E300 with E307, and one message from each end): once is enough for a set. */
function spelled(messages: readonly Message[]): readonly string[] {
  return [...new Set(messages.map(({ code, model, field }) => `${code} ${model ?? '-'} ${field ?? '-'}`))].sort();
}

/** Our relation of the same model and field, with the keys that were recorded; targets that are nowhere are not compared. */
function asRecorded(graph: RelationGraph, expected: Readonly<Record<string, unknown>>): unknown {
  const found = graph.relationById.get(`${String(expected['from'])}.${String(expected['field'])}`);
  if (found === undefined) return `${String(expected['from'])}.${String(expected['field'])} is missing`;
  const to = found.target.kind === 'resolved' ? found.target.label : expected['to'];
  // Django knows a lambda by no other name; we show its text.
  const onDelete = found.onDelete?.startsWith('lambda') === true ? '<lambda>' : found.onDelete;
  const all: Readonly<Record<string, unknown>> = { ...(JSON.parse(JSON.stringify(found)) as object), to, onDelete };
  const isBroken = found.target.kind !== 'resolved';
  const broken = ['accessor', 'queryName', 'through', 'throughAuto'];
  return Object.fromEntries(Object.keys(expected).map((key) => [key, isBroken && broken.includes(key) ? expected[key] : all[key]]));
}
