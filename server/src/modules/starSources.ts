/** From which modules a module takes all names over. */
import type { DocumentKey } from '../base/documentKey';
import type { ModuleMap } from './moduleMap';
import type { ShapeOf } from './names';

interface StarContext {
  readonly modules: ModuleMap;
  readonly shapeOf: ShapeOf;
}

/** The file itself, and those that it or one of these imports with a star, each once. */
export function withStarSources({ modules, shapeOf }: StarContext, file: DocumentKey): readonly DocumentKey[] {
  const found = new Set([file]);
  for (const each of found)
    for (const { name, value } of shapeOf(each)?.bindings ?? []) {
      const module = name === '*' && value.kind === 'imported' ? modules.absolute(each, value.level, value.module) : null;
      const source = module === null ? null : modules.fileOf(module, each);
      if (source !== null) found.add(source);
    }
  return [...found];
}
