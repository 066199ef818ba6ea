/** What the models that libraries make at run time are called. */
import { once } from '../../base/collections';
import { holderAmong } from '../../project/holderAmong';
import type { Expression } from '../../syntax/python';
import { isNone, type Value } from '../../values/evaluate';
import type { ModelLabel } from '../graph';
import type { MakerContext } from '../graphContext';
import type { MadeName } from './madePart';
import { valueOf } from './madeRelation';
import { makersOf, type ModelMaker } from './makers';
import { textOf, type RegisteredModel } from '../registry';
import { tableInBody } from '../tables';

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
  const { owner, member, made, inherited } = maker;
  const given = givenTo(context, maker);
  if (made.otherwiseWith.some((argument) => given(argument) !== null)) return null;
  const model = owner.info.shape.name;
  const app = stated(given(made.appArgument));
  const ownApp = inherited && made.inheritedWith !== null ? holderOf(context, owner) : owner.appLabel;
  const appLabel = app === null ? ownApp : appNamed(context, textOf(app));
  const name = namingOf(context, maker)(model);
  if (name === null || appLabel === null) return null;
  const fill = (template: string): string =>
    template
      .replace('{model}', model)
      .replace('{model_name}', model.toLowerCase())
      .replace('{app}', appLabel)
      .replace('{table}', tableInBody(context, owner))
      .replace('{attribute}', member.name)
      .replace('{made_name}', name.toLowerCase());
  const inMeta = given(made.metaArgument);
  const inCall = inherited ? null : textOf(given(made.tableArgument));
  const table = inCall ?? (inMeta?.kind === 'dict' ? textOf(inMeta.entries.get('db_table') ?? null) : null);
  return { label: `${appLabel}.${name}`, appLabel, name, table: table ?? fill(made.table), fill };
}

type Naming = (model: string) => string | null;

/** What a call names after a class of this name; null where it has one name for all. */
export function namingByModel(context: MakerContext, maker: ModelMaker): Naming | null {
  const chosen = stated(givenTo(context, maker)(maker.made.nameArgument));
  return chosen?.kind === 'string' ? null : namingOf(context, maker);
}

/** What a call names the model that it makes for a class of this name: as the pack says, or as the argument that is a text or gives one. */
function namingOf(context: MakerContext, maker: ModelMaker): Naming {
  const { call, made } = maker;
  const chosen = stated(givenTo(context, maker)(made.nameArgument));
  if (chosen === null) return (model) => made.name.replace('{model}', model);
  if (chosen.kind === 'string') return () => chosen.value;
  const called = call.args.find(({ keyword }) => keyword === made.nameArgument)?.value;
  if (called === undefined) return () => null;
  return (model) => givenBy(context, maker, { called, model });
}

interface Asking {
  readonly called: Expression;
  readonly model: string;
}

/** What a function gives that is called with the name of a model; null where that is not known. */
function givenBy({ evaluator }: MakerContext, { info }: ModelMaker, { called, model }: Asking): string | null {
  const { id } = called;
  const name = { id, keyword: null, spread: '', value: { kind: 'string', id, value: model } } as const;
  return textOf(evaluator.evaluateBefore(info.file, { kind: 'call', id, callee: called, args: [name] }, info.shape.order));
}

/** None says as little as no argument. */
function stated(value: Value | null): Value | null {
  return value === null || isNone(value) ? null : value;
}

/** The label of the app whose package holds the class, whatever its Meta says. */
function holderOf({ project, classes }: MakerContext, { appLabel, info }: RegisteredModel): string {
  return classes.metaOption(info, 'app_label') === null ? appLabel : (holderAmong(project.apps)(info.file)?.label ?? appLabel);
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
