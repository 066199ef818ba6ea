/** Imports that a test of the settings keeps from running: `if "shop" in settings.INSTALLED_APPS:`, `if not settings.SHOP_ABSTRACT:`. */
import type { DocumentKey } from '../base/documentKey';
import type { Binding, FileShape, Guard } from '../facts/fileShape';
import { printExpression } from '../facts/printExpression';
import type { ImportEdge } from '../project/loadedModules';
import type { Evaluator } from '../values/evaluate';

export interface LeftOutContext {
  readonly evaluator: Evaluator;
  readonly shapeOf: (file: DocumentKey) => FileShape | null;
  readonly textOf: (file: DocumentKey) => string | null;
}

/** Where neither of these words stands, nothing is decided by the list of apps. */
const ASKS_FOR_APPS = /\bINSTALLED_APPS\b|\bis_installed\b/;

/** A setting in a test. */
const ASKS_FOR_SETTING = /settings\b\.[A-Z]|\bgetattr\(\w*settings\b/;

/** Whether Python surely does not get to an import statement that stands under a condition. Most files need not be read for that. */
export function isLeftOut({ evaluator, shapeOf, textOf }: LeftOutContext, file: DocumentKey, edge: ImportEdge): boolean {
  const text = textOf(file) ?? '';
  const asksForApps = ASKS_FOR_APPS.test(text);
  if (!asksForApps && !ASKS_FOR_SETTING.test(text)) return false;
  const isDecided = ({ test }: Guard): boolean => asksForApps || ASKS_FOR_SETTING.test(printExpression(test));
  const bindings = shapeOf(file)?.bindings.filter((binding) => !binding.certain && isMadeBy(binding, edge)) ?? [];
  return (
    bindings.length > 0 &&
    bindings.every(({ guards, order }) => guards !== null && evaluator.isRuledOut(file, guards.filter(isDecided), order))
  );
}

function isMadeBy({ value }: Binding, { level, module }: ImportEdge): boolean {
  if (value.kind === 'module') return level === 0 && value.whole === module;
  return value.kind === 'imported' && value.level === level && value.module === module;
}
