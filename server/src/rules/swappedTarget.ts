/** A relation that names a model which the settings replace by another one (RelatedField._check_referencing_to_swapped_model). */
import type { Analysed } from '../relations/analysed';
import type { Model, Relation } from '../relations/graph';
import { fixOf } from './fixes';
import type { Declaration, Finding, Rule } from './rule';
import { ofCopiesWith, tellDeclaration } from './told';

export const swappedTarget: Rule = {
  name: 'swapped-target',
  django: ['fields.E301'],
  summary: 'A relation points at a model that a setting has replaced, mostly at auth.User beside a user model of its own.',
  severity: 'error',
  decidedBy: 'graph',
  check: (project) => (replacesAny(project) ? ofCopiesWith((relation, graph) => swappedOf(relation, graph) !== null, check)(project) : []),
};

/** Whether the settings put anything in the place of a model, as few do. */
function replacesAny({ graph }: Analysed): boolean {
  for (const { swapped } of graph.models.values()) if (swapped !== null) return true;
  return false;
}

function check({ relation, written, copies }: Declaration, { graph }: Analysed): Finding | null {
  const model = swappedOf(relation, graph);
  if (model?.swapped == null) return null;
  const { swapped } = model;
  const { target } = written;
  const isWritten = target !== null && !written.openArguments;
  return tellDeclaration(
    { relation, written, copies },
    {
      code: 'fields.E301',
      rule: 'swapped-target',
      severity: 'error',
      message: `"${relation.field}" points at "${model.label}", in whose place the settings put "${swapped}".`,
      why: 'A model that is replaced has no table, so Django refuses relations to it.',
      help: `Name the setting, as settings.AUTH_USER_MODEL for users, or "${swapped}".`,
      at: isWritten ? target : written.name,
      fixes: isWritten ? fixOf(`Change to "${swapped}"`, 'preferred', [{ at: target, where: 'replace', newText: `"${swapped}"` }]) : [],
    },
    ['fields.E301'],
  );
}

/** The model that a relation surely points at, where the settings surely replace it; null for any other. */
function swappedOf({ certain, kind, target }: Relation, { models }: Analysed['graph']): Model | null {
  if (!certain || kind === 'generic' || kind === 'generic-reverse' || target.kind !== 'resolved') return null;
  const model = models.get(target.label);
  return model === undefined || model.swapped === null || model.conditional ? null : model;
}
