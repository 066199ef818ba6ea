/** A relation whose target is no model that Django would know (RelatedField._check_relation_model_exists, _check_lazy_references). */
import type { Analysed } from '../relations/analysed';
import type { Target } from '../relations/graph';
import { fixOf } from './fixes';
import { nearestNames } from './nearestNames';
import type { Declaration, Finding, Fix, Rule } from './rule';
import { tellDeclaration } from './told';

export const unresolvedTarget: Rule = {
  name: 'unresolved-target',
  django: ['fields.E300', 'fields.E307'],
  summary: 'A relation points at a model that does not exist, is abstract, or is not installed.',
  severity: 'error',
  check: (analysed) => analysed.declarations.flatMap((declaration) => check(declaration, analysed)),
};

type Unresolved = Extract<Target, { kind: 'unresolved' }>;

function check(declaration: Declaration, analysed: Analysed): readonly Finding[] {
  const { relation, written } = declaration;
  const { target } = relation;
  // A field class that is not known may take its first argument for something else.
  if (written.openArguments || target.kind !== 'unresolved' || target.reason === 'used-before-definition' || written.target === null)
    return [];
  if (relation.kind === 'generic-reverse' || declaration.copies.length === 0) return [];
  if (!declaration.copies.every((copy) => copy.target.kind === 'unresolved')) return [];
  const lazy = target.reason === 'no-such-model' || target.reason === 'no-such-app';
  const meant = target.meant === null ? undefined : analysed.graph.abstractModels.get(target.meant);
  const suggestions = lazy ? suggestionsFor(target, relation.from, analysed) : [];
  const [first] = suggestions;
  return [
    tellDeclaration(
      declaration,
      {
        code: 'fields.E300',
        rule: 'unresolved-target',
        severity: 'error',
        message: messageOf(target, relation.field, relation.from),
        why: 'Django cannot build the relation: its checks fail, and the reverse accessor does not exist.',
        help: first === undefined ? helpOf(target) : `Did you mean "${first}"?`,
        at: written.target,
        related: meant?.at == null ? [] : [{ at: meant.at, message: `"${meant.name}" is abstract` }],
        fixes: suggestions.flatMap((label, at): readonly Fix[] =>
          fixOf(`Change to "${label}"`, at === 0 ? 'preferred' : 'possible', [
            { at: written.target ?? written.call, where: 'replace', newText: `"${label}"` },
          ]),
        ),
      },
      // Django waits for a class by its label as for a string, and no abstract class ever registers one.
      lazy || target.reason === 'abstract' ? ['fields.E300', 'fields.E307'] : ['fields.E300'],
    ),
  ];
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
