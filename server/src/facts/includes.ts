/**
 * Libraries that run other files in a settings module. They do so with `exec`, which no reading of their source would follow: this is the
 * one place that knows them by name.
 */
import type { Expression } from '../syntax/python';
import type { BoundValue, IncludedFiles } from './fileShape';

interface IncludingLibrary {
  readonly module: string;
  /** The function that runs files, and the one around a file that may be absent. */
  readonly include: string;
  readonly optional: string;
}

const LIBRARIES: readonly IncludingLibrary[] = [{ module: 'split_settings.tools', include: 'include', optional: 'optional' }];

/** What a lone call includes; null for any other call. Whatever is not spelled out may bind any name. */
export function includedBy(
  call: Extract<Expression, { kind: 'call' }>,
  isFrom: (name: string, module: string) => boolean,
): BoundValue | null {
  const { callee, args } = call;
  if (callee.kind !== 'name') return null;
  const library = LIBRARIES.find(({ module, include }) => include === callee.name && isFrom(callee.name, module));
  if (library === undefined) return null;
  const listed = args.filter(({ keyword }) => keyword === null).map(({ spread, value }) => (spread === '' ? fileOf(library, value) : null));
  const files = listed.flatMap((file) => (file === null ? [] : [file]));
  return files.length === listed.length ? { kind: 'included', files } : { kind: 'unknown' };
}

function fileOf({ optional }: IncludingLibrary, value: Expression): IncludedFiles | null {
  if (value.kind === 'string') return { pattern: value.value, optional: false };
  if (value.kind !== 'call' || value.callee.kind !== 'name' || value.callee.name !== optional) return null;
  const [only, more] = value.args;
  return only?.value.kind === 'string' && more === undefined ? { pattern: only.value.value, optional: true } : null;
}
