/** Gives out node ids and keeps where each node stands. */
import type { NodeId, Spans } from './python';

export interface Ids {
  /** The next id, standing from `start` to `end`. */
  next(start: number, end: number): NodeId;
  readonly spans: Spans;
}

/** A fresh counter for one file: ids are ordinals. */
export function createIds(): Ids {
  return new Ordinals();
}

class Ordinals implements Ids, Spans {
  /** `[start, end, …]`. */
  private readonly offsets: number[] = [];

  next(start: number, end: number): NodeId {
    return this.offsets.push(start, end) / 2 - 1;
  }

  startOf(id: NodeId): number | undefined {
    return this.offsets[2 * id];
  }

  endOf(id: NodeId): number | undefined {
    return this.offsets[2 * id + 1];
  }

  get spans(): Spans {
    return this;
  }
}

/** Ids that are places themselves, so that nothing is kept: for texts that are not edited. They have the order of ordinals. */
export function createPlaceIds(): Ids {
  return new Places();
}

/** Ids for each offset: so few that ids of all but huge files are small integers to V8, which need no room of their own. */
const PER_OFFSET = 4096;

/** Of these the first ones are for longer nodes, whose ends are kept. More of them cannot begin in one place: the quick reader gives up before. */
const FOR_LONG = 1024;

class Places implements Ids, Spans {
  private readonly longEnds = new Map<NodeId, number>();

  /** Of two nodes that begin in one place the longer one is the outer one, and comes first. */
  next(start: number, end: number): NodeId {
    const short = start * PER_OFFSET + PER_OFFSET - 1 - (end - start);
    if (end - start < PER_OFFSET - FOR_LONG) return short;
    let id = start * PER_OFFSET + FOR_LONG - 1;
    while (this.longEnds.has(id)) id--;
    this.longEnds.set(id, end);
    return id;
  }

  startOf(id: NodeId): number {
    return Math.floor(id / PER_OFFSET);
  }

  endOf(id: NodeId): number {
    const start = this.startOf(id);
    return this.longEnds.get(id) ?? start + PER_OFFSET - 1 - (id - start * PER_OFFSET);
  }

  get spans(): Spans {
    return this;
  }
}
