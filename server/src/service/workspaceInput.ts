/** What the analysis of a workspace asks of the state: plain answers about files, each worked out when it is asked for. */
import type { DocumentKey } from '../base/documentKey';
import type { FileFacts } from '../facts/fileShape';
import type { EntryPoint } from '../modules/entryPoints';
import type { ImportEdge } from '../project/loadedModules';
import type { DjangoVersion } from '../project/project';
import type { ClassFactory } from '../syntax/classFactories';
import type { FileHeader } from '../syntax/header';
import type { ModulesInput } from './modulesOfProject';

export interface WorkspaceInput {
  readonly roots: readonly DocumentKey[];
  /** Lock files and the configurations of tools. */
  readonly markers: readonly DocumentKey[];
  /** Every Python file of the workspace, sorted, and what is known of Django without its source. */
  readonly files: readonly DocumentKey[];
  readonly known: ReadonlySet<DocumentKey>;
  readonly moduleMapOf: ModulesInput['moduleMapOf'];
  /** Where the Python environment of a project was found, for people; null when it has none. */
  readonly environmentOf: (project: DocumentKey) => string | null;
  /** What the distributions of that environment offer; null when it has none. */
  readonly entryPointsOf: (project: DocumentKey) => readonly EntryPoint[] | null;
  /** The header of a file of the workspace or of an installed package; null when it cannot be read. */
  readonly headerOf: (file: DocumentKey) => FileHeader | null;
  readonly factsOf: (file: DocumentKey) => FileFacts | null;
  readonly importsOf: (file: DocumentKey) => readonly ImportEdge[];
  /** Names of the classes of a file, by its header. */
  readonly classesIn: (file: DocumentKey) => readonly string[];
  /** Calls of a file that make classes. */
  readonly factoriesIn: (file: DocumentKey) => readonly ClassFactory[];
  /** True for a file that imports modules by a name that is computed. */
  readonly importsByName: (file: DocumentKey) => boolean;
  readonly textOf: (file: DocumentKey) => string | null;
  readonly builtin: readonly DocumentKey[];
  readonly chosenSettings: string | null;
  /** Django's version for a project with this root and settings module. */
  readonly djangoOf: (root: DocumentKey, settingsFile: DocumentKey | null) => DjangoVersion;
}
