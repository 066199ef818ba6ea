/** The foreign keys that a made model has of its own: to the model that it is made for, to the user. */
import { isNone, type Value } from '../../values/evaluate';
import type { Relation } from '../graph';
import type { GraphContext } from '../graphContext';
import type { MadeRelation } from './libraryPack';
import { relationOn } from './madeRelation';
import { textOf, type RegisteredModel } from '../registry';
import { targetOf } from '../targets';

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
export function linkOf(context: GraphContext, input: LinkInput, relation: MadeRelation): Relation | null {
  const { label, fill, given } = input;
  const { field, className, onDelete, configuredBy, unless, onlyWith } = relation;
  const argument = onlyWith === null ? null : textOf(given(onlyWith));
  if (onlyWith !== null && argument === null) return null;
  if (unless !== undefined && isGiven(given(unless.given))) return null;
  const to = endOf(context, input, relation);
  const configured = configuredBy === undefined ? null : (given(configuredBy.argument) ?? context.evaluator.setting(configuredBy.setting));
  if (to === null || (configured !== null && (isNone(configured) || holdsJson(configured)))) return null;
  const chosen = (name: string): string | null => (configured?.kind === 'call' ? textOf(configured.args.keywords.get(name) ?? null) : null);
  const relatedQueryName = chosen('related_query_name');
  const named = unless === undefined ? null : given(unless.relatedName);
  const usual = fill(relation.relatedName).replace('{argument}', argument ?? '');
  const relatedName = named !== null && isNone(named) ? null : (textOf(named) ?? chosen('related_name') ?? usual);
  return relationOn(label, { field, className, kind: 'many-to-one', to, onDelete, null: relation.null, relatedName, relatedQueryName });
}

/** Label of the model that it leads to; null where that is not known. */
function endOf(context: GraphContext, { owner, given }: LinkInput, { to, unless }: MadeRelation): string | null {
  const other = unless === undefined ? null : given(unless.to);
  if (isGiven(other)) {
    const target = targetOf(context, owner, other, '');
    return target.kind === 'resolved' ? target.label : null;
  }
  return to === '{user}' ? context.project.authUserModel : to === '{owner}' ? owner.label : to;
}

function isGiven(value: Value | null): value is Value {
  return value !== null && !isNone(value);
}

/** Whether a field is configured to hold what it would point at. */
function holdsJson(configured: Value): boolean {
  return configured.kind === 'call' && /JSONField\b/.test(configured.text);
}
