/** Loops at module level: their body runs as that of a function would whose variables are the names that it changes. */
import type { BoundValue } from '../facts/fileShape';
import type { Engine, Scope } from './engine';
import { boundNames } from './functions';
import { NotUnderstood, type Frame } from './memory';
import { runStatements } from './run';
import type { Value } from './value';

interface ChangedName {
  readonly name: string;
  /** What it holds before the loop. */
  readonly before: Value;
}

/** What a name of the module holds after a loop; null where that is not understood. */
export function afterLoop(
  engine: Engine,
  scope: Scope,
  { name, before }: ChangedName,
  { loop, changes }: Extract<BoundValue, { kind: 'looped' }>,
): Value | null {
  const { memory } = engine;
  const variables = new Map<string, Value>();
  for (const changed of new Set(changes.map((change) => change.name))) {
    const value = changed === name ? before : engine.variable(scope.file, changed, scope);
    // Nobody else holds the copy.
    if (value !== null) variables.set(changed, { ...value });
  }
  const bound = new Set([...variables.keys(), ...boundNames({ parameters: [], body: [loop] })]);
  const frame: Frame = { variables, bound, method: null };
  const outside = memory.snapshot();
  const { result, doubt } = memory.apart(() => {
    memory.push(frame);
    try {
      return runStatements(engine, { ...scope, frame }, [loop]).falls ? (variables.get(name) ?? null) : null;
    } catch (error) {
      if (error instanceof NotUnderstood) return null;
      throw error;
    } finally {
      memory.pop();
    }
  });
  if (result === null) memory.restore(outside);
  else if (doubt !== null) memory.doubt(doubt);
  return result;
}
