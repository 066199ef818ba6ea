/** Comprehensions over known values. */
import type { Comprehension, ComprehensionClause, Expression } from '../syntax/python';
import { deeper, unknown, type Engine, type Scope } from './engine';
import type { Frame } from './memory';
import { settle, truthOf } from './projectSettings';
import { bindTarget } from './assign';
import { dict, isBounded, itemsOf, type Unknown, type Value } from './value';

/** Evaluates a comprehension; an open list gives an open one. */
export function comprehend(engine: Engine, scope: Scope, expression: Comprehension): Value {
  const outer = scope.frame;
  const frame: Frame = { variables: new Map(outer?.variables), bound: outer?.bound ?? new Set(), method: outer?.method ?? null };
  const inner = { ...deeper(scope), frame };
  const found: Found = { keys: [], values: [], open: null, bounded: true };
  engine.memory.push(frame);
  try {
    goThrough(engine, inner, { expression, at: 0, found, perhaps: false });
  } finally {
    engine.memory.pop();
  }
  const { keys, values, open, bounded } = found;
  if (expression.form === 'generator') return { kind: 'list', form: 'list', items: values, open, bounded };
  if (expression.form !== 'dict') return { kind: 'list', form: expression.form, items: values, open, bounded };
  return dict(new Map(keys.map((key, at) => [key, values[at] ?? unknown(scope, expression)])), open);
}

interface Found {
  readonly keys: string[];
  readonly values: Value[];
  open: Unknown | null;
  /** False where there may be more than is found. */
  bounded: boolean;
}

interface Going {
  readonly expression: Comprehension;
  readonly at: number;
  readonly found: Found;
  /** True within an item that may be missing. */
  readonly perhaps: boolean;
}

function goThrough(engine: Engine, scope: Scope, { expression, at, found, perhaps }: Going): void {
  const clause = expression.clauses[at];
  if (clause === undefined) {
    take(engine, scope, expression, { found, perhaps });
    return;
  }
  const iterated = settle(engine, engine.evaluate(scope, clause.iterated));
  const items = itemsOf(iterated);
  if (items === null || (iterated.kind === 'list' && iterated.open !== null)) found.open ??= unknown(scope, clause.iterated);
  found.bounded &&= items !== null && (iterated.kind !== 'list' || isBounded(iterated));
  for (const item of items ?? []) {
    if (!engine.memory.step()) {
      found.open ??= unknown(scope, expression);
      found.bounded = false;
      return;
    }
    bindTarget(engine, scope, clause.target, item);
    const holds = allHold(engine, scope, clause);
    // What a condition leaves out may be missing; it adds nothing.
    if (holds === null) found.open ??= unknown(scope, expression);
    const mayBeMissing = holds === null || (item.kind === 'string' && item.perhaps === true);
    const going = { expression, at: at + 1, found, perhaps: perhaps || mayBeMissing };
    // An item that is perhaps among them may stand in an open list, but in no dictionary.
    if (holds === true || (holds === null && expression.form !== 'dict')) goThrough(engine, scope, going);
  }
}

function allHold(engine: Engine, scope: Scope, { conditions }: ComprehensionClause): boolean | null {
  let all: boolean | null = true;
  for (const condition of conditions) {
    const holds = truthOf(engine, engine.evaluate(scope, condition));
    if (holds === false) return false;
    if (holds === null) all = null;
  }
  return all;
}

function take(engine: Engine, scope: Scope, { key, value }: Comprehension, { found, perhaps }: Pick<Going, 'found' | 'perhaps'>): void {
  const taken = engine.evaluate(scope, value);
  const given = perhaps && taken.kind === 'string' ? { ...taken, perhaps } : taken;
  if (key === null) {
    found.values.push(given);
    return;
  }
  const name = keyOf(engine, scope, key);
  if (name === null) found.open ??= unknown(scope, key);
  else {
    found.keys.push(name);
    found.values.push(given);
  }
}

function keyOf(engine: Engine, scope: Scope, key: Expression): string | null {
  const value = settle(engine, engine.evaluate(scope, key));
  return value.kind === 'string' ? value.value : null;
}
