/** A real folder for one test: files by their relative paths, removed afterwards. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { joinKey, keyFromPath, relativeKey, type DocumentKey } from '../../../server/src/base/documentKey';
import { createDiskHost } from '../../../server/src/source/diskHost';
import type { DiscoveryLimits, SourceNotice } from '../../../server/src/source/host';

export interface TemporaryFolder {
  readonly root: DocumentKey;
  readonly path: string;
  /** Writes files with their folders. */
  write(files: Readonly<Record<string, string | Buffer>>): void;
  /** Makes links: a link's path, and where it leads, relative to the link. */
  link(links: Readonly<Record<string, string>>): void;
  remove(): void;
}

export function createTemporaryFolder(): TemporaryFolder {
  // The system's folder for temporary files is itself a link on macOS.
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'django-relations-')));
  return {
    root: keyFromPath(path),
    path,
    write(files) {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(path, name)), { recursive: true });
        writeFileSync(join(path, name), content);
      }
    },
    link(links) {
      for (const [name, target] of Object.entries(links)) {
        mkdirSync(dirname(join(path, name)), { recursive: true });
        symlinkSync(target, join(path, name));
      }
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

export const noLimits: DiscoveryLimits = { exclude: [], maxFiles: 1_000 };

export interface Found {
  /** Python files relative to the folder, sorted. */
  readonly files: readonly string[];
  readonly markers: readonly string[];
  readonly notices: readonly SourceNotice[];
}

/** Walks the folder, or these folders in it. */
export function discoverIn(folder: TemporaryFolder, limits: Partial<DiscoveryLimits> = {}, roots = [folder.root]): Found {
  const steps = [...createDiskHost().discover(roots, { ...noLimits, ...limits })];
  const names = (keys: readonly DocumentKey[]): readonly string[] => keys.map((key) => relativeKey(folder.root, key)).sort();
  return {
    files: names(steps.flatMap((step) => step.files)),
    markers: names(steps.flatMap((step) => step.markers)),
    notices: steps.flatMap((step) => step.notices),
  };
}

/** Whether a watcher's report of this file would be taken in: it belongs there, and there it is. */
export function belongsTo(folder: TemporaryFolder, file: string, limits: Partial<DiscoveryLimits> = {}): boolean {
  const host = createDiskHost();
  const key = joinKey(folder.root, file);
  if (!host.belongs(key, [folder.root], { ...noLimits, ...limits })) return false;
  const result = host.read(key);
  return result.text !== null || result.notice.kind !== 'vanished';
}
