/**
 * What installed distributions offer, as code asks for it: `entry_points(group="shop.plugin")`, and the objects that this gives. Another
 * machine may have other distributions, so that all of it is likely and no more.
 */
import type { EntryPoint } from '../modules/entryPoints';
import type { Expression } from '../syntax/python';
import { unknown, type Engine, type Scope } from './engine';
import { settle } from './projectSettings';
import { list, text, type Arguments, type CallValue, type Value } from './value';

const ASKING: ReadonlySet<string> = new Set([
  'importlib.metadata.entry_points',
  'importlib_metadata.entry_points',
  'pkg_resources.iter_entry_points',
]);

const ENTRY_POINT = 'importlib.metadata.EntryPoint';

interface Asked {
  /** The dotted path of what is called. */
  readonly path: string;
  readonly args: Arguments;
}

/** The entry points of a group that a call asks for; null for any other call, and where no environment is known. */
export function entryPointsAsked(engine: Engine, scope: Scope, { path, args }: Asked, expression: Expression): Value | null {
  if (!ASKING.has(path) || args.open !== null) return null;
  const group = args.keywords.get('group') ?? args.positional[0];
  const wanted = group === undefined ? null : settle(engine, group);
  const all = engine.entryPoints();
  if (wanted?.kind !== 'string' || args.keywords.size + args.positional.length > 1 || all === null) return null;
  engine.memory.doubt(unknown(scope, expression));
  return list(all.filter((each) => each.group === wanted.value).map(valueOf), 'tuple');
}

function valueOf({ group, name, value }: EntryPoint): Value {
  const keywords = new Map(Object.entries({ group, name, value }).map(([key, each]) => [key, text(each)]));
  return { kind: 'call', callee: { kind: 'external', path: ENTRY_POINT }, args: { positional: [], keywords, open: null }, text: name };
}

/** Module and attribute of an entry point; null for any other value. */
function partsOf({ callee, args }: CallValue): readonly [module: string, attribute: string] | null {
  const value = callee.kind === 'external' && callee.path === ENTRY_POINT ? args.keywords.get('value') : undefined;
  if (value?.kind !== 'string') return null;
  const [module = '', attribute = ''] = value.value.split(':');
  return [module, attribute];
}

/** An attribute of an entry point; null of any other value, and where there is none. */
export function entryPointAttribute(object: CallValue, name: string): Value | null {
  const parts = partsOf(object);
  if (parts === null) return null;
  const [module, attribute] = parts;
  if (name === 'module' || name === 'module_name') return text(module);
  return name === 'attr' ? text(attribute) : (object.args.keywords.get(name) ?? null);
}

/** What `load()` of an entry point gives; null of any other value, and where that is not known. */
export function loadedEntryPoint(engine: Engine, scope: Scope, object: CallValue, expression: Expression): Value | null {
  const parts = partsOf(object);
  if (parts === null) return null;
  const [module, attribute] = parts;
  const file = engine.modules.fileOf(module, null);
  if (file === null) return null;
  const loaded: Value = { kind: 'reference', definition: { kind: 'module', module, file } };
  if (attribute === '') return loaded;
  return attribute.includes('.') ? null : engine.attribute(scope, loaded, attribute, expression);
}
