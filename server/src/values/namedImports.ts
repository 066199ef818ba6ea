/** What code imports by a dotted name: `import_module("shop.models")`, `import_string("shop.models.Order")`. */
import type { Definition } from '../modules/names';
import type { Expression } from '../syntax/python';
import { memberOfModule } from './attributes';
import type { Engine, Scope } from './engine';
import { settle } from './projectSettings';
import type { Arguments, Value } from './value';

/** The module or the member of one that such a call gives; null for any other call, and for what is not read. */
export function importedByName(engine: Engine, scope: Scope, called: Definition, args: Arguments, expression: Expression): Value | null {
  const how = IMPORTERS.get(pathOf(engine, called));
  const [given, more] = args.positional;
  const name = given === undefined ? null : settle(engine, given);
  if (how === undefined || name?.kind !== 'string' || more !== undefined || args.keywords.size > 0 || args.open !== null) return null;
  const cut = how === 'member' ? name.value.lastIndexOf('.') : name.value.length;
  const module = name.value.slice(0, Math.max(cut, 0));
  // What is not read may be missing, too.
  const file = engine.modules.fileOf(module, null);
  if (file === null) return null;
  if (how === 'module') return { kind: 'reference', definition: { kind: 'module', module, file } };
  return memberOfModule(engine, scope, { module, name: name.value.slice(cut + 1) }, expression);
}

const IMPORTERS: ReadonlyMap<string, 'module' | 'member'> = new Map([
  ['importlib.import_module', 'module'],
  ['django.utils.module_loading.import_string', 'member'],
]);

function pathOf({ modules }: Engine, definition: Definition): string {
  if (definition.kind === 'external') return definition.path;
  return definition.kind === 'function' ? `${modules.moduleOf(definition.file)}.${definition.name}` : '';
}
