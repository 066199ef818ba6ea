/** The tables of models, and the concrete models behind multi-table children and proxies. */
import type { Classes } from './classes';
import type { FieldTable } from './fields';
import { textOf, type RegisteredModel, type Registry } from './registry';

export interface TableContext {
  readonly classes: Classes;
  readonly fields: FieldTable;
  readonly registry: Registry;
}

/** The registered concrete models that a class extends; a proxy among its bases stands for its own concrete model. */
export function concreteModels(context: TableContext, model: RegisteredModel): readonly RegisteredModel[] {
  const found: RegisteredModel[] = [];
  for (const info of context.fields.concreteParents(model.info)) {
    const parent = context.registry.byInfo.get(info);
    if (parent === undefined) continue;
    for (const concrete of parent.proxy ? concreteModels(context, parent) : [parent]) if (!found.includes(concrete)) found.push(concrete);
  }
  return found;
}

/** `Meta.db_table`, a proxy's concrete table, else `<app_label>_<model_name>` (Options.contribute_to_class); empty for abstract classes. */
export function tableOf(context: TableContext, model: RegisteredModel): string {
  const given = textOf(context.classes.metaOption(model.info, 'db_table'));
  if (given !== null && given !== '') return given;
  const [concrete] = model.proxy ? concreteModels(context, model) : [];
  if (concrete !== undefined) return tableOf(context, concrete);
  return model.abstract ? '' : `${model.appLabel}_${model.info.shape.name.toLowerCase()}`;
}
