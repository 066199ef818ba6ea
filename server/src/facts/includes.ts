/**
 * Libraries that run other files in a settings module. They do so with `exec`, which no reading of their source would follow: this is the
 * one place that knows them by name.
 */
import type { Call } from '../syntax/python';
import type { BoundValue } from './fileShape';

interface IncludingLibrary {
  readonly module: string;
  /** The function that runs files. */
  readonly include: string;
}

const LIBRARIES: readonly IncludingLibrary[] = [{ module: 'split_settings.tools', include: 'include' }];

/** What a lone call includes; null for any other call. */
export function includedBy({ callee, args }: Call, isFrom: (name: string, module: string) => boolean): BoundValue | null {
  if (callee.kind !== 'name') return null;
  const isIncluding = LIBRARIES.some(({ module, include }) => include === callee.name && isFrom(callee.name, module));
  return isIncluding ? { kind: 'included', args: args.filter(({ keyword, spread }) => keyword === null && spread !== '**') } : null;
}
