/**
 * A reverse name that nobody could write: no identifier of Python, or one that a filter reads otherwise
 * (RelatedField._check_related_name_is_valid, _check_related_query_name_is_valid).
 */
import type { Analysed } from '../relations/analysed';
import type { Relation } from '../relations/graph';
import { createTables } from './clashes';
import { fixOf, setArgument } from './fixes';
import type { Cover, Declaration, Finding, Fix, Rule } from './rule';
import { ofCopiesWith, tellDeclaration } from './told';

export const invalidReverseName: Rule = {
  name: 'invalid-reverse-name',
  django: ['fields.E306', 'fields.E308', 'fields.E309'],
  summary: 'A reverse name is no Python name, ends with an underscore, or holds two of them side by side.',
  severity: 'error',
  decidedBy: 'graph',
  check: ofCopiesWith(hasFault, check),
};

type Code = 'fields.E306' | 'fields.E308' | 'fields.E309';

function check({ relation, written, copies }: Declaration, { graph }: Analysed): Finding | null {
  const [code] = codesOf(relation);
  if (code === undefined) return null;
  return tellDeclaration(
    { relation, written, copies },
    {
      code,
      rule: 'invalid-reverse-name',
      severity: 'error',
      ...wordsFor(code, relation),
      fixes: fixesFor({ relation, written, copies }, graph),
    },
    copies.flatMap((copy) => codesOf(copy).map((each): Cover => ({ code: each, model: copy.from, field: copy.field }))),
  );
}

/** What Django says of the names of one relation; it runs no checks of generic ones. */
function codesOf(relation: Relation): readonly Code[] {
  if (!hasFault(relation)) return [];
  const codes: Code[] = [];
  if (isNoPythonName(relation)) codes.push('fields.E306');
  if (endsWithUnderscore(relation)) codes.push('fields.E308');
  if (hasTwoUnderscores(relation)) codes.push('fields.E309');
  return codes;
}

function hasFault(relation: Relation): boolean {
  const { certain, kind } = relation;
  const isChecked = certain && kind !== 'generic' && kind !== 'generic-reverse';
  return isChecked && (isNoPythonName(relation) || endsWithUnderscore(relation) || hasTwoUnderscores(relation));
}

function isNoPythonName({ relatedName }: Relation): boolean {
  return relatedName !== null && !relatedName.endsWith('+') && isNoIdentifier(relatedName);
}

function endsWithUnderscore({ queryName }: Relation): boolean {
  return queryName?.endsWith('_') === true;
}

function hasTwoUnderscores({ queryName }: Relation): boolean {
  return queryName?.includes('__') === true;
}

/** Letters of other alphabets are left to Python. */
function isNoIdentifier(name: string): boolean {
  return KEYWORDS.has(name) || /^\d|[\0-/:-@[-^`{-\x7f]/.test(name);
}

const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if import in is ' +
    'lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

type Words = Pick<Finding, 'message' | 'why' | 'help'>;

function wordsFor(code: Code, { from, field, relatedName, queryName }: Relation): Words {
  const source = `"${from}.${field}"`;
  if (code === 'fields.E306')
    return {
      message: `The related_name of ${source} is "${relatedName ?? ''}", which is no name in Python.`,
      why: 'No code could write the attribute that it gives to the target, so Django refuses the models.',
      help: 'Give a related_name of letters, digits and underscores that is no keyword, or one that ends with "+" for no way back.',
    };
  const what = code === 'fields.E308' ? 'ends with an underscore' : 'has two underscores side by side';
  return {
    message: `The reverse query name of ${source} is "${queryName ?? ''}", which ${what}.`,
    why: 'Two underscores divide a filter into its parts, and no filter could be written with this name.',
    help: 'Give a related_name, or a related_query_name, with single underscores between its words.',
  };
}

/** The argument that holds the name, without what is wrong in it; nothing where that name is taken, or stands elsewhere. */
function fixesFor({ written, copies }: Declaration, graph: Analysed['graph']): readonly Fix[] {
  const argument = written.args['related_query_name'] === undefined ? 'related_name' : 'related_query_name';
  const given = written.args[argument]?.known;
  const codes = copies.flatMap(codesOf);
  if (typeof given !== 'string' || written.openArguments || (argument === 'related_query_name' && codes.includes('fields.E306'))) return [];
  const name = repaired(given);
  const plain = repaired(given.replace(/%\(\w+\)s/g, 'x'));
  const tables = createTables(graph);
  const isTaken = ({ target, queryName }: Relation): boolean =>
    target.kind === 'resolved' &&
    (tables.field(target.label, repaired(queryName ?? '')) !== null || tables.relatedObjects(target.label).has(repaired(queryName ?? '')));
  if (plain === '' || isNoIdentifier(plain) || name === given || copies.some(isTaken)) return [];
  return fixOf(`${argument}="${name}"`, 'preferred', [setArgument(written, argument, `"${name}"`)]);
}

function repaired(name: string): string {
  return name
    .replace(/(%\(\w+\)s)|[^\p{L}\p{N}_]+/gu, (_, placeholder: string | undefined) => placeholder ?? '_')
    .replace(/_+/g, '_')
    .replace(/_$/, '');
}
