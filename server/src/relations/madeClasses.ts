/** Models that module-level code makes with calls: `Order = make_model(AbstractOrder)`, where the source of what is called says how. */
import type { DocumentKey } from '../base/documentKey';
import type { FileShape } from '../facts/fileShape';
import type { Names } from '../modules/names';
import type { Call, Expression } from '../syntax/python';
import { likelyOf, type Evaluator } from '../values/evaluate';
import type { ClassInfo, Classes } from './classes';

export interface MadeClassesContext {
  readonly names: Names;
  readonly evaluator: Evaluator;
  readonly classes: Pick<Classes, 'info'>;
  readonly shapeOf: (file: DocumentKey) => FileShape | null;
  /** Whether the text of a file has a call that may make a class of others. */
  readonly isFactory: (file: DocumentKey) => boolean;
}

/** The classes that the modules in `files` make. Whether Python gets there a condition may decide, so they prove nothing. */
export function madeClasses(context: MadeClassesContext, files: readonly DocumentKey[]): readonly ClassInfo[] {
  const { evaluator, classes, shapeOf } = context;
  const found = new Set<ClassInfo>();
  for (const file of files)
    for (const { call, order } of callsOf(shapeOf(file))) {
      const value = makesClass(context, file, { call, order }) ? likelyOf(evaluator.evaluateBefore(file, call, order)) : null;
      if (value?.kind !== 'reference' || value.definition.kind !== 'class') continue;
      const { shape } = value.definition;
      if (evaluator.madeClass(shape) !== null) found.add(classes.info(value.definition.file, shape));
    }
  return [...found];
}

interface Placed {
  readonly call: Call;
  readonly order: number;
}

/** Calls whose outcome gets a name, and those that stand alone. */
function callsOf(shape: FileShape | null): readonly Placed[] {
  const bound = shape?.bindings.flatMap(({ value, order }) => (value.kind === 'expression' ? placed(value.value, order) : [])) ?? [];
  return [...bound, ...(shape?.calls.flatMap((call) => placed(call, Infinity)) ?? [])];
}

function placed(expression: Expression, order: number): readonly Placed[] {
  return expression.kind === 'call' ? [{ call: expression, order }] : [];
}

function makesClass({ names, isFactory }: MadeClassesContext, file: DocumentKey, { call: { callee }, order }: Placed): boolean {
  const called = names.resolveBefore(file, callee, order);
  if (called.kind === 'function') return isFactory(called.file);
  return isFactory(file) && (called.kind === 'unbound' || called.kind === 'external');
}
