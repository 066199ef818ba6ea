/** Gives out node ids in pre-order and keeps where each node stands. */
import type { NodeId, Spans } from './python';

export interface Ids {
  /** The next id, standing from `start` to `end`. */
  next(start: number, end: number): NodeId;
  readonly spans: Spans;
}

/** A fresh counter for one file. */
export function createIds(): Ids {
  const offsets: number[] = [];
  return {
    next(start, end) {
      offsets.push(start, end);
      return offsets.length / 2 - 1;
    },
    spans: { offsets },
  };
}
