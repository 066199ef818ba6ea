/** What the models that libraries make at run time are called. */
import { once } from '../base/collections';
import type { Value } from '../values/evaluate';
import type { ModelLabel } from './graph';
import type { MakerContext } from './graphContext';
import type { MadeName } from './madePart';
import { valueOf } from './madeRelation';
import { makersOf, type ModelMaker } from './makers';
import { textOf } from './registry';
import { tableInBody } from './tables';

interface Filled extends MadeName {
  /** Fills names in. */
  readonly fill: (template: string) => string;
}

/** The values of the arguments of a call; null for one that is not given, and for one that a pack does not have. */
export function givenTo(context: MakerContext, maker: ModelMaker): (argument: string | null) => Value | null {
  const { call } = maker;
  return (argument) => (argument === null ? null : valueOf(context, maker, { call, argument }));
}

/** What the model that a call makes is called; null where an argument says so that is not known, or makes another model. */
export function nameOf(context: MakerContext, maker: ModelMaker): Filled | null {
  const { owner, member, made } = maker;
  const given = givenTo(context, maker);
  if (made.otherwiseWith.some((argument) => given(argument) !== null)) return null;
  const [chosen, table, app] = [given(made.nameArgument), given(made.tableArgument), given(made.appArgument)];
  const appLabel = app === null ? owner.appLabel : appNamed(context, textOf(app));
  if ((chosen !== null && textOf(chosen) === null) || appLabel === null) return null;
  const model = owner.info.shape.name;
  const filled = (template: string): string =>
    template
      .replace('{model}', model)
      .replace('{model_name}', model.toLowerCase())
      .replace('{app}', appLabel)
      .replace('{table}', tableInBody(context, owner))
      .replace('{attribute}', member.name);
  const name = textOf(chosen) ?? filled(made.name);
  const fill = (template: string): string => filled(template).replace('{made_name}', name.toLowerCase());
  const inMeta = given(made.metaArgument);
  const named = textOf(table) ?? (inMeta?.kind === 'dict' ? textOf(inMeta.entries.get('db_table') ?? null) : null);
  return { label: `${appLabel}.${name}`, appLabel, name, table: named ?? fill(made.table), fill };
}

/** The label of the app that a text names; null where there is none. */
function appNamed({ project }: MakerContext, text: string | null): string | null {
  return project.apps.find(({ label, name }) => label === text || name === text)?.label ?? null;
}

/** Finds the label of a made model by its app and by its name in any case, as lazy references do; null where none has it. */
export function madeLabels(context: MakerContext): (appLabel: string, modelName: string) => ModelLabel | null {
  // Asked for only where no class statement says the model that is meant.
  const labels = once(() => {
    const found = new Map<string, ModelLabel>();
    for (const model of context.registry.models.values())
      for (const maker of makersOf(context, model)) {
        const named = nameOf(context, maker);
        if (named !== null) found.set(keyOf(named.appLabel, named.name), named.label);
      }
    return found;
  });
  return (appLabel, modelName) => labels().get(keyOf(appLabel, modelName)) ?? null;
}

function keyOf(appLabel: string, modelName: string): string {
  return `${appLabel}.${modelName.toLowerCase()}`;
}
