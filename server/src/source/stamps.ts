/** What files and folders looked like when they were read, to see later whether they still do. */
import { statSync, type Stats } from 'node:fs';
import { pathFromKey, type DocumentKey } from '../base/documentKey';

/** A path with its size and times (milliseconds since 1970) of the content and of the entry; the path alone where nothing stands. */
export type Stamp = readonly [path: string, size: number, modified: number, changed: number] | readonly [path: string];

/** Told of each file and folder that is looked at, with what is known of it already. */
export type Look = (key: DocumentKey, found?: Stats) => void;

export interface Stamps {
  readonly look: Look;
  /** Of everything that was looked at, as it is now or was when it was read. */
  all(): readonly Stamp[];
}

/** Collects stamps, in the order in which things are looked at first. */
export function createStamps(): Stamps {
  const found = new Map<string, Stats | null>();
  return {
    look(key, stats) {
      const path = pathFromKey(key);
      if (stats !== undefined || !found.has(path)) found.set(path, stats ?? null);
    },
    all: () => [...found].map(([path, stats]) => (stats === null ? stampOf(path) : stampFrom(path, stats))),
  };
}

/** True when everything is as it was. A folder counts as changed when a name came or went. */
export function stillHold(stamps: readonly Stamp[]): boolean {
  return stamps.every((stamp) => {
    const now = stampOf(stamp[0]);
    return now.length === stamp.length && now.every((part, at) => part === stamp[at]);
  });
}

/** The latest change of content in the stamps; 0 where there is none. */
export function latestTime(stamps: readonly Stamp[]): number {
  return stamps.reduce((latest, [, , modified = 0]) => Math.max(latest, modified), 0);
}

function stampOf(path: string): Stamp {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats === undefined ? [path] : stampFrom(path, stats);
  } catch {
    return [path];
  }
}

/** Of a folder the size says nothing that its time does not say, and on some systems it changes by itself. */
function stampFrom(path: string, stats: Stats): Stamp {
  return [path, stats.isDirectory() ? 0 : stats.size, stats.mtimeMs, stats.ctimeMs];
}
