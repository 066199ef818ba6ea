/** One project with its relation graph: what rules and features are given. */
import { listsApps, type Project } from '../project/project';
import type { RelationGraph } from './graph';

export interface Analysed {
  readonly project: Project;
  readonly graph: RelationGraph;
}

/** Labels of packages that are apps only if the part of the list that is not known names them: they lie beside apps that settings list. */
export function guessedApps(project: Pick<Project, 'apps'>): ReadonlySet<string> {
  const guessed = listsApps(project) ? project.apps.filter(({ from }) => from === 'package') : [];
  return new Set(guessed.map(({ label }) => label));
}
