/**
 * Django's app registry as source text gives it: which class is which `app_label.Model`. Two classes of one name in two apps
 * never mix.
 */
import { isTruthy, likelyOf, type Value } from '../values/evaluate';
import type { ClassInfo, Classes } from './classes';
import type { ModelLabel } from './graph';

/** A class that Django would register, or an abstract base. */
export interface RegisteredModel {
  readonly label: ModelLabel;
  readonly appLabel: string;
  readonly info: ClassInfo;
  readonly abstract: boolean;
  readonly proxy: boolean;
  /** False when the class may be in no registry after all. */
  readonly certain: boolean;
  /** True when only some condition loads its module or installs its app: then it is shown, and nothing is said of it. */
  readonly perhapsLoaded: boolean;
  /** The table of a model that no class statement says. */
  readonly table?: string;
}

/** What became of a class, for the person who asks why it is or is not a model. */
export interface ClassVerdict {
  readonly info: ClassInfo;
  readonly verdict: 'model' | 'abstract' | 'proxy' | 'not-a-model' | 'unknown-base' | 'no-app' | 'not-loaded' | 'repeated';
}

export interface Registry {
  readonly models: ReadonlyMap<ModelLabel, RegisteredModel>;
  readonly abstract: readonly RegisteredModel[];
  readonly byInfo: ReadonlyMap<ClassInfo, RegisteredModel>;
  /** Lazy references are looked up without regard to the case of the model's name (Options.model_name). */
  readonly byLowerLabel: ReadonlyMap<string, RegisteredModel>;
  /** Labels that more than one class claims, with the later ones: nothing is proven about these. */
  readonly repeated: ReadonlyMap<ModelLabel, readonly ClassInfo[]>;
  readonly verdicts: readonly ClassVerdict[];
}

export interface RegistryContext {
  readonly classes: Classes;
  /** App label of the innermost app that holds a module's file; null when none does. */
  readonly appLabelOf: (info: ClassInfo) => string | null;
  readonly isLoaded: (info: ClassInfo) => boolean;
  /** False where only some condition loads the module: then what the class declares proves nothing about others. */
  readonly isSurelyLoaded: (info: ClassInfo) => boolean;
  /** False for a model whose app is a guess, or that another model may have taken the place of. */
  readonly isSurelyItself: (info: ClassInfo) => boolean;
  /** False where it is proven that no installed app has the label: Django leaves such models out of its lists. */
  readonly mayBeInstalled: (appLabel: string) => boolean;
}

/**
 * Registers the given classes in order. The first class of a label stays, and further ones make the label `repeated`; but where one
 * module certainly has several classes of a name, its last one stays (Apps.register_model), and before one that stands under a
 * condition comes one that does not: such conditions ask whether there is another.
 */
export function createRegistry(infos: Iterable<ClassInfo>, context: RegistryContext): Registry {
  const models = new Map<ModelLabel, RegisteredModel>();
  const abstract: RegisteredModel[] = [];
  const byInfo = new Map<ClassInfo, RegisteredModel>();
  const byLowerLabel = new Map<string, RegisteredModel>();
  const repeated = new Map<ModelLabel, ClassInfo[]>();
  const verdicts: ClassVerdict[] = [];
  const { classes } = context;

  for (const info of infos) {
    const kind = classes.modelness(info);
    if (kind === 'no' || kind === 'unknown-base') {
      verdicts.push({ info, verdict: kind === 'no' ? 'not-a-model' : 'unknown-base' });
      continue;
    }
    const given = classes.metaOption(info, 'app_label');
    // A label that is computed may be any. Where no Meta is read, or not all of it, most have none.
    const likely = given === null ? null : textOf(likelyOf(given));
    const isUnread = given?.kind === 'unknown' && given.unset === true;
    const appLabel = given === null || isUnread || !classes.unconditional(info) ? (likely ?? context.appLabelOf(info)) : likely;
    if (classes.isPassedOver(info)) {
      verdicts.push({ info, verdict: 'not-loaded' });
      continue;
    }
    const perhapsLoaded = !context.isSurelyLoaded(info);
    if (classes.abstract(info)) {
      const model = { label: info.dotted, appLabel: appLabel ?? '', info, abstract: true, proxy: false, certain: true, perhapsLoaded };
      abstract.push(model);
      byInfo.set(info, model);
      verdicts.push({ info, verdict: 'abstract' });
      continue;
    }
    if (appLabel === null || !context.mayBeInstalled(appLabel) || !context.isLoaded(info)) {
      verdicts.push({ info, verdict: context.isLoaded(info) ? 'no-app' : 'not-loaded' });
      continue;
    }
    const label = `${appLabel}.${info.shape.name}`;
    const isMade = classes.isMadeProxy(info);
    // Such classes are found by what they are called: which are imported, no import says.
    if (isMade && perhapsLoaded) {
      verdicts.push({ info, verdict: 'not-loaded' });
      continue;
    }
    const option = classes.metaOption(info, 'proxy');
    const proxy = isMade || (option !== null && isTruthy(likelyOf(option)));
    const model = {
      label,
      appLabel,
      info,
      abstract: false,
      proxy,
      certain:
        !perhapsLoaded &&
        context.isSurelyItself(info) &&
        likely === textOf(given) &&
        !isUnread &&
        option?.kind !== 'unknown' &&
        !isMade &&
        !classes.isRewritten(info),
      perhapsLoaded,
    };
    const lowerLabel = label.toLowerCase();
    const first = byLowerLabel.get(lowerLabel);
    const replaced = first !== undefined && replaces(info, first.info);
    byInfo.set(info, replaced ? model : (first ?? model));
    if (replaced) {
      byInfo.delete(first.info);
      models.delete(first.label);
      verdicts.push({ info: first.info, verdict: 'repeated' });
      if (!first.info.shape.certain) repeated.set(label, [...(repeated.get(label) ?? []), first.info]);
    } else if (first !== undefined) {
      repeated.set(first.label, [...(repeated.get(first.label) ?? []), info]);
      verdicts.push({ info, verdict: 'repeated' });
      continue;
    }
    models.set(label, model);
    byLowerLabel.set(lowerLabel, model);
    verdicts.push({ info, verdict: model.proxy ? 'proxy' : 'model' });
  }
  return { models, abstract, byInfo, byLowerLabel, repeated, verdicts };
}

function replaces(later: ClassInfo, first: ClassInfo): boolean {
  if (later.file !== first.file) return later.shape.certain && !first.shape.certain;
  return later.shape.certain && later.shape.path === first.shape.path;
}

/** The text of a string value, else null. */
export function textOf(value: Value | null): string | null {
  return value?.kind === 'string' ? value.value : null;
}
