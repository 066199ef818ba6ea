/** Calls that give the same again: a project asks one helper for the name of one model in many places. */
import type { Arguments, CalledFunction, Unknown, Value } from './value';

export interface RememberedCalls {
  /**
   * What calls of a function with these arguments give under these settings; null where that may depend on more: on an object that it is
   * handed, or that it is a method of.
   */
  of(settings: object, called: CalledFunction, args: Arguments): RememberedCall | null;
}

export interface RememberedCall {
  /** What the function gave; null before the first call, and when it was nothing that can be kept. */
  known(): Outcome | null;
  /** Keeps what the function gave, unless it is an object, which may change, or is not known, which has a place. */
  keep(outcome: Outcome): void;
}

export interface Outcome {
  readonly result: Value;
  /** Why it may be otherwise; null when it is certain. */
  readonly doubt: Unknown | null;
}

/** Creates an empty table. Calls that change what others hold, or that are doubtful for where they stand, are for the caller not to keep. */
export function createRememberedCalls(): RememberedCalls {
  const bySettings = new WeakMap<object, Map<string, Outcome>>();
  return {
    of(settings, { file, path, owner, lambda }, args) {
      const given = owner === null && lambda === undefined ? spelled(args) : null;
      if (given === null) return null;
      let table = bySettings.get(settings);
      if (table === undefined) bySettings.set(settings, (table = new Map<string, Outcome>()));
      const calls = table;
      const key = `${file}\n${path}\n${given}`;
      return {
        known: () => calls.get(key) ?? null,
        keep(outcome) {
          if (isPlain(outcome.result) || outcome.result.kind === 'reference') calls.set(key, outcome);
        },
      };
    },
  };
}

/** Arguments as a text that no others have; null when one of them is an object. */
function spelled({ positional, keywords, open }: Arguments): string | null {
  const values = [...positional, ...keywords.values()];
  if (open !== null || !values.every(isPlain)) return null;
  return JSON.stringify([[...keywords.keys()], values]);
}

function isPlain({ kind }: Value): boolean {
  return kind === 'string' || kind === 'number' || kind === 'constant';
}
