/**
 * What one file says, as plain data: the names that it binds, its classes and what stands in them. Says what is written,
 * not what it means: nothing is looked up in another file here.
 */
import type { LineStarts } from '../base/span';
import type { FunctionSource } from '../syntax/functionSource';
import type { Argument, BlockStatement, Expression, NodeId, Spans } from '../syntax/python';

/** Everything known of one file. Two files with equal shapes mean the same; only `spans` and `lineStarts` place it. */
export interface FileFacts {
  readonly shape: FileShape;
  readonly spans: Spans;
  readonly lineStarts: LineStarts;
  /** Offsets of unreadable places, `[start, end, …]`; empty for sound Python. */
  readonly errors: readonly number[];
  /** What is looked at only when somebody asks. */
  readonly details: Details;
}

export interface FileShape {
  /** Every binding of a module-level name, in the order in which Python would make them. */
  readonly bindings: readonly Binding[];
  /** All class statements outside functions, outer ones before the ones inside them. */
  readonly classes: readonly ClassShape[];
  /** `NAME.method(…)` and the like: expressions that stand alone at module level. */
  readonly calls: readonly Expression[];
  /** What module-level code sets on fields that it gets from a class. */
  readonly fieldChanges: readonly FieldChange[];
  /** True when some of the text could not be read: then what is absent here may only be hidden. */
  readonly broken: boolean;
}

/** `Order._meta.get_field("owner").null = True`, or the same through a name to which the module binds the field. */
export interface FieldChange {
  readonly model: Expression;
  readonly field: string;
  readonly attribute: string;
  readonly value: Expression;
  /** False inside `if`, `try` …. */
  readonly certain: boolean;
  readonly order: number;
}

export interface Binding {
  /** The name, or `*` for a star import and for what may bind any name. */
  readonly name: string;
  /** Ordinal among the module's statements, to compare with {@link ClassShape.order}. */
  readonly order: number;
  /** False inside `if`, `try`, `for` …: then it may not happen. */
  readonly certain: boolean;
  /** Where only `if` stands above it: the tests that decide whether it happens. Null where something else does, or nothing. */
  readonly guards: readonly Guard[] | null;
  /** The imported name, the assigned target, or the statement. */
  readonly id: NodeId;
  readonly value: BoundValue;
}

/** A test, and what it has to be. */
export interface Guard {
  readonly test: Expression;
  readonly holds: boolean;
}

export type BoundValue =
  /** `import a.b as c` binds c to a.b; `import a.b` binds a to a. */
  /** `import a.b` binds `a`, and brings in `a.b` as its `whole`. */
  | { readonly kind: 'module'; readonly module: string; readonly whole: string }
  /** `from ..a import b`; for a star import the name is `*`. */
  | { readonly kind: 'imported'; readonly level: number; readonly module: string; readonly name: string }
  /** Files whose statements run in this module, by paths that are relative to its folder, perhaps with `*` in them. Their name is `*`. */
  | { readonly kind: 'included'; readonly args: readonly Argument[] }
  | { readonly kind: 'class'; readonly index: number }
  | { readonly kind: 'function' }
  | { readonly kind: 'expression'; readonly value: Expression }
  /**
   * `NAME += value`, `NAME.append(…)`, `NAME[…] = value`, `call(NAME)`, `NAME[…].append(…)` on a module-level name: may change what was
   * there.
   */
  | { readonly kind: 'changed'; readonly operator: string; readonly value: Expression; readonly key: Expression | null }
  /** A `for` at module level that makes these changes, to this and other names, for each item anew. */
  | { readonly kind: 'looped'; readonly loop: BlockStatement; readonly changes: readonly Binding[] }
  /** Bound by `for`, `with`, `del`, unpacking or out of sight: the value is not known. */
  | { readonly kind: 'unknown' };

export interface ClassShape {
  /** Its place in {@link FileShape.classes}. */
  readonly index: number;
  /** `Order`, or `Order.Meta` for a class inside a class. */
  readonly path: string;
  readonly name: string;
  readonly nameId: NodeId;
  readonly id: NodeId;
  readonly order: number;
  /** False inside `if`, `try` …. */
  readonly certain: boolean;
  readonly decorators: readonly Expression[];
  /** Bases and keywords of the class statement, as written. */
  readonly args: readonly Argument[];
  readonly members: readonly Member[];
}

/** A name bound in a class body; of several bindings of one name all are listed, in order. */
export interface Member {
  readonly name: string;
  readonly nameId: NodeId;
  /** The whole statement. */
  readonly id: NodeId;
  /** False inside `if`, `try` …, and where the class body changes what is bound (`field.null = True`, `adapt(field)`). */
  readonly certain: boolean;
  /** The tests of each `if` above it in the body, all of which have to hold. Absent where there is none. */
  readonly guards?: readonly Guard[];
  readonly kind: 'value' | 'function' | 'class' | 'unknown';
  /** Set for `value` members. */
  readonly value: Expression | null;
  /** Decorators of `function` members, else empty. */
  readonly decorators: readonly Expression[];
}

/** Where a detail belongs: `helper` or `Order.save`, `Order.KIND`, and a name whose changes, or a setting that is looked for. */
export type Detail = `function ${string}` | `member ${string}` | `changes ${string}` | `setting ${string}`;

export interface Details {
  /** The function or method of this path, the last one bound; null where there is none that can be read. */
  functionAt(path: string): FunctionSource | null;
  /** A lambda of the file as a function, by its text; null where it cannot be read. */
  lambdaOf(written: string): FunctionSource | null;
  /** What the class of a path has under a name; undefined when it has nothing. */
  memberOf(classPath: string, name: string): Member | undefined;
  /** True where some text, in a function most likely, changes the list or dictionary that a module-level name holds. */
  changesOutOfSight(name: string): boolean;
  /** True where some text sets the project's setting of this name, or one of a name that is not written there. */
  setsSetting(name: string): boolean;
  /** Whether all that was asked so far has the same answer in another version of the file, where it then counts as asked, too. */
  sameIn(after: Details): boolean;
  /** What a detail says, so that two versions can be compared. */
  say(detail: Detail): string;
  readonly asked: Set<Detail>;
}
