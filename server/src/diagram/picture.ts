/**
 * What of a graph is shown: boxes with their rows, lines, pills, and counts of what is not. Made by `pictureOf` (pictureOf.ts)
 * from a view and a state; knows no sizes and no places. Every relation of a shown model is in it exactly once: as a line,
 * in the bundle of a line, as a pill at its row, or folded into the two lines of its through model.
 */
import type { AppView, FieldView, ModelId, ModelView, ProblemView, RelationView } from '../protocol/graphView';
import type { Level } from './state';

export interface Picture {
  readonly boxes: readonly PictureBox[];
  readonly lines: readonly PictureLine[];
  readonly level: Level;
  readonly hubs: readonly Hub[];
  /** What the view holds and the picture does not, most first; told beside the picture, each one click away. */
  readonly hidden: readonly HiddenModels[];
  /** A sentence in place of an empty picture, else null. */
  readonly notice: string | null;
}

/** `shop.Order` for a model, `app:shop` for an app, `ghost:…` for a target that is not known. Unique within a picture. */
export type BoxId = string;

export type PictureBox = ModelBox | AppBox | GhostBox;

export interface ModelBox {
  readonly shape: 'model';
  readonly id: BoxId;
  readonly model: ModelView;
  readonly isFocus: boolean;
  /** The model's own fields, as many as the level shows. */
  readonly rows: readonly FieldRow[];
  /** Its relations that are no lines, also where the level shows no row for them. */
  readonly pills: readonly PilledRelation[];
  /** Fields that are not among the rows. */
  readonly moreFields: number;
  /** What points at it from shown models: reverse names, in the order of `relations` until a layout orders them. */
  readonly arrivals: readonly ArrivalRow[];
  /** Relations of shown models that point at it and are not among the arrivals. */
  readonly moreArrivals: number;
  /** Its neighbours that are not shown: "+3", which opens them. */
  readonly hiddenNeighbours: number;
  /** Relations that leave and enter it in the whole view, for the label that is read aloud. */
  readonly outgoing: number;
  readonly incoming: number;
  readonly problems: readonly ProblemView[];
}

export interface FieldRow {
  readonly field: FieldView;
  readonly relation: RelationView | null;
  /** Stands for a line, or says how a line that is drawn elsewhere belongs to this row. */
  readonly pill: Pill | null;
  readonly problems: readonly ProblemView[];
}

export interface PilledRelation {
  readonly relation: RelationView;
  readonly pill: Pill;
}

export interface Pill {
  /**
   * `hub`: a line would lead to a hub that is shown. `hidden`: the target is not shown. `through`: drawn once, as the two lines
   * of the through model. `any`: a generic foreign key. `unknown`: a target that only running Python would tell.
   */
  readonly why: 'hub' | 'hidden' | 'through' | 'any' | 'unknown';
  /** `Tag`; `Tag via ArticleTag`; `any model`. */
  readonly text: string;
  /** Where a click leads: the box of the target, or the model to show. */
  readonly model: ModelId | null;
}

/** One way back to the models that point here: the accessor, and the field that makes it. */
export interface ArrivalRow {
  /** The relation's id, or that of the bundle that arrives here. */
  readonly id: LineId;
  /** One, or those of a bundle. */
  readonly relations: readonly RelationView[];
  /** The reverse accessor; `+` where it is hidden; `12 relations` for a bundle. */
  readonly name: string;
  /** `Order.customer`; with the app's label where the name alone is not clear. */
  readonly source: string;
  /** The line that enters here; null where the relation is a pill or folded. */
  readonly line: LineId | null;
  readonly problems: readonly ProblemView[];
}

/** One app as a box. */
export interface AppBox {
  readonly shape: 'app';
  readonly id: BoxId;
  readonly app: AppView;
  /** Models that opening it would show, and the relations among them. */
  readonly models: readonly ModelId[];
  readonly inside: number;
  /** Where it is a hub itself: how many apps point at it without a line. */
  readonly pointedAtBy: number;
  /** The hubs that its models point at, most first, each with the relations that would be lines. */
  readonly pills: readonly AppPill[];
  readonly problems: readonly ProblemView[];
}

export interface AppPill {
  /** The hub's name. */
  readonly text: string;
  readonly to: BoxId;
  readonly relations: readonly RelationView[];
}

/** A target that is not there: broken, ambiguous, or outside of what is read. */
export interface GhostBox {
  readonly shape: 'ghost';
  readonly id: BoxId;
  readonly text: string;
  readonly state: 'unresolved' | 'ambiguous' | 'external';
  readonly words: string;
  readonly problems: readonly ProblemView[];
}

/** A relation's id; `from>to` for bundles and apps; `child^parent` for inheritance. Unique within a picture. */
export type LineId = string;

export interface PictureLine {
  readonly id: LineId;
  /** `relation`: see its feet. `bundle`: many between the same two boxes, as one. The others end in signs of their own. */
  readonly shape: 'relation' | 'bundle' | 'multi-table' | 'proxy' | 'abstract' | 'swapped';
  readonly from: BoxId;
  /** The row at which it leaves; null for the header. */
  readonly fromRow: string | null;
  readonly to: BoxId;
  /** The relations that it stands for; empty for proxies, abstract bases and swapped models. */
  readonly relations: readonly RelationView[];
  /** True for generic relations: no foreign key in the database holds them. */
  readonly generic: boolean;
  readonly feet: Feet;
  readonly problems: readonly ProblemView[];
  /** What is read aloud and shown while the pointer is over it. */
  readonly words: string;
}

/** How many of the other end belong to one: the sign at the end where the line leaves (`near`) and where it arrives (`far`). */
export interface Feet {
  readonly near: Foot;
  readonly far: Foot;
}

/** `many` is any number, none included. */
export type Foot = 'one' | 'zero-or-one' | 'many' | 'none';

/** A model or an app that so much points at that lines to it would hide the rest. */
export interface Hub {
  readonly box: BoxId;
  /** Shown relations that point at it from other boxes. */
  readonly incoming: number;
  readonly as: 'pills' | 'lines';
}

export interface HiddenModels {
  readonly why: 'app' | 'abstract' | 'contrib' | 'installed' | 'distance';
  readonly models: number;
}
