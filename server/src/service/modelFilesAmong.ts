/** Which of some files may hold models, with the files of installed packages on which their classes rest. */
import type { DocumentKey } from '../base/documentKey';
import { isBuiltin } from '../project/djangoContrib';
import type { FileHeader } from '../syntax/header';
import { modelFiles } from './candidates';
import { installedBases, type HeaderContext } from './installedHeaders';

export interface AmongContext extends HeaderContext {
  readonly hasEnvironment: boolean;
}

/** Reads the headers of `files`. Gives paths in their order, without what is known of Django without its source. */
export function modelFilesAmong(context: AmongContext, files: Iterable<DocumentKey>): readonly DocumentKey[] {
  const { modules, headerOf, hasEnvironment } = context;
  const headers = new Map<DocumentKey, FileHeader>();
  for (const file of files) {
    const header = headerOf(file);
    if (header !== null) headers.set(file, header);
  }
  const own = [...headers.keys()].filter((file) => !modules.isInstalled(file));
  if (hasEnvironment) for (const [file, header] of installedBases(context, own)) headers.set(file, header);
  return modelFiles(headers).filter((file) => !isBuiltin(file));
}
