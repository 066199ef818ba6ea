/** Class statements inside of functions: what stands in their bodies is worked out where the function runs, and hands the class on. */
import type { ClassStatement, Expression, Statement } from '../syntax/python';
import { evaluateArguments } from './calls';
import { unknown, type Engine, type Scope } from './engine';
import { dict, list, text, type Unknown, type Value } from './value';

/** The class that such a statement makes; null where more than plain names are bound, or something else may stand in its place. */
export function innerClass(engine: Engine, scope: Scope, statement: ClassStatement): Value | null {
  const { name, args, decorators } = statement;
  if (decorators.length > 0) return null;
  const { positional, keywords, open } = evaluateArguments(engine, scope, args);
  if (keywords.size > 0 || open !== null) return null;
  const namespace = new Map<string, Value>();
  const doubt = bodyOf(engine, scope, statement, namespace);
  const said: Expression = { kind: 'opaque', id: statement.id, text: name };
  const given = [text(name), list(positional, 'tuple'), dict(namespace, doubt)];
  return engine.made.make(engine, scope, { positional: given, keywords: new Map(), open: null }, said);
}

/** Fills in what the body binds; gives the reason why there may be more. */
function bodyOf(engine: Engine, scope: Scope, { body }: ClassStatement, namespace: Map<string, Value>): Unknown | null {
  let doubt: Unknown | null = null;
  const { frame } = scope;
  if (frame === null) return null;
  // A name of the body hides one of the function, and is gone with the body.
  const inner: Scope = { ...scope, frame: { ...frame, variables: new Map(frame.variables) } };
  const set = (name: string, value: Value): void => {
    namespace.set(name, value);
    inner.frame?.variables.set(name, value);
  };
  for (const statement of body) {
    const at: Expression = { kind: 'opaque', id: statement.id, text: 'a class body' };
    const name = boundBy(statement);
    if (name !== null && statement.kind === 'assignment' && statement.value !== null)
      set(name, engine.evaluate({ ...inner, depth: inner.depth + 1 }, statement.value));
    else if (statement.kind === 'class') set(statement.name, innerClass(engine, inner, statement) ?? unknown(scope, at));
    else if (statement.kind === 'function') set(statement.name, unknown(scope, at));
    else if (statement.kind !== 'expression') doubt ??= unknown(scope, at);
  }
  return doubt;
}

function boundBy(statement: Statement): string | null {
  if (statement.kind !== 'assignment' || statement.operator !== '=') return null;
  const [target, more] = statement.targets;
  return target?.kind === 'name' && more === undefined ? target.name : null;
}
