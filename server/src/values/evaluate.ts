/**
 * What value Python would have, as far as text decides it: one partial evaluator for settings, Meta options and field arguments,
 * lazily from syntax, bounded in depth and steps. Whatever it does not understand is `unknown`, with the reason and the place.
 */
import type { DocumentKey } from '../base/documentKey';
import type { ClassShape, Guard } from '../facts/fileShape';
import type { Definition } from '../modules/names';
import type { Expression } from '../syntax/python';
import { attributeOf, computedByModule } from './attributes';
import { applyValue } from './calls';
import { afterMethod, callMethodOf, construct } from './construct';
import { deeper, unknown, type Engine, type EvaluatorContext, type MadeClass, type Scope } from './engine';
import { evaluateExpression } from './expressions';
import { runFunction } from './functions';
import { createLineage } from './lineage';
import { createMadeClasses } from './madeClasses';
import { createMemory } from './memory';
import { afterMetaclass } from './modelObjects';
import { askedSetting, settingNamed, writtenSetting } from './projectSettings';
import { isBounded, text, type Arguments, type CallValue, type ClassPath, type Instance, type Unknown, type Value } from './value';
import { createRememberedCalls } from './rememberedCalls';
import { createVariables } from './variables';
import { commandLineNamed } from './commandLine';
import { versionNamed } from './versions';

export { isBounded, isNone, isTruthy, likelyOf, type Unknown, type Value } from './value';

export interface Evaluator {
  /** The value of `expression` as it stands at module level of `file`, once the module has run. */
  evaluate(file: DocumentKey, expression: Expression): Value;
  /** As `evaluate`, for an expression in the statement with this `order`: what the module binds further down does not count. */
  evaluateBefore(file: DocumentKey, expression: Expression, order: number): Value;
  /** The final value of a module-level name; null when the module never binds it. */
  variable(file: DocumentKey, name: string): Value | null;
  /** What the project's settings say; null where they leave a setting out, or there are none. */
  setting(name: string): Value | null;
  /** The object that the call of a known class makes; null where its `__init__` is not understood. */
  construct(file: DocumentKey, call: CallValue, expression: Expression): Instance | null;
  /** Whether one of these tests does not come out as it has to, or most likely does not, in the statement with this order. */
  isRuledOut(file: DocumentKey, guards: readonly Guard[], order: number): boolean;
  /** What a class extends that a call made; null for that of a class statement. */
  madeClass(shape: ClassShape): MadeClass | null;
  /** A model as an object once a method of its metaclass has run; null where that is not understood. */
  afterMetaclass(made: {
    readonly metaclass: ClassPath;
    readonly method: '__new__' | '__init__';
    readonly model: Instance;
  }): Instance | null;
  /** What a method of an object gives that is called without arguments. */
  methodResult(file: DocumentKey, call: { readonly object: Instance; readonly name: string }): Value;
  /** An object after the call of one of its methods. */
  afterMethod(file: DocumentKey, call: { readonly object: Instance; readonly name: string; readonly args: Arguments }): Instance | null;
}

/** Creates the evaluator over a name lookup. Pure: the same shapes give the same values. */
export function createEvaluator(context: EvaluatorContext): Evaluator {
  const variables = createVariables(() => engine);
  const engine: Engine = {
    ...context,
    lineage: createLineage(context.names, context.modules, context.shapeOf),
    memory: createMemory(),
    made: createMadeClasses(),
    rememberedCalls: createRememberedCalls(),
    evaluate: (scope, expression) => evaluateExpression(engine, scope, expression),
    variable: variables.variable,
    attribute: (scope, object, name, expression) => attributeOf(engine, scope, { object, name }, expression),
    apply: (scope, callee, args, expression) => applyValue(engine, scope, callee, args, expression),
    run: (scope, called, args, expression) => runFunction(engine, scope, called, args, expression),
    definitionValue: (scope, definition, expression) => definitionValue(engine, scope, definition, expression),
  };

  /** What is doubtful is unknown for everybody who does not ask for what is likely. */
  function proven<Result extends Value | null>(work: () => Result): Result | Unknown {
    const { result, doubt } = engine.memory.apart(work);
    if (doubt === null || result === null || result.kind === 'unknown') return result;
    if (result.kind === 'list') return { ...result, open: result.open ?? doubt, bounded: false, likelyWhole: isBounded(result) };
    return { ...doubt, likely: result };
  }

  const at = (file: DocumentKey, before: number): Scope => ({ file, depth: 0, before, frame: null, place: null });
  const understood = (work: () => Instance | null): Instance | null => {
    const { result, doubt } = engine.memory.apart(work);
    return result === null || doubt === null ? result : { ...result, touched: result.touched ?? doubt };
  };
  return {
    evaluate: (file, expression) => proven(() => engine.evaluate(at(file, Infinity), expression)),
    evaluateBefore(file, expression, order) {
      // What most arguments are.
      if (expression.kind === 'constant') return { kind: 'constant', value: expression.value };
      if (expression.kind === 'string') return text(expression.value);
      return proven(() => engine.evaluate(at(file, order), expression));
    },
    variable: (file, name) => proven(() => engine.variable(file, name, { depth: 0, before: Infinity })),
    setting: (name) => proven(() => writtenSetting(engine, name)),
    isRuledOut: variables.isRuledOut,
    madeClass: engine.made.madeClass,
    construct: (file, call, expression) => understood(() => construct(engine, at(file, Infinity), call, expression)),
    afterMetaclass(made) {
      const expression: Expression = { kind: 'opaque', id: 0, text: made.method };
      return understood(() => afterMetaclass(engine, at(made.metaclass.file, Infinity), made, expression));
    },
    methodResult(file, { object, name }) {
      const expression: Expression = { kind: 'opaque', id: 0, text: name };
      const call = { self: object, after: null, name, args: { positional: [], keywords: new Map(), open: null } };
      return proven(() => callMethodOf(engine, at(file, Infinity), call, expression));
    },
    afterMethod(file, call) {
      const expression: Expression = { kind: 'opaque', id: 0, text: call.name };
      return understood(() => afterMethod(engine, at(file, Infinity), call, expression));
    },
  };
}

function definitionValue(engine: Engine, scope: Scope, definition: Definition, expression: Expression): Value {
  if (definition.kind === 'unknown' || definition.kind === 'unbound') return unknown(scope, expression);
  const setting = definition.kind === 'external' ? settingNamed(definition.path) : null;
  if (setting !== null) return askedSetting(engine, scope, setting, expression);
  if (definition.kind === 'external')
    return (
      versionNamed(engine, scope, definition.path, expression) ??
      commandLineNamed(engine, scope, definition.path, expression) ??
      computedByModule(engine, scope, definition.path, expression) ?? { kind: 'reference', definition }
    );
  if (definition.kind !== 'value') return { kind: 'reference', definition };
  const isHere = definition.file === scope.file;
  const reach = { depth: deeper(scope).depth, before: isHere ? scope.before : Infinity, around: isHere ? scope.around : undefined };
  return engine.variable(definition.file, definition.name, reach) ?? unknown(scope, expression);
}
