/** The project's settings, as code sees them through `django.conf.settings`. */
import { DJANGO_SETTINGS } from './django';
import type { Engine } from './engine';
import type { Value } from './value';

const PREFIX = 'django.conf.settings.';

/** What a setting is: its value, `unset` where the settings are read whole and leave it out, null where it is not known. */
export function settingValue(engine: Engine, name: string): Value | 'unset' | null {
  const file = engine.settingsFile();
  if (file === null) return null;
  const value = engine.variable(file, name, { depth: 0, before: Infinity });
  if (value !== null) return value;
  return DJANGO_SETTINGS.has(name) || engine.shapeOf(file)?.broken !== false ? null : 'unset';
}

/** A reference to a setting as its value, where that is known; any other value as it is. */
export function settle(engine: Engine, value: Value): Value {
  if (value.kind !== 'reference' || value.definition.kind !== 'external' || !value.definition.path.startsWith(PREFIX)) return value;
  const found = settingValue(engine, value.definition.path.slice(PREFIX.length));
  if (found === null || found === 'unset') return value;
  engine.memory.share(found);
  return found;
}

/** A reference to `django.conf.settings.NAME`, which means the user model where that is AUTH_USER_MODEL. */
export function settingReference(name: string): Value {
  return { kind: 'reference', definition: { kind: 'external', path: PREFIX + name } };
}
