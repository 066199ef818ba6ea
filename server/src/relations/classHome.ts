/** To which module a class belongs: its app is that of the module. */
import type { DocumentKey } from '../base/documentKey';
import { outsideClassScope } from '../facts/classScope';
import type { ClassShape } from '../facts/fileShape';
import { lastMember } from '../facts/members';
import type { ModuleMap } from '../modules/moduleMap';
import type { Evaluator } from '../values/evaluate';

interface HomeContext {
  readonly evaluator: Evaluator;
  readonly modules: ModuleMap;
}

/** The file in which a class stands, unless its body says `__module__ = "shop.models"`. */
export function homeOf({ evaluator, modules }: HomeContext, file: DocumentKey, shape: ClassShape): DocumentKey {
  const member = lastMember(shape.members, '__module__');
  if (member?.value == null) return file;
  const module = evaluator.evaluateBefore(file, outsideClassScope(shape, member, member.value), shape.order);
  return (module.kind === 'string' ? modules.fileOf(module.value, file) : null) ?? file;
}
