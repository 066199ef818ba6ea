/** What the evaluator makes of a name in a project of a few files. */
import { joinKey, keyFromPath, type DocumentKey } from '../../../server/src/base/documentKey';
import { remembered } from '../../../server/src/base/collections';
import { extractFacts } from '../../../server/src/facts/extractFacts';
import type { FileFacts } from '../../../server/src/facts/fileShape';
import { NOTHING_INSTALLED } from '../../../server/src/modules/installedPackages';
import { createModuleMap } from '../../../server/src/modules/moduleMap';
import { createNames } from '../../../server/src/modules/names';
import { createNativeParser } from '../../../server/src/syntax/nativeParser';
import { findWasm } from '../../../server/src/syntax/openParser';
import type { PythonParser } from '../../../server/src/syntax/python';
import { quickFirst } from '../../../server/src/syntax/quickFirst';
import { createWasmParser } from '../../../server/src/syntax/wasmParser';
import { createEvaluator, type Evaluator, type Value } from '../../../server/src/values/evaluate';

const ROOT = keyFromPath('/project', 'posix');

/** The parser that this platform has. */
export async function openAnyParser(): Promise<PythonParser> {
  const loaded = createNativeParser();
  return quickFirst('parser' in loaded ? loaded.parser : await createWasmParser(findWasm()), 'whole');
}

export interface EvaluatedProject {
  readonly evaluator: Evaluator;
  readonly key: (path: string) => DocumentKey;
}

/** An evaluator over files by their paths; `settings.py` holds the settings, where it is one of them. */
export function evaluated(parser: PythonParser, files: Readonly<Record<string, string>>): EvaluatedProject {
  const key = (path: string): DocumentKey => joinKey(ROOT, path);
  const texts = new Map(Object.entries(files).map(([path, text]) => [key(path), text]));
  const factsOf = remembered((file: DocumentKey): FileFacts | null => {
    const text = texts.get(file);
    return text === undefined ? null : extractFacts(parser, text);
  });
  const shapeOf = (file: DocumentKey): FileFacts['shape'] | null => factsOf(file)?.shape ?? null;
  const modules = createModuleMap(texts.keys(), { roots: [ROOT], packages: [] }, new Set(), NOTHING_INSTALLED);
  const names = createNames({ modules, shapeOf, isPreferred: () => false, keepsClass: () => true });
  const settings = { file: texts.has(key('settings.py')) ? key('settings.py') : null, configuration: null, modules: [] };
  const detailsOf = (file: DocumentKey): FileFacts['details'] | null => factsOf(file)?.details ?? null;
  return {
    evaluator: createEvaluator({
      files: [...texts.keys()],
      names,
      modules,
      shapeOf,
      detailsOf,
      settings: () => settings,
      labelOf: () => null,
      isInstalledApp: () => null,
      djangoVersion: () => '5.2',
      entryPoints: () => null,
      settingsClasses: [],
    }),
    key,
  };
}

/** A value as Python would write it; `…` for what may be more, `?` for what is not known, `?text` for what is likely. */
export function shown(value: Value | null): string {
  if (value === null) return 'unbound';
  switch (value.kind) {
    case 'string':
      return `'${value.value}'`;
    case 'constant':
      return value.value === null ? 'None' : value.value ? 'True' : 'False';
    case 'number':
      return String(value.value);
    case 'list': {
      const items = [...value.items.map(shown), ...(value.open === null ? [] : ['…'])].join(', ');
      if (value.form === 'tuple') return `(${items}${value.items.length === 1 && value.open === null ? ',' : ''})`;
      return value.form === 'set' ? (items === '' ? 'set()' : `{${items}}`) : `[${items}]`;
    }
    case 'dict':
      return `{${[...[...value.entries].map(([name, each]) => `'${name}': ${shown(each)}`), ...(value.open === null ? [] : ['…'])].join(', ')}}`;
    case 'reference':
      return value.definition.kind === 'external' ? `<${value.definition.path}>` : `<${value.definition.kind}>`;
    case 'unknown':
      return value.likely === undefined ? '?' : `?${shown(value.likely)}`;
    default:
      return `<${value.kind}>`;
  }
}
