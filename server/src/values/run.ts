/** Statements of a function's body, one after the other. Where a condition is not known, both ways are gone and what differs is doubtful. */
import type { BlockStatement, Expression, IfStatement, ImportFrom, Statement, TryStatement } from '../syntax/python';
import { assign, bindTarget, remove } from './assign';
import { memberOfModule } from './attributes';
import { innerClass } from './innerClasses';
import { deeper, unknown, type Engine, type Scope } from './engine';
import { mergeSnapshots, NotUnderstood, Raises, type Snapshot } from './memory';
import { settle, truthOf } from './projectSettings';
import { isSmooth } from './smooth';
import { alternatives, itemsOf, NONE, type Unknown, type Value } from './value';

/** How statements end: by running to their end, by `return` with these values in these states, by `break` or `continue`. */
export interface Ending {
  readonly falls: boolean;
  readonly returned: Value | null;
  /** The variables at each `return`. */
  readonly exits: readonly Snapshot[];
  readonly jump: 'break' | 'continue' | null;
}

const FALLS: Ending = { falls: true, returned: null, exits: [], jump: null };
/** `raise`: nobody comes back from it. */
const ENDS: Ending = { falls: false, returned: null, exits: [], jump: null };

/** Runs statements in the frame of `scope`. Throws {@link NotUnderstood} at what has more ways to run than can be told. */
export function runStatements(engine: Engine, scope: Scope, statements: readonly Statement[]): Ending {
  let sofar = FALLS;
  for (const statement of statements) {
    const ending = runStatement(engine, scope, statement);
    sofar = then(sofar, ending, scope);
    if (!ending.falls) return sofar;
  }
  return sofar;
}

function then(first: Ending, second: Ending, scope: Scope): Ending {
  const { falls, jump } = second;
  return {
    falls,
    jump,
    returned: eitherReturned(first.returned, second.returned, doubtAt(scope)),
    exits: [...first.exits, ...second.exits],
  };
}

function eitherReturned(left: Value | null, right: Value | null, doubt: Unknown): Value | null {
  return left === null || right === null ? (left ?? right) : alternatives(doubt, left, right);
}

function doubtAt({ file, place }: Scope, why = 'a condition that is not known'): Unknown {
  return { kind: 'unknown', why, file: place?.file ?? file, id: place?.id ?? 0 };
}

function runStatement(engine: Engine, scope: Scope, statement: Statement): Ending {
  if (!engine.memory.step()) throw new NotUnderstood(doubtAt(scope, 'more steps than are followed'));
  const variables = scope.frame?.variables;
  switch (statement.kind) {
    case 'return': {
      const returned = statement.value === null ? NONE : engine.evaluate(deeper(scope), statement.value);
      return { falls: false, returned, exits: [engine.memory.snapshot()], jump: null };
    }
    case 'raise':
      return ENDS;
    case 'jump':
      return { ...ENDS, jump: statement.keyword };
    case 'assignment':
      assign(engine, scope, statement);
      return FALLS;
    case 'expression':
      engine.evaluate(deeper(scope), statement.value);
      return FALLS;
    case 'if':
      return runIf(engine, scope, statement, 0);
    case 'block':
      return runLoop(engine, scope, statement);
    case 'try':
      return runTry(engine, scope, statement);
    case 'importFrom':
      importNames(engine, scope, statement);
      return FALLS;
    case 'import':
      for (const { module, alias } of statement.names) {
        const bound = alias === null ? (module.split('.', 1)[0] ?? module) : module;
        variables?.set(alias ?? bound, moduleValue(engine, scope, bound));
      }
      return FALLS;
    case 'delete':
      for (const target of statement.targets) remove(engine, scope, target);
      return FALLS;
    case 'class':
      variables?.set(statement.name, innerClass(engine, scope, statement) ?? doubtAt(scope, `${statement.name} of a function`));
      return FALLS;
    case 'function':
      variables?.set(statement.name, doubtAt(scope, `${statement.name} of a function`));
      return FALLS;
  }
}

function runIf(engine: Engine, scope: Scope, statement: IfStatement, at: number): Ending {
  const branch = statement.branches[at];
  if (branch === undefined) return FALLS;
  if (branch.test === null) return runStatements(engine, scope, branch.body);
  const decided = truthOf(engine, engine.evaluate(deeper(scope), branch.test));
  if (decided !== null) return decided ? runStatements(engine, scope, branch.body) : runIf(engine, scope, statement, at + 1);
  return bothWays(engine, scope, [() => runStatements(engine, scope, branch.body), () => runIf(engine, scope, statement, at + 1)]);
}

/** Goes each of several ways from where it stands, and puts together what they leave. */
function bothWays(engine: Engine, scope: Scope, ways: readonly (() => Ending)[]): Ending {
  const { memory } = engine;
  const before = memory.snapshot();
  const doubt = doubtAt(scope);
  let left: Snapshot | null = null;
  let ending = ENDS;
  for (const way of ways) {
    memory.restore(before);
    const next = notSurely(way);
    // What is left by a jump of one way only cannot be told.
    if (next.jump !== null) throw new NotUnderstood(doubtAt(scope, 'a loop that may end early'));
    if (next.falls) left = left === null ? memory.snapshot() : mergeSnapshots(left, memory.snapshot(), doubt);
    ending = {
      falls: ending.falls || next.falls,
      returned: eitherReturned(ending.returned, next.returned, doubt),
      exits: [...ending.exits, ...next.exits],
      jump: null,
    };
  }
  memory.restore(left ?? before);
  return ending;
}

/** An exception on a way that may not be gone is none that surely is raised. */
function notSurely(way: () => Ending): Ending {
  try {
    return way();
  } catch (error) {
    throw error instanceof Raises ? new NotUnderstood(error.reason) : error;
  }
}

function runLoop(engine: Engine, scope: Scope, { keyword, loop, body, otherwise }: BlockStatement): Ending {
  if (keyword !== 'for' || loop === null) throw new NotUnderstood(doubtAt(scope, `${keyword} in a function`));
  const iterated = settle(engine, engine.evaluate(deeper(scope), loop.iterated));
  const items = itemsOf(iterated);
  if (items === null || ((iterated.kind === 'list' || iterated.kind === 'dict') && iterated.open !== null))
    throw new NotUnderstood(unknown(scope, loop.iterated));
  const held = `*loop at ${String(loop.iterated.id)}*`;
  scope.frame?.variables.set(held, iterated);
  let sofar = FALLS;
  for (const item of items) {
    bindTarget(engine, scope, loop.target, item);
    const ending = runStatements(engine, scope, body);
    // A list that grows while it is gone through goes on.
    if (ending.falls && scope.frame?.variables.get(held) !== iterated) throw new NotUnderstood(unknown(scope, loop.iterated));
    sofar = then(sofar, ending, scope);
    if (ending.jump === 'break') return { ...sofar, falls: true, jump: null };
    if (!ending.falls && ending.jump === null) return sofar;
  }
  return then({ ...sofar, falls: true, jump: null }, runStatements(engine, scope, otherwise), scope);
}

/** What a `try` returns when nothing goes wrong is the likely outcome. */
function likely(ending: Ending, smoothly: Value | null): Ending {
  const { returned } = ending;
  if (smoothly === null || returned?.kind !== 'unknown' || returned.likely !== undefined) return ending;
  return { ...ending, returned: { ...returned, likely: smoothly } };
}

interface BodyOfTry {
  /** What it returns where nothing goes wrong. */
  smoothly: Value | null;
  /** The variables where Python surely raises an exception. */
  raised: Snapshot | null;
  /** Whether surely nothing goes wrong. */
  surely: boolean;
}

/** The body may run, or stop somewhere and give way to a handler. */
function runTry(engine: Engine, scope: Scope, { body, handlers, otherwise, finalizer }: TryStatement): Ending {
  const { memory } = engine;
  const before = memory.snapshot();
  let stopped = before;
  const told: BodyOfTry = { smoothly: null, raised: null, surely: false };
  const whole = (): Ending => {
    const ending = unlessRaised(() => runStatements(engine, scope, body));
    if (ending === null) {
      told.raised = memory.snapshot();
      return ENDS;
    }
    if (ending.returned?.kind !== 'unknown') told.smoothly = ending.returned;
    if (isSmooth(body, ending.returned, scope)) told.surely = true;
    // Where it stopped is not known, so that all that it changes is doubtful.
    stopped = mergeSnapshots(before, memory.snapshot(), doubtAt(scope, 'a body of try')) ?? before;
    return ending.falls ? then(ending, runStatements(engine, scope, otherwise), scope) : ending;
  };
  const handle = (handler: readonly Statement[]): Ending => {
    memory.restore(stopped);
    return runStatements(engine, scope, handler);
  };
  const ways = handlers.map((handler) => (): Ending => (told.surely ? ENDS : handle(handler)));
  let ending = likely(bothWays(engine, scope, [whole, ...ways]), told.smoothly);
  if (told.raised !== null) {
    stopped = told.raised;
    ending = bothWays(
      engine,
      scope,
      handlers.map((handler) => () => handle(handler)),
    );
  }
  if (finalizer.length === 0) return ending;
  const last = runStatements(engine, scope, finalizer);
  if (last.returned !== null || last.jump !== null || (ending.exits.length > 0 && finalizer.length > 0))
    throw new NotUnderstood(doubtAt(scope, 'finally'));
  return { ...ending, falls: ending.falls && last.falls };
}

function unlessRaised(work: () => Ending): Ending | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof Raises) return null;
    throw error;
  }
}

function importNames(engine: Engine, scope: Scope, { level, module, names, id }: ImportFrom): void {
  if (names === null) throw new NotUnderstood(doubtAt(scope, `import * from ${module}`));
  const absolute = engine.modules.absolute(scope.file, level, module);
  for (const { name, alias } of names) {
    const at: Expression = { kind: 'name', id, name };
    const value = absolute === null ? null : memberOfModule(engine, scope, { module: absolute, name }, at);
    scope.frame?.variables.set(alias ?? name, value ?? unknown(scope, at));
  }
}

function moduleValue({ modules }: Engine, scope: Scope, module: string): Value {
  const file = modules.fileOf(module, scope.file);
  if (file === null && !modules.isPackage(module)) return { kind: 'reference', definition: { kind: 'external', path: module } };
  return { kind: 'reference', definition: { kind: 'module', module, file } };
}
