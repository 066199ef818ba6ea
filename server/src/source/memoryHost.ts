/** A workspace that lives in memory: for the specs, and for anybody who wants the engine without a file system. */
import { isInside, relativeKey, type DocumentKey } from '../base/documentKey';
import type { DiscoveryStep, FolderEntries, ReadResult, WorkspaceHost } from './host';

/** What the walk of a disk leaves out as well: packages beside the project's own source. */
const INSTALLED = '/site-packages/';

/** Serves `files` as the disk; changes to the map are seen by the next read. */
export function createMemoryHost(files: ReadonlyMap<DocumentKey, string>): WorkspaceHost {
  return {
    *discover(roots): Iterable<DiscoveryStep> {
      const inside = [...files.keys()].filter((key) => !key.includes(INSTALLED) && roots.some((root) => isInside(root, key))).sort();
      yield {
        files: inside.filter((key) => key.endsWith('.py')),
        markers: inside.filter((key) => !key.endsWith('.py')),
        notices: [],
      };
    },
    read(key): ReadResult {
      const text = files.get(key);
      if (text !== undefined) return { text, bytes: text.length };
      return { text: null, notice: { kind: 'vanished', key, message: `${key} is gone` } };
    },
    entries(folder): FolderEntries | null {
      const found = new Map<string, 'file' | 'folder'>();
      for (const key of files.keys()) {
        if (key === folder || !isInside(folder, key)) continue;
        const [name = '', ...below] = relativeKey(folder, key).split('/');
        found.set(name, below.length === 0 ? 'file' : 'folder');
      }
      return found.size === 0 ? null : found;
    },
    belongs: (key, roots) => key.endsWith('.py') && !key.includes(INSTALLED) && roots.some((root) => isInside(root, key)),
  };
}
