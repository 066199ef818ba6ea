/** A relation whose target is no model that Django would know (RelatedField._check_relation_model_exists, _check_lazy_references). */
import { guessedApps, type Analysed } from '../relations/analysed';
import type { Relation, Target } from '../relations/graph';
import { fixOf } from './fixes';
import { nearestNames } from './nearestNames';
import type { Cover, Declaration, Finding, Fix, Rule } from './rule';
import { ofCopiesWith, tellDeclaration } from './told';

export const unresolvedTarget: Rule = {
  name: 'unresolved-target',
  django: ['fields.E300', 'fields.E307'],
  summary: 'A relation points at a model that does not exist, is abstract, or is not installed.',
  severity: 'error',
  decidedBy: 'graph',
  // A bare name in an abstract base may lead somewhere in one child's app and nowhere in another's.
  check: ofCopiesWith(hasFault, check),
};

type Unresolved = Extract<Target, { kind: 'unresolved' }>;

/**
 * A field class that is not known may take its first argument for something else. What code makes may be known all the same. Of generic
 * relations Django tells only that nothing of the name was ever made, and a class of an app that is not installed may be.
 */
function hasFault({ target, kind, certain, written }: Relation): boolean {
  if (!isMissing(target) || (kind === 'generic-reverse' && target.reason === 'no-such-app')) return false;
  return certain || written?.openArguments !== true;
}

function check({ written, copies: all }: Declaration, analysed: Analysed): Finding | null {
  const guessed = guessedApps(analysed.project);
  const copies = all.filter(({ from }) => !guessed.has(from.slice(0, from.indexOf('.'))));
  const [relation] = copies;
  if (relation === undefined) return null;
  const { target } = relation;
  const place = written.openArguments ? null : written.target;
  if (!isMissing(target) || (place === null && !written.openArguments)) return null;
  const lazy = target.reason === 'no-such-model' || target.reason === 'no-such-app';
  const meant = target.meant === null ? undefined : analysed.graph.abstractModels.get(target.meant);
  const suggestions = lazy ? suggestionsFor(target, relation.from, analysed) : [];
  const [first] = suggestions;
  return tellDeclaration(
    { relation, written, copies },
    {
      code: relation.kind === 'generic-reverse' ? 'fields.E307' : 'fields.E300',
      rule: 'unresolved-target',
      severity: 'error',
      message: messageOf(target, relation.field, relation.from),
      why: 'Django cannot build the relation: its checks fail, and the reverse accessor does not exist.',
      help: first === undefined ? helpOf(target) : `Did you mean "${first}"?`,
      at: place ?? written.name,
      related: meant?.at == null ? [] : [{ at: meant.at, message: `"${meant.name}" is abstract` }],
      fixes: suggestions.flatMap((label, at): readonly Fix[] =>
        fixOf(`Change to "${label}"`, at === 0 ? 'preferred' : 'possible', [
          place && { at: place, where: 'replace', newText: `"${label}"` },
        ]),
      ),
    },
    coversOf(copies),
  );
}

/**
 * Django waits for a class by its label as for a string, and no abstract class ever registers one. So does the foreign key of the
 * automatic through model, which is named after the target (create_many_to_many_intermediary_model). A generic relation is none of the
 * fields that are asked for their own checks (Model._check_fields): of it only the waiting is told.
 */
function coversOf(copies: readonly Relation[]): readonly Cover[] {
  return copies.flatMap(({ from, field, kind, target, through, throughAuto }): readonly Cover[] => {
    if (kind === 'generic-reverse') return [{ code: 'fields.E307', model: from, field }];
    const own = { code: 'fields.E300', model: from, field };
    if (target.kind !== 'unresolved' || target.reason === 'not-installed') return [own];
    const name = target.text.slice(target.text.lastIndexOf('.') + 1).toLowerCase();
    const far = name === from.slice(from.indexOf('.') + 1).toLowerCase() ? `to_${name}` : name;
    return [
      own,
      { ...own, code: 'fields.E307' },
      ...(throughAuto && through !== null ? [{ code: 'fields.E307', model: through, field: far }] : []),
    ];
  });
}

function isMissing(target: Target): target is Unresolved {
  return target.kind === 'unresolved' && target.reason !== 'used-before-definition';
}

function messageOf({ text, reason }: Unresolved, field: string, from: string): string {
  switch (reason) {
    case 'abstract':
      return `"${field}" points at "${text}", which is abstract: it has no table that a relation could point at.`;
    case 'no-such-app':
      return `"${field}" points at "${text}", but no installed app has the label "${text.split('.')[0] ?? ''}".`;
    case 'not-installed':
      return `"${field}" points at "${text}", which no installed app holds.`;
    default:
      return text.includes('.')
        ? `"${field}" points at "${text}", which does not exist.`
        : `"${field}" points at "${text}", but the app "${from.split('.')[0] ?? ''}" has no such model.`;
  }
}

function helpOf({ reason }: Unresolved): string {
  if (reason === 'abstract') return 'Point at one of its concrete children, or use a generic foreign key.';
  if (reason === 'no-such-app') return 'Correct the label, or add the app to INSTALLED_APPS.';
  return 'Correct the name, or write "app_label.Model" for a model of another app.';
}

/** Labels that the person may have meant, nearest first, as they would be written here. */
function suggestionsFor({ text }: Unresolved, from: string, { graph }: Analysed): readonly string[] {
  const app = from.split('.')[0] ?? '';
  const labels = [...graph.models.keys()];
  const own = labels.filter((label) => label.startsWith(`${app}.`)).map((label) => label.slice(app.length + 1));
  if (!text.includes('.')) {
    const near = nearestNames(text, own);
    if (near.length > 0) return near;
    // The name exists in another app: the label was forgotten.
    return labels.filter((label) => label.split('.')[1]?.toLowerCase() === text.toLowerCase()).slice(0, 3);
  }
  const [, name = ''] = text.split('.');
  const elsewhere = labels.filter((label) => label.split('.')[1]?.toLowerCase() === name.toLowerCase());
  return [...new Set([...nearestNames(text, labels), ...elsewhere])].slice(0, 3);
}
