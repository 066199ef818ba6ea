/** The project's settings, as code sees them through `django.conf.settings`. */
import type { DocumentKey } from '../base/documentKey';
import { printExpression } from '../facts/printExpression';
import { withStarSources } from '../modules/starSources';
import type { Expression } from '../syntax/python';
import { configuredSetting, takesModule } from './configuration';
import { DJANGO_SETTINGS } from './django';
import { unknown, type Engine, type Scope } from './engine';
import { Raises } from './memory';
import { classDefault } from './settingsClasses';
import { text, truth, type Unknown, type Value } from './value';

const PREFIX = 'django.conf.settings.';

/** What a setting is: its value, `unset` where the settings are read whole and leave it out, null where it is not known. */
export function settingValue(engine: Engine, name: string): Value | 'unset' | null {
  const { file, modules } = engine.settings();
  if (file === null) return null;
  const value = writtenSetting(engine, name);
  const isUnset = value?.kind === 'unknown' && value.unset === true;
  if (isUnset) engine.memory.doubt(value);
  else if (value !== null) return assumed(engine, value);
  if (engine.shapeOf(file)?.broken !== false) return null;
  if (name === 'AUTH_USER_MODEL') return text('auth.User');
  if (DJANGO_SETTINGS.has(name)) return null;
  return setLater(engine, modules, name) ?? 'unset';
}

/** A value that is likely, with the doubt noted; what is not known stays so. */
function assumed({ memory }: Engine, value: Value): Value {
  if (value.kind !== 'unknown' || value.likely === undefined) return value;
  memory.doubt(value);
  return value.likely;
}

/** What the settings say themselves; null where they leave a setting out. */
export function writtenSetting(engine: Engine, name: string): Value | null {
  const { file, configuration } = engine.settings();
  if (file === null) return null;
  const configured = configuredSetting(engine, name);
  if (configured !== null && configuration !== null) return configured;
  const doubt = handedOut(engine, file);
  if (doubt !== null) engine.memory.doubt(doubt);
  return configured ?? engine.variable(file, name, { depth: 0, before: Infinity });
}

/** Why something else may set any setting: the module is handed to it by its name, `Settings(__name__)`. Null where it is not. */
function handedOut(engine: Engine, settings: DocumentKey): Unknown | null {
  for (const file of withStarSources(engine, settings)) {
    const { calls = [], bindings = [] } = engine.shapeOf(file) ?? {};
    const assigned = bindings.flatMap(({ value }) => (value.kind === 'expression' ? [value.value] : []));
    const call = [...calls, ...assigned].find(takesModule);
    if (call !== undefined) return { kind: 'unknown', why: printExpression(call), file, id: call.id };
  }
  return null;
}

/**
 * The likely value of a setting that the project leaves out, where an app begins: `setattr(settings, "NAME", value)`, or the default of a
 * class. Unknown where code may set it in some other way.
 */
function setLater(engine: Engine, modules: readonly DocumentKey[], name: string): Value | null {
  for (const file of modules) {
    const given = givenBy(engine, file, name) ?? classDefault(engine, file, name);
    if (given !== null) return given;
  }
  const file = modules.find((each) => engine.detailsOf(each)?.setsSetting(name));
  if (file === undefined) return null;
  const doubt: Unknown = { kind: 'unknown', why: `${name}, which may be set by code`, file, id: 0 };
  engine.memory.doubt(doubt);
  return doubt;
}

function givenBy(engine: Engine, file: DocumentKey, name: string): Value | null {
  for (const call of engine.shapeOf(file)?.calls ?? []) {
    const given = settingSet(call, name);
    if (given === null) continue;
    engine.memory.doubt({ kind: 'unknown', why: `setattr(settings, "${name}", …)`, file, id: call.id });
    return engine.evaluate({ file, depth: 0, before: Infinity, frame: null, place: { file, id: call.id } }, given);
  }
  return null;
}

function settingSet(call: Expression, name: string): Expression | null {
  if (call.kind !== 'call' || call.callee.kind !== 'name' || call.callee.name !== 'setattr') return null;
  const [object, key, value] = call.args.map((argument) => argument.value);
  const isIt = object?.kind === 'name' && object.name === 'settings' && key?.kind === 'string' && key.value === name;
  return isIt ? (value ?? null) : null;
}

/** `settings.NAME`: its value where that is known. AUTH_USER_MODEL stays a name: it means a model rather than a text. */
export function settingAttribute(engine: Engine, name: string): Value {
  const value = name === 'AUTH_USER_MODEL' ? null : settingValue(engine, name);
  return value === null || value === 'unset' ? { kind: 'reference', definition: { kind: 'external', path: PREFIX + name } } : value;
}

/** As `settingAttribute`, where code asks for it: a function gets an error for one that is not there. */
export function askedSetting(engine: Engine, scope: Scope, name: string, expression: Expression): Value {
  const isMissing = scope.frame !== null && !DJANGO_SETTINGS.has(name) && settingValue(engine, name) === 'unset';
  if (isMissing) throw new Raises(unknown(scope, expression));
  return settingAttribute(engine, name);
}

/** The name of a setting that a dotted path stands for; null for any other path. */
export function settingNamed(path: string): string | null {
  return path.startsWith(PREFIX) && !path.slice(PREFIX.length).includes('.') ? path.slice(PREFIX.length) : null;
}

/** True for a dotted path that leads into the value of a setting: `django.conf.settings.NAME.split`. */
export function isWithinSetting(path: string): boolean {
  return path.startsWith(PREFIX) && path.slice(PREFIX.length).includes('.');
}

/** The text of AUTH_USER_MODEL for what works on texts; any other value as it is. */
export function settle(engine: Engine, value: Value): Value {
  if (value.kind !== 'reference' || value.definition.kind !== 'external') return value;
  const name = settingNamed(value.definition.path);
  const found = name === null ? null : settingValue(engine, name);
  return found === null || found === 'unset' ? value : found;
}

/** Whether Python takes a value for true, settings read; null where it is not known. Of AUTH_USER_MODEL there always is one. */
export function truthOf(engine: Engine, value: Value): boolean | null {
  const isUserModel =
    value.kind === 'reference' && value.definition.kind === 'external' && settingNamed(value.definition.path) === 'AUTH_USER_MODEL';
  return isUserModel ? true : truth(settle(engine, value));
}
