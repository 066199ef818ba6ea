/** What the page keeps while it is hidden and over a reload of the window. */
import { wholeProject, type DiagramState } from '../../server/src/diagram/state';
import type { PageMemory } from '../../server/src/protocol/graphPage';
import type { GraphView } from '../../server/src/protocol/graphView';
import type { Camera } from './camera';
import type { SideTab } from './sidePanel';

export interface Memory extends PageMemory {
  /** Raised when an older page's memory would not be understood. */
  readonly version: 1;
  readonly state: DiagramState;
  readonly camera: Camera;
  readonly side: SideTab | null;
}

/** What was kept; null for nothing, or for something that this page does not understand. */
export function recalled(kept: unknown): Memory | null {
  if (typeof kept !== 'object' || kept === null || !('version' in kept) || kept.version !== 1) return null;
  return kept as Memory;
}

/** How a project opens: as apps, where it has several. */
export function firstState({ apps }: GraphView): DiagramState {
  return wholeProject(apps.length > 1 ? 'apps' : 'models');
}
