/** Imports that a test of the settings keeps from running: `if "shop" in settings.INSTALLED_APPS:`. */
import type { DocumentKey } from '../base/documentKey';
import type { Binding, FileShape } from '../facts/fileShape';
import type { ImportEdge } from '../project/loadedModules';
import type { Evaluator } from '../values/evaluate';

export interface LeftOutContext {
  readonly evaluator: Evaluator;
  readonly shapeOf: (file: DocumentKey) => FileShape | null;
  readonly textOf: (file: DocumentKey) => string | null;
}

/** Where neither of these words stands, nothing is decided by the list of apps, and the file need not be read. */
const ASKS_FOR_APPS = /\bINSTALLED_APPS\b|\bis_installed\b/;

/** Whether Python surely does not get to an import statement that stands under a condition. */
export function isLeftOut({ evaluator, shapeOf, textOf }: LeftOutContext, file: DocumentKey, edge: ImportEdge): boolean {
  if (!ASKS_FOR_APPS.test(textOf(file) ?? '')) return false;
  const bindings = shapeOf(file)?.bindings.filter((binding) => !binding.certain && isMadeBy(binding, edge)) ?? [];
  return bindings.length > 0 && bindings.every(({ guards, order }) => guards !== null && evaluator.isRuledOut(file, guards, order));
}

function isMadeBy({ value }: Binding, { level, module }: ImportEdge): boolean {
  if (value.kind === 'module') return level === 0 && value.whole === module;
  return value.kind === 'imported' && value.level === level && value.module === module;
}
