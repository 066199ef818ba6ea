/** Which files of installed packages the classes of a project rest on: those that define their bases, at any depth. */
import type { DocumentKey } from '../base/documentKey';
import type { ModuleMap } from '../modules/moduleMap';
import type { FileHeader, HeaderClass } from '../syntax/header';
import { holdsNoModels } from './candidates';

export interface HeaderContext {
  readonly modules: ModuleMap;
  /** The header of a file of the workspace or of an installed package; null when it cannot be read. */
  readonly headerOf: (file: DocumentKey) => FileHeader | null;
}

/**
 * The headers of the installed files that define a base of a class in `files`, or hand its name on. Follows imports by their text, so it may
 * read a file too many.
 */
export function installedBases({ modules, headerOf }: HeaderContext, files: Iterable<DocumentKey>): ReadonlyMap<DocumentKey, FileHeader> {
  const found = new Map<DocumentKey, FileHeader>();
  const asked = new Set<string>();

  function readClasses(file: DocumentKey, header: FileHeader, classes: readonly HeaderClass[]): void {
    for (const { bases } of classes) for (const base of bases) if (!holdsNoModels(base)) follow(file, header, base);
  }

  /** Where the dotted name of a base comes from, if that is an installed package. */
  function follow(file: DocumentKey, header: FileHeader, dotted: string): void {
    const [head = '', ...rest] = dotted.split('.');
    const name = header.aliases.find((alias) => alias.name === head)?.of ?? head;
    for (const { level, module, list, names } of header.imports) {
      const absolute = modules.absolute(file, level, module);
      if (absolute === null) continue;
      if (list === '') {
        if (name === absolute || dotted.startsWith(`${absolute}.`)) want(absolute, dotted.slice(dotted.lastIndexOf('.') + 1), file);
        else if (name.startsWith(`${absolute}.`) || name === absolute) want(absolute, rest.at(-1) ?? name, file);
      } else if (names === null) want(absolute, name, file);
      else if (names.includes(name)) {
        want(absolute, rest.length === 0 ? name : '', file);
        if (rest.length > 0) want([absolute, name, ...rest.slice(0, -1)].join('.'), rest.at(-1) ?? name, file);
      }
    }
  }

  function want(module: string, name: string, importer: DocumentKey): void {
    const file = modules.fileOf(module, importer);
    if (file === null || !modules.isInstalled(file) || asked.has(`${file}\n${name}`)) return;
    asked.add(`${file}\n${name}`);
    const header = headerOf(file);
    if (header === null) return;
    const own = header.classes.filter((each) => each.name === name);
    if (own.length > 0) {
      const isNew = !found.has(file);
      found.set(file, header);
      // Its other classes may be bases of the one that is asked for.
      if (isNew) readClasses(file, header, header.classes);
    } else if (name !== '') follow(file, header, name);
  }

  for (const file of files) {
    const header = headerOf(file);
    if (header !== null) readClasses(file, header, header.classes);
  }
  return found;
}
