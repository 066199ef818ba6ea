/** Where models are looked for in one project. */
import { once } from '../base/collections';
import type { DocumentKey } from '../base/documentKey';
import type { ClassInfo } from '../relations/classes';
import { modelFilesAmong } from './modelFilesAmong';
import type { ProjectReaders } from './projectReaders';
import { isTestFile } from './testFiles';
import type { WorkspaceInput } from './workspaceInput';

export interface ModelFinder {
  /** Those files of the project, sorted, whose headers say that they may hold models. */
  among(files: Iterable<DocumentKey>): readonly DocumentKey[];
  /** The same of all files but tests, for where no settings tell what is installed: this reads nearly everything. */
  anywhere(): readonly DocumentKey[];
  /** The classes of these files that may be models. */
  classesIn(files: readonly DocumentKey[]): readonly ClassInfo[];
}

export interface FinderInput {
  readonly input: WorkspaceInput;
  readonly readers: ProjectReaders;
  readonly hasEnvironment: boolean;
  readonly isOfProject: (file: DocumentKey) => boolean;
}

/** Looks into a file when it is asked about it. */
export function createModelFinder({ input, readers, hasEnvironment, isOfProject }: FinderInput): ModelFinder {
  const context = { modules: readers.modules, headerOf: input.headerOf, hasEnvironment };
  const among = (files: Iterable<DocumentKey>): readonly DocumentKey[] => modelFilesAmong(context, files).filter(isOfProject);
  return {
    among,
    anywhere: once(() => among(input.files.filter((file) => !isTestFile(file)))),
    classesIn: (files) =>
      files.flatMap((file) => {
        const shapes = readers.shapeOf(file)?.classes ?? [];
        return shapes.flatMap((shape) => (shape.name === 'Meta' ? [] : [readers.classes.info(file, shape)]));
      }),
  };
}
