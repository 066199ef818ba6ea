/** The tables of models, and the concrete models behind multi-table children and proxies. */
import { lastPart } from './djangoNames';
import type { FieldTable } from './fields';
import { tableOfMade, type MadeTablesContext } from './madeTables';
import { textOf, type RegisteredModel, type Registry } from './registry';

export interface TableContext extends MadeTablesContext {
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

/** The table of a model: that of its class, a proxy's concrete table, and what its metaclass makes of it; empty for abstract classes. */
export function tableOf(context: TableContext, model: RegisteredModel): string {
  if (model.table !== undefined) return model.table;
  if (model.abstract) return optionOf(context, model) ?? '';
  const join = model.proxy ? joinTableOf(context, model) : null;
  if (join !== null) return join;
  const [concrete] = model.proxy ? concreteModels(context, model) : [];
  return tableOfMade(context, model, concrete === undefined ? tableInBody(context, model) : tableOf(context, concrete));
}

/** The table of the automatic through model that a proxy stands for; null for any other model. */
function joinTableOf(context: TableContext, { info }: RegisteredModel): string | null {
  const base = context.classes.mro(info).flatMap(({ bases }) => bases.filter((each) => each.kind === 'through'))[0];
  const holder = base === undefined ? undefined : context.registry.byInfo.get(base.holder);
  if (base === undefined || holder === undefined) return null;
  const { member, declaredIn } = base;
  const given = member.value?.kind === 'call' ? member.value.args.find(({ keyword }) => keyword === 'db_table')?.value : undefined;
  const named = given === undefined ? null : textOf(context.evaluator.evaluateBefore(declaredIn.file, given, declaredIn.shape.order));
  return named ?? `${tableOf(context, holder)}_${member.name}`;
}

/** What the fields of a class find where they are added to it: `Meta.db_table`, else `<app_label>_<model_name>` (Options.contribute_to_class). */
export function tableInBody(context: TableContext, model: RegisteredModel): string {
  return optionOf(context, model) ?? `${model.appLabel}_${model.info.shape.name.toLowerCase()}`;
}

function optionOf({ classes }: TableContext, { info }: RegisteredModel): string | null {
  const given = textOf(classes.metaOption(info, 'db_table'));
  return given === '' ? null : given;
}

/** What Django calls the automatic link to a parent. */
export function linkName({ label }: RegisteredModel): string {
  return `${lastPart(label).toLowerCase()}_ptr`;
}
