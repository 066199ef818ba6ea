/** Tables that a metaclass names: what its methods make of `_meta.db_table` once Django has made the class. */
import { likelyOf, type Evaluator } from '../values/evaluate';
import { metaOfObject, modelObject } from '../values/modelObjects';
import { bool, text, type Value } from '../values/value';
import type { Classes } from './classes';
import { textOf, type RegisteredModel } from './registry';

export interface MadeTablesContext {
  readonly classes: Classes;
  readonly evaluator: Evaluator;
}

/** The table of a model after its metaclass, which finds it with the table `given`. */
export function tableOfMade({ classes, evaluator }: MadeTablesContext, model: RegisteredModel, given: string): string {
  const makers = classes.tableMakers(model.info);
  if (makers.length === 0) return given;
  const { file, shape } = model.info;
  let made = modelObject({ of: { file, path: shape.path }, name: shape.name, meta: metaOf(model, given) });
  for (const maker of makers) made = evaluator.afterMetaclass({ ...maker, model: made }) ?? made;
  const table = metaOfObject(made, 'db_table');
  return (table === undefined ? null : textOf(likelyOf(table))) ?? given;
}

function metaOf({ appLabel, label, abstract, proxy, info }: RegisteredModel, table: string): ReadonlyMap<string, Value> {
  const { name } = info.shape;
  return new Map<string, Value>([
    ['app_label', text(appLabel)],
    ['object_name', text(name)],
    ['model_name', text(name.toLowerCase())],
    ['label', text(label)],
    ['label_lower', text(`${appLabel}.${name.toLowerCase()}`)],
    ['abstract', bool(abstract)],
    ['proxy', bool(proxy)],
    ['db_table', text(table)],
  ]);
}
