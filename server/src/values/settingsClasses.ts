/** Settings that classes of an app give a default: a library puts their attributes into the settings, each behind the prefix of its class. */
import { outsideClassScope } from '../facts/classScope';
import type { DocumentKey } from '../base/documentKey';
import type { ClassShape } from '../facts/fileShape';
import { lastMember } from '../facts/members';
import type { Engine, SettingsClass } from './engine';
import type { Unknown, Value } from './value';

/** The default that a class in this file gives to a setting, with the doubt noted; null where none does. */
export function classDefault(engine: Engine, file: DocumentKey, setting: string): Value | null {
  for (const shape of engine.shapeOf(file)?.classes ?? []) {
    const found = isOfSettings(shape) ? defaultIn(engine, { file, shape }, setting) : null;
    if (found !== null) return found;
  }
  return null;
}

/** What no class of settings is without. */
function isOfSettings({ args, members }: ClassShape): boolean {
  return args.length > 0 && members.some(({ name }) => isUpper(name));
}

interface ClassOf {
  readonly file: DocumentKey;
  readonly shape: ClassShape;
}

function defaultIn(engine: Engine, { file, shape }: ClassOf, setting: string): Value | null {
  const ancestors = engine.lineage.ancestors({ file, path: shape.path });
  const paths = ancestors.map((each) => (each.kind === 'class' ? each.dotted : each.kind === 'external' ? each.path : ''));
  const kind = engine.settingsClasses.find(({ bases }) => bases.some((base) => paths.includes(base)));
  const prefix = kind === undefined ? null : prefixOf(engine, { file, shape }, kind);
  if (kind === undefined || prefix === null) return null;
  const member = shape.members.findLast(({ name }) => isUpper(name) && (name.startsWith(prefix) ? name : `${prefix}_${name}`) === setting);
  if (member === undefined) return null;
  const doubt: Unknown = { kind: 'unknown', why: `${shape.name}, which may set ${setting}`, file, id: member.nameId };
  const deciding = kind.decidedBy.map((name) => name.replace('{name}', member.name.toLowerCase()));
  engine.memory.doubt(doubt);
  if (member.value === null || deciding.some((name) => lastMember(shape.members, name) !== undefined)) return doubt;
  const scope = { file, depth: 0, before: shape.order, frame: null, place: { file, id: member.nameId } };
  return engine.evaluate(scope, outsideClassScope(shape, member, member.value));
}

/** In upper case, without the underscore behind it; null where it is not known. */
function prefixOf(engine: Engine, { file, shape }: ClassOf, { prefixIn }: SettingsClass): string | null {
  const meta = engine.shapeOf(file)?.classes.find(({ path }) => path === `${shape.path}.Meta`);
  for (const option of prefixIn) {
    const member = meta === undefined ? undefined : lastMember(meta.members, option);
    if (member !== undefined) return member.value?.kind === 'string' ? member.value.value.toUpperCase() : null;
  }
  return engine.modules.moduleOf(file).split('.').at(-2)?.toUpperCase() ?? null;
}

function isUpper(name: string): boolean {
  return name === name.toUpperCase() && /[A-Z]/.test(name);
}
