/** The folder of a person's own in which the command keeps what saves it time. It may be deleted at any time. */
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where things are kept, by the custom of the platform; null where a person wants none (`DJANGO_RELATIONS_CACHE` set to nothing). */
export function cacheFolder(): string | null {
  const { DJANGO_RELATIONS_CACHE: chosen, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (chosen !== undefined) return chosen === '' ? null : chosen;
  const home = homedir() || tmpdir();
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches', 'django-relations');
  if (process.platform === 'win32') return join(LOCALAPPDATA ?? home, 'django-relations', 'cache');
  return join(XDG_CACHE_HOME ?? join(home, '.cache'), 'django-relations');
}

/**
 * Writes a file of the cache and forgets the oldest of its folder beyond `most`. Whoever reads at the same time sees the old file
 * or the new one, never half of it. Does nothing where the folder cannot be written: that costs time, nothing else.
 */
export function keepInCache(path: string, content: string | Uint8Array, most: number): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const draft = `${path}.${String(process.pid)}`;
    writeFileSync(draft, content);
    renameSync(draft, path);
    forgetOldest(dirname(path), most);
  } catch {
    // As promised.
  }
}

function forgetOldest(folder: string, most: number): void {
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
  if (names.length <= most) return;
  const byAge = names.map((name) => ({ name, time: statSync(join(folder, name)).mtimeMs })).sort((left, right) => left.time - right.time);
  for (const { name } of byAge.slice(0, names.length - most)) rmSync(join(folder, name), { force: true });
}

/** A short name for what belongs to `text`, its FNV-1a hash: two texts may share one, so the file has to say whose it is. */
export function nameFor(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}
