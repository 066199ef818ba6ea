/** Which projects a workspace holds, and each of them analysed: the road from text to findings, without state. */
import { remembered } from '../base/collections';
import { isInside, type DocumentKey } from '../base/documentKey';
import { findProjects, type ProjectEvidence } from '../project/findProjects';
import { analyseProject, type AnalysedProject } from './analyseProject';
import type { WorkspaceInput } from './workspaceInput';

/** Analyses every project of the workspace. Never throws on bad source: what cannot be read is absent and marked. */
export function analyseWorkspace(input: WorkspaceInput): readonly AnalysedProject[] {
  const evidence = findProjects(input);
  const owner = remembered((file: DocumentKey) => ownerOf(file, evidence));
  return evidence.flatMap((each) => {
    const analysed = analyseProject(input, each, (file) => !input.known.has(file) || owner(file) === each.root || owner(file) === null);
    const empty = each.evidence === null && evidence.length > 1 && analysed.graph.models.size === 0;
    return empty ? [] : [analysed];
  });
}

/** The nearest project root above the file; null for files that several projects may share. */
function ownerOf(file: DocumentKey, evidence: readonly ProjectEvidence[]): DocumentKey | null {
  let best: DocumentKey | null = null;
  for (const { root } of evidence) if (isInside(root, file) && (best === null || root.length > best.length)) best = root;
  return best;
}
