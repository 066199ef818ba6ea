/** A workspace that lives in memory: for the specs, and for anybody who wants the engine without a file system. */
import { isInside, type DocumentKey } from '../base/documentKey';
import type { DiscoveryStep, ReadResult, WorkspaceHost } from './host';

/** Serves `files` as the disk; changes to the map are seen by the next read. */
export function createMemoryHost(files: ReadonlyMap<DocumentKey, string>): WorkspaceHost {
  return {
    *discover(roots): Iterable<DiscoveryStep> {
      const inside = [...files.keys()].filter((key) => roots.some((root) => isInside(root, key))).sort();
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
    belongs: (key, roots) => key.endsWith('.py') && roots.some((root) => isInside(root, key)),
  };
}
