/** A model as code sees it that is handed its class: with what `_meta` says of it (Options.contribute_to_class). */
import { modelObject } from '../values/modelObjects';
import { bool, text, type Instance, type Value } from '../values/value';
import type { Classes } from './classes';
import type { RegisteredModel } from './registry';
import { untranslated } from './untranslated';

/** The object of a model with this table. */
export function objectOfModel(classes: Pick<Classes, 'metaOption'>, model: RegisteredModel, table: string): Instance {
  const { appLabel, label, abstract, proxy, info } = model;
  const { name, path } = info.shape;
  const singular = untranslated(classes.metaOption(info, 'verbose_name')) ?? text(spaced(name));
  const plural =
    untranslated(classes.metaOption(info, 'verbose_name_plural')) ?? (singular.kind === 'string' ? text(`${singular.value}s`) : singular);
  const meta = new Map<string, Value>([
    ['app_label', text(appLabel)],
    ['object_name', text(name)],
    ['model_name', text(name.toLowerCase())],
    ['label', text(label)],
    ['label_lower', text(`${appLabel}.${name.toLowerCase()}`)],
    ['abstract', bool(abstract)],
    ['proxy', bool(proxy)],
    ['db_table', text(table)],
    ['verbose_name', singular],
    ['verbose_name_plural', plural],
  ]);
  return modelObject({ of: { file: info.file, path }, name, meta });
}

/** `OrderLine` as "order line" (camel_case_to_spaces). */
function spaced(name: string): string {
  return name
    .replaceAll(/(?<=[a-z])[A-Z]|(?<!^)[A-Z](?=[a-z])/g, ' $&')
    .trim()
    .toLowerCase();
}
