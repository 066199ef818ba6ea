/**
 * What the page shows and has shown: the view, what was chosen to see of it, and the placement. Asks for layouts and drops
 * answers that came too late. Knows no element of the page.
 */
import { indexView, type IndexedView } from '../../server/src/diagram/indexView';
import { keepPlaces } from '../../server/src/diagram/keepPlaces';
import { layoutInputOf } from '../../server/src/diagram/layoutInput';
import { lookOf, type Look } from '../../server/src/diagram/look';
import { measureBoxes } from '../../server/src/diagram/measureBox';
import { pictureOf } from '../../server/src/diagram/pictureOf';
import { sceneOf, type Placement, type Scene } from '../../server/src/diagram/scene';
import type { DiagramState } from '../../server/src/diagram/state';
import type { LayoutInput, LayoutResult } from '../../server/src/protocol/graphLayout';
import type { GraphView } from '../../server/src/protocol/graphView';
import type { Camera } from './camera';
import { emptyTrail, left, steppedBack, steppedForward, type Trail } from './trail';

export interface Shown {
  readonly index: IndexedView;
  readonly look: Look;
  readonly state: DiagramState;
  readonly scene: Scene;
  readonly placement: Placement;
  /** A sentence of the layout that a person should read, else null. */
  readonly notice: string | null;
}

/** How a picture comes: laid out anew, with its places kept, or as it was seen before. */
export type Coming =
  { readonly how: 'anew'; readonly anchor: string | null } | { readonly how: 'kept' } | { readonly how: 'again'; readonly camera: Camera };

export interface DiagramParts {
  /** Null when there is no answer. */
  layout(input: LayoutInput): Promise<LayoutResult | null>;
  camera(): Camera;
  onShown(shown: Shown, coming: Coming): void;
  onBusy(words: string | null): void;
}

export interface Diagram {
  shown(): Shown | null;
  state(): DiagramState | null;
  /** A view of the project that is shown already: places stay. */
  receive(view: GraphView): void;
  /** A view to begin with. */
  begin(view: GraphView, state: DiagramState, camera: Camera | null): void;
  /** Shows something else; `anchor` is the box that should stay where it is. */
  go(state: DiagramState, anchor: string | null): void;
  /** Changes what changes no place, such as what is chosen. */
  note(state: DiagramState): void;
  tidy(): void;
  back(): void;
  forward(): void;
  ways(): { readonly back: boolean; readonly forward: boolean };
}

interface Stop {
  readonly state: DiagramState;
  readonly camera: Camera;
}

export function createDiagram(parts: DiagramParts): Diagram {
  let index: IndexedView | null = null;
  let state: DiagramState | null = null;
  let shown: Shown | null = null;
  let trail: Trail<Stop> = emptyTrail;
  /** What is being laid out; null while nothing is. */
  let pending: { readonly coming: Coming } | null = null;

  const present = (input: Omit<Shown, 'look'>, coming: Coming): void => {
    shown = { ...input, look: lookOf(input.index.view) };
    parts.onShown(shown, coming);
  };

  async function show(next: DiagramState, coming: Coming): Promise<void> {
    if (index === null) return;
    const own = index;
    state = next;
    const picture = pictureOf(own, next);
    const sized = measureBoxes(picture.boxes, picture.lines);
    const input = layoutInputOf(picture, sized);
    const mine = { coming };
    pending = mine;
    const before = coming.how === 'kept' && shown !== null && isMostlyPlaced(shown.placement, input) ? shown : null;
    const kept = before === null ? null : { ...keepPlaces(before.placement, input), notice: before.notice };
    const slow = setTimeout(() => parts.onBusy(`Laying out ${String(input.boxes.length)} boxes …`), 250);
    const placement = kept ?? (input.boxes.length === 0 ? NOTHING : await parts.layout(input));
    clearTimeout(slow);
    if (pending !== mine) return;
    pending = null;
    parts.onBusy(placement === null ? 'There is no layout, as the server does not answer.' : null);
    if (placement === null) return;
    present({ index: own, state, scene: sceneOf(picture, sized, placement), placement, notice: placement.notice }, coming);
  }

  const step = (way: typeof steppedBack<Stop>): void => {
    if (state === null) return;
    const stepped = way(trail, { state, camera: parts.camera() });
    if (stepped === null) return;
    trail = stepped.trail;
    void show(stepped.to.state, { how: 'again', camera: stepped.to.camera });
  };

  return {
    shown: () => shown,
    state: () => state,
    receive(view) {
      index = indexView(view);
      // A picture that is still to come is laid out from what is true now.
      if (state !== null) void show(withoutWhatIsGone(index, state), pending?.coming ?? { how: 'kept' });
    },
    begin(view, first, camera) {
      index = indexView(view);
      trail = emptyTrail;
      void show(withoutWhatIsGone(index, first), camera === null ? { how: 'anew', anchor: null } : { how: 'again', camera });
    },
    go(next, anchor) {
      if (state !== null) trail = left(trail, { state, camera: parts.camera() });
      void show(next, { how: 'anew', anchor });
    },
    note(next) {
      state = next;
      if (shown !== null) shown = { ...shown, state: next };
    },
    tidy() {
      if (state !== null) void show(state, { how: 'anew', anchor: null });
    },
    back: () => step(steppedBack),
    forward: () => step(steppedForward),
    ways: () => ({ back: trail.back.length > 0, forward: trail.forward.length > 0 }),
  };
}

/** Where most boxes are new there is nothing that would be worth keeping. */
function isMostlyPlaced({ places }: Placement, { boxes }: LayoutInput): boolean {
  return boxes.filter(({ id }) => places[id] !== undefined).length * 2 >= boxes.length;
}

const NOTHING: LayoutResult = { places: {}, arrivals: {}, bends: {}, how: 'grid', notice: null };

/** A model that was deleted while it was chosen is chosen no more. */
function withoutWhatIsGone({ models, relations }: IndexedView, state: DiagramState): DiagramState {
  const { selection } = state;
  if (selection === null) return state;
  const model = models.get(selection.model);
  if (model === undefined) return { ...state, selection: null };
  const { field } = selection;
  const isThere = field === null || model.fields.some(({ name }) => name === field) || relations.has(`${selection.model}.${field}`);
  return isThere ? state : { ...state, selection: { model: selection.model, field: null } };
}
