/** One project with its relation graph: what rules and features are given. */
import type { Project } from '../project/project';
import type { RelationGraph } from './graph';

export interface Analysed {
  readonly project: Project;
  readonly graph: RelationGraph;
}
