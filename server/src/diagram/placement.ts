/** Where the boxes of a picture are, and how its lines run: what a layout said, or what stayed of it after an edit. */
import type { LayoutResult, Point } from '../protocol/graphLayout';
import type { BoxId, LineId, PictureBox } from './picture';

/** A layout's result is one. Kept while the picture changes; a box without a place is not drawn. */
export type Placement = Pick<LayoutResult, 'places' | 'arrivals' | 'bends'>;

/** A box with its size and rows, before it has a place. */
export interface SizedBox {
  readonly box: PictureBox;
  readonly width: number;
  readonly height: number;
}

export interface PlacedBox extends SizedBox {
  readonly id: BoxId;
  readonly x: number;
  readonly y: number;
}

/** A line from the row where it leaves to the row where it arrives: straight stretches, the corners rounded when drawn. */
export interface RoutedLine {
  readonly id: LineId;
  readonly points: readonly Point[];
}

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
