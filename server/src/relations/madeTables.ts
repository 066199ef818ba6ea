/** Tables that a metaclass names: what its methods make of `_meta.db_table` once Django has made the class. */
import { likelyOf, type Evaluator } from '../values/evaluate';
import { metaOfObject } from '../values/modelObjects';
import type { Classes } from './classes';
import { objectOfModel } from './objectOfModel';
import { textOf, type RegisteredModel } from './registry';

export interface MadeTablesContext {
  readonly classes: Classes;
  readonly evaluator: Evaluator;
}

/** The table of a model after its metaclass, which finds it with the table `given`. */
export function tableOfMade({ classes, evaluator }: MadeTablesContext, model: RegisteredModel, given: string): string {
  const makers = classes.tableMakers(model.info);
  if (makers.length === 0) return given;
  let made = objectOfModel(classes, model, given);
  for (const maker of makers) made = evaluator.afterMetaclass({ ...maker, model: made }) ?? made;
  const table = metaOfObject(made, 'db_table');
  return (table === undefined ? null : textOf(likelyOf(table))) ?? given;
}
