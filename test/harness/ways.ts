/** The ways in which one and the same project can reach the language service: all must end in the same answers. */
import { keyFromPath, type DocumentKey } from '../../server/src/base/documentKey';
import type { LanguageService } from '../../server/src/service/languageService';
import { defaultSettings } from '../../server/src/service/settings';
import { createLanguageService } from '../../server/src/service/createLanguageService';
import { createMemoryHost } from '../../server/src/source/memoryHost';
import type { PythonParser } from '../../server/src/syntax/python';

export const ROOT = keyFromPath('/project');

/** The key of a file of the project. */
export function keyOf(path: string): DocumentKey {
  return keyFromPath(`/project/${path}`);
}

export interface SpecInput {
  readonly files: ReadonlyMap<string, string>;
  readonly django: string | null;
  readonly parser: PythonParser;
}

/** The whole project lies on disk and is read at once. */
export function fromScratch(input: SpecInput): LanguageService {
  return serviceOver(input, new Map([...input.files].map(([path, text]) => [keyOf(path), text])));
}

/** A package beside the project: it is installed before anybody works on the project, and not edited. */
function isInstalled(path: string): boolean {
  return path.includes('site-packages/');
}

/** The files come one after the other, in the order given, and the service is asked after each. */
export function oneByOne(input: SpecInput, order: readonly string[]): LanguageService {
  const disk = new Map([...input.files].flatMap(([path, text]) => (isInstalled(path) ? [[keyOf(path), text] as const] : [])));
  const service = serviceOver(input, disk);
  service.analysis();
  for (const path of order) {
    if (isInstalled(path)) continue;
    const key = keyOf(path);
    disk.set(key, input.files.get(path) ?? '');
    service.filesChanged([{ key, kind: 'created' }]);
    service.analysis();
  }
  return service;
}

/** Something else lies on disk; what counts is in open editors. */
export function throughBuffers(input: SpecInput): LanguageService {
  const isPython = (path: string): boolean => path.endsWith('.py') && !isInstalled(path);
  const disk = new Map([...input.files].map(([path, text]) => [keyOf(path), isPython(path) ? '"""Not saved yet."""\n' : text]));
  const service = serviceOver(input, disk);
  service.analysis();
  for (const [path, text] of input.files) {
    if (!isPython(path)) continue;
    // Typed in two steps: the first half is rarely sound Python.
    service.open({ key: keyOf(path), text: text.slice(0, text.length / 2), version: 1 });
    service.analysis();
    service.open({ key: keyOf(path), text, version: 2 });
  }
  return service;
}

function serviceOver({ django, parser }: SpecInput, disk: ReadonlyMap<DocumentKey, string>): LanguageService {
  return createLanguageService({
    roots: [ROOT],
    settings: { ...defaultSettings, django },
    host: createMemoryHost(disk),
    parser,
    onFailure: (message) => {
      throw new Error(message);
    },
  });
}
