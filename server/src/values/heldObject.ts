/** An object that is held while its methods run, so that it can be seen what they leave of it. */
import type { Engine } from './engine';
import type { Instance, Value } from './value';

const HELD = '*object*';

/** Does something to an object; gives the object as it is afterwards. */
export function withObject(engine: Engine, object: Instance, work: (held: () => Value) => void): Instance | null {
  const variables = new Map<string, Value>([[HELD, object]]);
  const held = (): Value => variables.get(HELD) ?? object;
  engine.memory.push({ variables, bound: new Set(), method: null });
  try {
    work(held);
  } finally {
    engine.memory.pop();
  }
  const left = held();
  return left.kind === 'instance' ? left : null;
}
