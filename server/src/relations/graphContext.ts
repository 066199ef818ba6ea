/** What the graph is built from, and what one class brings to it. */
import type { DocumentKey } from '../base/documentKey';
import type { Member } from '../facts/fileShape';
import type { Call } from '../syntax/python';
import type { ClassInfo } from './classes';
import type { Model, Origin, Place, Relation } from './graph';
import type { MadeByConfig, MadeModel } from './packs/libraryPack';
import type { RelationContext } from './relations';

export interface GraphContext extends RelationContext {
  readonly originOf: (file: DocumentKey) => Origin;
  /** The module of a file as Django imports it. */
  readonly importedAs: (file: DocumentKey) => string;
  /** Parts of an earlier graph that still hold, by class; filled with the parts of this one. */
  readonly parts: Map<ClassInfo, GraphPart>;
  /** Calls that hand a model to a library, by its class. */
  readonly registering: ReadonlyMap<ClassInfo, readonly RegisteringCall[]>;
  /** The model that a library makes where a file calls this; null where it makes none. */
  readonly madeByCallee: MadeByCallee;
  /** What apps list a model for. */
  readonly configured: (info: ClassInfo) => readonly Configured[];
  /** Class of automatic primary keys (DEFAULT_AUTO_FIELD, or the app's), without its module. */
  readonly autoField: (appLabel: string) => string;
}

/** What is known before it is known which models there are beside those that class statements say. */
export type MakerContext = Omit<GraphContext, 'mayHold' | 'madeLabel' | 'configured'>;

export type MadeByCallee = (file: DocumentKey, call: Call) => MadeModel | null;

/** What one class brings to the graph. */
export interface GraphPart {
  readonly model: Model;
  readonly relations: readonly Relation[];
}

/** Such a call, as if it stood in the body of the class that it is given. */
export interface RegisteringCall {
  /** Stands in for the class where the call is written. */
  readonly info: ClassInfo;
  readonly member: Member;
}

/** A model that a configuration lists. */
export interface Configured {
  readonly made: MadeByConfig;
  readonly makesProxy: boolean;
  /** The class that lists it. */
  readonly at: Place;
}
