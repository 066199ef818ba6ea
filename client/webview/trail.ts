/** Back and forward through what was shown, as a browser keeps its pages. Plain data. */

export interface Trail<Place> {
  readonly back: readonly Place[];
  readonly forward: readonly Place[];
}

/** Most places that are kept. */
const MOST = 60;

export const emptyTrail: Trail<never> = { back: [], forward: [] };

/** After leaving `place` for a new one: what lay ahead is forgotten. */
export function left<Place>({ back }: Trail<Place>, place: Place): Trail<Place> {
  return { back: [...back, place].slice(-MOST), forward: [] };
}

/** The place before, `place` now lying ahead; null at the beginning. */
export function steppedBack<Place>({ back, forward }: Trail<Place>, place: Place): { trail: Trail<Place>; to: Place } | null {
  const to = back.at(-1);
  return to === undefined ? null : { to, trail: { back: back.slice(0, -1), forward: [place, ...forward] } };
}

/** The place ahead; null at the end. */
export function steppedForward<Place>({ back, forward }: Trail<Place>, place: Place): { trail: Trail<Place>; to: Place } | null {
  const [to, ...rest] = forward;
  return to === undefined ? null : { to, trail: { back: [...back, place], forward: rest } };
}
