/** Reverse names that a field class of the project chooses where a model gets the field: in its `contribute_to_class`. */
import { likelyOf, type Evaluator } from '../values/evaluate';
import { fieldObject, relatedNameOf } from '../values/modelObjects';
import { NONE, text, type Arguments, type Value } from '../values/value';
import type { Classes } from './classes';
import type { DeclaredField } from './fields';
import { objectOfModel } from './objectOfModel';
import type { RegisteredModel } from './registry';

export interface ContributedNamesContext {
  readonly classes: Classes;
  readonly evaluator: Evaluator;
}

/** `related_name` as the hook leaves it; null where only the arguments of the field decide it. Proves nothing. */
export function contributedName(
  { classes, evaluator }: ContributedNamesContext,
  model: RegisteredModel,
  { made, name }: DeclaredField,
): Value | null {
  const object = made?.contributes ?? null;
  if (object === null) return null;
  const given = made?.args.get('related_name') ?? NONE;
  const args: Arguments = { positional: [objectOfModel(classes, model, ''), text(name)], keywords: new Map(), open: null };
  const after = evaluator.afterMethod(object.of.file, { object: fieldObject(object, name, given), name: 'contribute_to_class', args });
  const left = after === null ? null : likelyOf(relatedNameOf(after) ?? given);
  return left?.kind === 'string' && left !== given ? left : null;
}
