/** The foreign keys that a made model has of its own: to the model that it is made for, to the user. */
import { isNone, type Value } from '../values/evaluate';
import type { Relation } from './graph';
import type { GraphContext } from './graphContext';
import type { MadeRelation } from './libraryPack';
import { relationOn } from './madeRelation';
import { textOf, type RegisteredModel } from './registry';

export interface LinkInput {
  readonly owner: RegisteredModel;
  /** Label of the model that is made. */
  readonly label: string;
  /** Fills names in. */
  readonly fill: (template: string) => string;
  /** The value of an argument of the call; null where it is not given. */
  readonly given: (argument: string) => Value | null;
}

/** The foreign key that a pack tells of; null where the call or the settings have it not made, or where it leads is not known. */
export function linkOf(
  { project, evaluator }: GraphContext,
  { owner, label, fill, given }: LinkInput,
  relation: MadeRelation,
): Relation | null {
  const argument = relation.onlyWith === null ? null : textOf(given(relation.onlyWith));
  if (relation.onlyWith !== null && argument === null) return null;
  const to = relation.to === '{user}' ? project.authUserModel : relation.to === '{owner}' ? owner.label : relation.to;
  const { field, className, onDelete, configuredBy } = relation;
  const configured = configuredBy === undefined ? null : (given(configuredBy.argument) ?? evaluator.setting(configuredBy.setting));
  if (to === null || (configured !== null && (isNone(configured) || holdsJson(configured)))) return null;
  const chosen = (name: string): string | null => (configured?.kind === 'call' ? textOf(configured.args.keywords.get(name) ?? null) : null);
  const relatedQueryName = chosen('related_query_name');
  const relatedName = chosen('related_name') ?? fill(relation.relatedName).replace('{argument}', argument ?? '');
  return relationOn(label, { field, className, kind: 'many-to-one', to, onDelete, null: relation.null, relatedName, relatedQueryName });
}

/** Whether a field is configured to hold what it would point at. */
function holdsJson(configured: Value): boolean {
  return configured.kind === 'call' && /JSONField\b/.test(configured.text);
}
