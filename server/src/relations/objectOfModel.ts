/** A model as code sees it that is handed its class: with what `_meta` says of it (Options.contribute_to_class). */
import { modelObject } from '../values/modelObjects';
import { bool, text, type Instance, type Value } from '../values/value';
import type { Classes } from './classes';
import { lastPart } from './djangoNames';
import type { RegisteredModel } from './registry';

/** The object of a model with this table. */
export function objectOfModel(classes: Pick<Classes, 'metaOption'>, model: RegisteredModel, table: string): Instance {
  const { appLabel, label, abstract, proxy, info } = model;
  const { name, path } = info.shape;
  const singular = translated(classes.metaOption(info, 'verbose_name')) ?? text(spaced(name));
  const plural =
    translated(classes.metaOption(info, 'verbose_name_plural')) ?? (singular.kind === 'string' ? text(`${singular.value}s`) : singular);
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

/** What a text is before anybody translates it. */
function translated(value: Value | null): Value | null {
  if (value?.kind !== 'call' || value.callee.kind !== 'external' || !lastPart(value.callee.path).startsWith('gettext')) return value;
  return value.args.positional[0] ?? value;
}
