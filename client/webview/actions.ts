/** What the parts beside the picture may ask for. Carried out in main.ts. */
import type { DiagramState } from '../../server/src/diagram/state';
import type { GraphSubject } from '../../server/src/protocol/graphMessages';
import type { Chosen } from './chosen';

export interface Actions {
  /** Chooses it; a model that is not shown becomes the middle of the picture. */
  choose(chosen: Chosen): void;
  /** Opens its source in the editor. */
  goToSource(subject: GraphSubject): void;
  around(model: string): void;
  /** Shows the state that comes of what is shown now. */
  change(next: (state: DiagramState) => DiagramState, anchor: string | null): void;
  explain(): void;
}
