/** What a layout is asked and what it answers: boxes with sizes and lines between them, then places. Imports nothing. */

/** Made by the diagram room from a picture; the same input gives the same result, byte for byte. */
export interface LayoutInput {
  readonly boxes: readonly LayoutBox[];
  readonly lines: readonly LayoutLine[];
}

export interface LayoutBox {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Boxes of one group (an app) stay together when there are many; null stands alone. */
  readonly group: string | null;
  /**
   * Where lines may enter, from the box's upper edge, in rising order. Which line takes which is for the layout to choose,
   * so that they cross least: the picture then orders the rows of reverse names by it. Lines with a `toY` of their own stay.
   */
  readonly arrivals: readonly number[];
  /** `rows`: lines leave and arrive at given heights. `free`: the layout spreads them over the sides, as at an app's box. */
  readonly ends: 'rows' | 'free';
}

export interface LayoutLine {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Where the line leaves its box, from the box's upper edge; of no meaning where that box's ends are free. */
  readonly fromY: number;
  /** Where it enters the other; null for any of that box's `arrivals` that is not taken. */
  readonly toY: number | null;
}

export interface LayoutResult {
  /** Upper left corner of each box, by its id. No two boxes overlap, and none lies left of or above 0. */
  readonly places: Readonly<Record<string, Point>>;
  /** For each line whose `toY` was left open, the arrival that it got. */
  readonly arrivals: Readonly<Record<string, number>>;
  /** Bends of lines that the layout has routed, from the one end to the other; where there is none, the picture routes. */
  readonly bends: Readonly<Record<string, readonly Point[]>>;
  /** How it was laid out. A grid is the way out when the layout failed. */
  readonly how: 'layered' | 'by-group' | 'grid';
  /** A sentence for people when something did not work, else null. */
  readonly notice: string | null;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}
