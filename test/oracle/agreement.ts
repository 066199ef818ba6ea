/**
 * Our graph and findings held against what the real Django said of the same project. Pure: what is recorded may come from a file,
 * and ours from wherever. Values that are absent count as null or false, so that answers can be kept short.
 */

type Facts = Readonly<Record<string, unknown>>;

/** What registry.py prints. */
export interface Answer {
  readonly django: string;
  readonly python: string;
  readonly models: readonly Facts[];
  readonly relations: readonly Facts[];
  readonly messages: readonly Message[];
}

export interface Message {
  readonly code: string | null;
  readonly model?: string | null;
  readonly field?: string | null;
}

/** What `graph --format json` and `check --format json` print, as far as it is compared. */
export interface Ours {
  readonly models: readonly Facts[];
  readonly relations: readonly Facts[];
  readonly findings: readonly OurFinding[];
}

export interface OurFinding extends Message {
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly range: { readonly start: { readonly line: number } };
  readonly covers?: readonly Message[];
}

/** The project's own source, or what is installed beside it. */
export type Side = 'own' | 'installed';

export interface Tally {
  readonly equal: number;
  readonly of: number;
}

export interface Difference {
  /** `missing model`, `invented relation`, `finding`, `unsaid`, or an attribute such as `relation.accessor`. */
  readonly what: string;
  readonly side: Side;
  /** A model's label, a relation as `label.field`, or a finding's code and place. */
  readonly subject: string;
  readonly django: unknown;
  readonly ours: unknown;
  /** Where it is written, as Django's side knows it, else as ours does. */
  readonly place: string;
  /** Why no text tells it; null where a class statement spells it out. */
  readonly dynamic: string | null;
}

export interface Agreement {
  /** How many of Django's were found, by `models own`, `models own dynamic`, `relations installed` and so on. */
  readonly found: ReadonlyMap<string, Tally>;
  /** How many values agree among those found, by attribute and side, such as `relation.accessor own`. */
  readonly attributes: ReadonlyMap<string, Tally>;
  readonly differences: readonly Difference[];
}

const MODEL_ATTRIBUTES = ['module', 'file', 'line', 'origin', 'proxy', 'managed', 'swapped', 'dbTable', 'pk', 'managers'];
const EVERY_RELATION = ['kind', 'to', 'inheritedFrom', 'file', 'line'];
const KEYS = ['accessor', 'queryName', 'onDelete', 'null', 'unique', 'column', 'toField', 'parentLink'];

/** The attributes that mean something for a relation of this kind. */
const RELATION_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  generic: EVERY_RELATION,
  'generic-reverse': [...EVERY_RELATION, 'queryName'],
  'many-to-many': [...EVERY_RELATION, 'accessor', 'queryName', 'through', 'throughAuto', 'symmetrical'],
  'many-to-one': [...EVERY_RELATION, ...KEYS],
  'one-to-one': [...EVERY_RELATION, ...KEYS],
};

/** Where something stands in text; means nothing for what code makes. */
const PLACES = new Set(['module', 'file', 'line', 'origin', 'inheritedFrom']);

const FALSE = new Set(['proxy', 'null', 'unique', 'parentLink', 'symmetrical', 'throughAuto']);

/** Compares all of it; of Django's messages those with a code that we claim to check. */
export function agreementOf(answer: Answer, ours: Ours, checked: ReadonlySet<string>): Agreement {
  const differences: Difference[] = [];
  const found = new Map<string, Tally>();
  const attributes = new Map<string, Tally>();

  const sides = new Map([...ours.models, ...answer.models].map((model) => [text(model['label']), sideOf(model['file'])]));
  const models = {
    what: 'model',
    theirs: new Map(answer.models.map((model) => [text(model['label']), model])),
    ours: firstOf(ours.models.filter((model) => model['abstract'] !== true).map((model) => [text(model['label']), model])),
    side: (facts: Facts): Side => sideOf(facts['file']),
    attributes: (): readonly string[] => MODEL_ATTRIBUTES,
    isIgnored: (): boolean => false,
  };
  const abstract = new Set(ours.models.filter((model) => model['abstract'] === true).map((model) => text(model['label'])));
  // A swapped-out model has no relations, in Django's registry; that its own are shown is no invention.
  const silent = new Set(answer.models.filter((model) => isSet(model['swapped'])).map((model) => text(model['label'])));
  const relations = {
    what: 'relation',
    theirs: new Map(answer.relations.filter(({ copied }) => copied !== true).map((relation) => [keyOf(relation), relation])),
    ours: firstOf(ours.relations.map((relation) => [keyOf(relation), relation])),
    side: (facts: Facts): Side => sides.get(text(facts['from'])) ?? sideOf(facts['file']),
    attributes: ({ kind }: Facts): readonly string[] => RELATION_ATTRIBUTES[text(kind)] ?? [],
    isIgnored: (relation: Facts): boolean => {
      const from = text(relation['from']);
      return silent.has(from) || (abstract.has(from) && !models.theirs.has(from)) || copied.has(keyOf(relation));
    },
  };
  const copied = new Set(answer.relations.filter((relation) => relation['copied'] === true).map(keyOf));

  for (const part of [models, relations]) {
    for (const [key, theirs] of part.theirs) {
      const own = part.ours.get(key);
      const side = part.side(theirs);
      const dynamic = isSet(theirs['dynamic']) ? text(theirs['dynamic']) : null;
      const about = { side, subject: key, place: placeOf(theirs), dynamic };
      add(found, `${part.what}s ${side}${dynamic === null ? '' : ' dynamic'}`, own !== undefined);
      if (own === undefined) {
        differences.push({ what: `missing ${part.what}`, django: theirs['class'] ?? null, ours: null, ...about });
        continue;
      }
      for (const attribute of part.attributes(theirs)) {
        const equal = isEqual(attribute, theirs, own, dynamic !== null);
        if (equal === null) continue;
        add(attributes, `${part.what}.${attribute} ${side}`, equal);
        if (!equal)
          differences.push({
            what: `${part.what}.${attribute}`,
            django: valueOf(attribute, theirs),
            ours: valueOf(attribute, own),
            ...about,
          });
      }
    }
    for (const [key, own] of part.ours) {
      if (part.theirs.has(key) || part.isIgnored(own)) continue;
      const side = part.side(own);
      differences.push({
        what: `invented ${part.what}`,
        side,
        subject: key,
        django: null,
        ours: own['class'] ?? null,
        place: placeOf(own),
        dynamic: null,
      });
    }
  }
  return { found, attributes, differences: [...differences, ...findingsAgainst(answer, ours), ...unsaid(answer, ours, checked)] };
}

/** Messages of ours that Django does not have. */
function findingsAgainst(answer: Answer, { findings }: Ours): readonly Difference[] {
  const said = new Set(answer.messages.map(spelled));
  return findings.flatMap((finding) => {
    const { file, range } = finding;
    const ours = coveredBy(finding).filter((message) => !said.has(spelled(message)));
    const place = `${file}:${range.start.line + 1}`;
    return ours.map((message) => ({
      what: 'finding',
      side: sideOf(file),
      subject: spelled(message),
      django: null,
      ours: finding.message,
      place,
      dynamic: null,
    }));
  });
}

/** Messages of Django that we should have. */
function unsaid({ messages }: Answer, { findings }: Ours, checked: ReadonlySet<string>): readonly Difference[] {
  const said = new Set(findings.flatMap(coveredBy).map(spelled));
  const missing = new Set(messages.filter(({ code }) => code !== null && checked.has(code)).map(spelled));
  return [...missing]
    .filter((message) => !said.has(message))
    .map((subject) => ({ what: 'unsaid', side: 'own', subject, django: subject, ours: null, place: 'nowhere', dynamic: null }));
}

function coveredBy(finding: OurFinding): readonly Message[] {
  const { covers = [] } = finding;
  return covers.length > 0 ? covers : [finding];
}

function spelled({ code, model, field }: Message): string {
  return [code ?? '-', [model, field].filter((part) => part !== null && part !== undefined).join('.')].join(' ').trim();
}

/** Null when there is nothing to compare. */
function isEqual(attribute: string, theirs: Facts, ours: Facts, dynamic: boolean): boolean | null {
  if (dynamic && PLACES.has(attribute)) return null;
  // What is known of Django without any Django at hand stands in no file; a parent link that nobody wrote neither.
  if ((attribute === 'file' || attribute === 'line') && (ours['origin'] === 'builtin' || !isSet(theirs['file']))) return null;
  const want = valueOf(attribute, theirs);
  const got = valueOf(attribute, ours);
  // A key that names its target's primary key points at what it would point at anyway.
  if (attribute === 'toField' && want === null) return null;
  return JSON.stringify(want) === JSON.stringify(got);
}

function valueOf(attribute: string, facts: Facts): unknown {
  const value = facts[attribute];
  if (attribute === 'file') return isSet(value) ? belowSitePackages(text(value)) : null;
  if (attribute === 'origin') return sideOf(facts['file']);
  if (attribute === 'managed') return value ?? true;
  if (attribute === 'managers') return value ?? ['objects'];
  return value ?? (FALSE.has(attribute) ? false : null);
}

function sideOf(file: unknown): Side {
  return isSet(file) && !belowSitePackages(text(file)).startsWith('site-packages/') ? 'own' : 'installed';
}

/** Environments keep their packages in other places on each system. */
function belowSitePackages(path: string): string {
  return path.replace(/^.*\/(?=site-packages\/)/, '');
}

function placeOf({ file, line }: Facts): string {
  return isSet(file) ? `${belowSitePackages(text(file))}:${isSet(line) ? text(line) : '?'}` : 'nowhere';
}

function keyOf({ from, field }: Facts): string {
  return `${text(from)}.${text(field)}`;
}

function firstOf(entries: readonly (readonly [string, Facts])[]): ReadonlyMap<string, Facts> {
  return new Map([...entries].reverse());
}

function add(tallies: Map<string, Tally>, key: string, equal: boolean): void {
  const tally = tallies.get(key) ?? { equal: 0, of: 0 };
  tallies.set(key, { equal: tally.equal + (equal ? 1 : 0), of: tally.of + 1 });
}

/** The sum of all tallies whose key the pattern matches. */
export function sum(tallies: ReadonlyMap<string, Tally>, pattern: RegExp): Tally {
  const chosen = [...tallies].filter(([key]) => pattern.test(key)).map(([, tally]) => tally);
  return { equal: chosen.reduce((total, { equal }) => total + equal, 0), of: chosen.reduce((total, one) => total + one.of, 0) };
}

/** An answer as it is kept: one line for each model, relation and message, without what absence says as well. */
export function recorded(answer: Answer, digest: string): string {
  const part = (name: string, items: readonly object[]): string =>
    items.length === 0 ? `"${name}": []` : `"${name}": [\n${items.map((item) => ` ${JSON.stringify(short(item))}`).join(',\n')}\n]`;
  const { django, python, models, relations, messages } = answer;
  const head = `"digest": ${JSON.stringify(digest)}, "django": ${JSON.stringify(django)}, "python": ${JSON.stringify(python)}`;
  return `{ ${head},\n${part('models', models)},\n${part('relations', relations)},\n${part('messages', messages)} }\n`;
}

function short(item: object): object {
  return Object.fromEntries(
    Object.entries(item).filter(([name, value]) => {
      if (name === 'managed') return value === false;
      if (name === 'managers') return JSON.stringify(value) !== '["objects"]';
      return value !== null && value !== false;
    }),
  );
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
