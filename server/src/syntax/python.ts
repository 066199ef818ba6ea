/**
 * Python as plain data: what the parsers give and everything downstream reads. No syntax node, no offset stands in it:
 * each node has an `id`, the ordinal of the node in its file, and {@link Spans} says where that id stands. So an edit that
 * only moves text leaves this data equal.
 *
 * Ids are given in pre-order: a node's own id first, then its children's in the order in which the fields stand below.
 * Function bodies are not read (functionSource.ts reads one when somebody asks); comments and docstrings leave no trace.
 */

/** The ordinal of a node in its file. */
export type NodeId = number;

/** Where the nodes of a file stand, in UTF-16 units; undefined for what is no node of the file. */
export interface Spans {
  startOf(id: NodeId): number | undefined;
  endOf(id: NodeId): number | undefined;
}

export type Expression =
  | Name
  | Attribute
  | Call
  | StringLiteral
  | FormattedString
  | NumberLiteral
  | Constant
  | Sequence
  | Dictionary
  | Starred
  | Unary
  | Binary
  | Conditional
  | Subscript
  | Slice
  | Lambda
  | Comprehension
  | Opaque;

export interface Name {
  readonly kind: 'name';
  readonly id: NodeId;
  readonly name: string;
}

export interface Attribute {
  readonly kind: 'attribute';
  readonly id: NodeId;
  readonly object: Expression;
  /** The id of the name after the dot. */
  readonly nameId: NodeId;
  readonly name: string;
}

export interface Call {
  readonly kind: 'call';
  readonly id: NodeId;
  readonly callee: Expression;
  readonly args: readonly Argument[];
}

/** One argument of a call or of a class statement's parentheses; its id covers keyword and value. */
export interface Argument {
  readonly id: NodeId;
  /** The keyword, or null for a positional argument. */
  readonly keyword: string | null;
  readonly spread: '' | '*' | '**';
  readonly value: Expression;
}

/** A string whose value is known: adjacent literals joined, escapes decoded. */
export interface StringLiteral {
  readonly kind: 'string';
  readonly id: NodeId;
  readonly value: string;
}

/** An f-string (alone or joined with other literals): text and replaced expressions in turn. */
export interface FormattedString {
  readonly kind: 'fstring';
  readonly id: NodeId;
  readonly parts: readonly (string | Expression)[];
}

export interface NumberLiteral {
  readonly kind: 'number';
  readonly id: NodeId;
  readonly text: string;
}

/** True, False, None. */
export interface Constant {
  readonly kind: 'constant';
  readonly id: NodeId;
  readonly value: boolean | null;
}

export interface Sequence {
  readonly kind: 'list' | 'tuple' | 'set';
  readonly id: NodeId;
  readonly items: readonly Expression[];
}

export interface Dictionary {
  readonly kind: 'dict';
  readonly id: NodeId;
  /** A `**mapping` entry has a null key. */
  readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[];
}

/** `*items` in a list, tuple, set or assignment. */
export interface Starred {
  readonly kind: 'starred';
  readonly id: NodeId;
  readonly value: Expression;
}

export interface Unary {
  readonly kind: 'unary';
  readonly id: NodeId;
  /** `not`, `-`, `+`, `~`. */
  readonly operator: string;
  readonly operand: Expression;
}

export interface Binary {
  readonly kind: 'binary';
  readonly id: NodeId;
  /** Arithmetic (`+`, `%`, …), `and`, `or`, or a single comparison (`==`, `not in`, …). */
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Conditional {
  readonly kind: 'conditional';
  readonly id: NodeId;
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

export interface Subscript {
  readonly kind: 'subscript';
  readonly id: NodeId;
  readonly object: Expression;
  readonly indexes: readonly Expression[];
}

/** `start:stop:step` between the brackets of a subscript, each of which may be left out. */
export interface Slice {
  readonly kind: 'slice';
  readonly id: NodeId;
  readonly start: Expression | null;
  readonly stop: Expression | null;
  readonly step: Expression | null;
  /** The source text. */
  readonly text: string;
}

/** A lambda: its text is read when somebody calls it, and keeps two of them apart. */
export interface Lambda {
  readonly kind: 'lambda';
  readonly id: NodeId;
  readonly text: string;
}

/** `[value for target in iterated if condition]` and its kind; a dictionary has a key, too. */
export interface Comprehension {
  readonly kind: 'comprehension';
  readonly id: NodeId;
  readonly form: 'list' | 'set' | 'dict' | 'generator';
  /** Null but for a dictionary. */
  readonly key: Expression | null;
  readonly value: Expression;
  readonly clauses: readonly ComprehensionClause[];
  /** The source text. */
  readonly text: string;
}

export interface ComprehensionClause {
  readonly target: Expression;
  readonly iterated: Expression;
  readonly conditions: readonly Expression[];
}

/** An expression of any other kind (await, bytes, a chain of comparisons, …) as its source text. */
export interface Opaque {
  readonly kind: 'opaque';
  readonly id: NodeId;
  readonly text: string;
}

export type Statement =
  | Import
  | ImportFrom
  | Assignment
  | ClassStatement
  | FunctionStatement
  | IfStatement
  | TryStatement
  | BlockStatement
  | DeleteStatement
  | ReturnStatement
  | RaiseStatement
  | JumpStatement
  | ExpressionStatement;

/** `import a.b as c, d`. */
export interface Import {
  readonly kind: 'import';
  readonly id: NodeId;
  readonly names: readonly { readonly id: NodeId; readonly module: string; readonly alias: string | null }[];
}

/** `from ..a import b as c`; `level` counts the dots, `names` is null for `*`. */
export interface ImportFrom {
  readonly kind: 'importFrom';
  readonly id: NodeId;
  readonly level: number;
  readonly module: string;
  readonly names: readonly { readonly id: NodeId; readonly name: string; readonly alias: string | null }[] | null;
}

/** `a = b = value`, `a: T = value` (`annotation` set), `a: T` (no value), `a += value` (`operator` set to `+=`). */
export interface Assignment {
  readonly kind: 'assignment';
  readonly id: NodeId;
  readonly targets: readonly Expression[];
  /** The annotation as written; null when there is none. */
  readonly annotation: string | null;
  /** `=` (also for a lone annotation), or the augmented operator, `+=`. */
  readonly operator: string;
  readonly value: Expression | null;
}

export interface ClassStatement {
  readonly kind: 'class';
  readonly id: NodeId;
  readonly decorators: readonly Expression[];
  readonly nameId: NodeId;
  readonly name: string;
  readonly args: readonly Argument[];
  readonly body: readonly Statement[];
}

/** A function or method: its body is not read. The id stands from the first decorator to the name, as a class's does. */
export interface FunctionStatement {
  readonly kind: 'function';
  readonly id: NodeId;
  readonly decorators: readonly Expression[];
  readonly nameId: NodeId;
  readonly name: string;
  /** The parameter list as written, blanks and comments included. */
  readonly parameters: string;
}

/** `if`, its `elif`s and its `else` (a branch whose test is null). The id of a compound statement stands at its keyword. */
export interface IfStatement {
  readonly kind: 'if';
  readonly id: NodeId;
  readonly branches: readonly { readonly test: Expression | null; readonly body: readonly Statement[] }[];
}

export interface TryStatement {
  readonly kind: 'try';
  readonly id: NodeId;
  readonly body: readonly Statement[];
  readonly handlers: readonly (readonly Statement[])[];
  readonly otherwise: readonly Statement[];
  readonly finalizer: readonly Statement[];
}

/** `for`, `while`, `with`, `match`: their bodies, one after the other, and the names that the header binds. */
export interface BlockStatement {
  readonly kind: 'block';
  readonly id: NodeId;
  readonly keyword: 'for' | 'while' | 'with' | 'match';
  readonly binds: readonly string[];
  /** Of a `for` that is not `async`: what it binds, and what it goes through. Else null. */
  readonly loop: { readonly target: Expression; readonly iterated: Expression } | null;
  readonly body: readonly Statement[];
  /** The `else` of a loop. */
  readonly otherwise: readonly Statement[];
}

export interface ReturnStatement {
  readonly kind: 'return';
  readonly id: NodeId;
  readonly value: Expression | null;
}

export interface RaiseStatement {
  readonly kind: 'raise';
  readonly id: NodeId;
}

/** `break`, `continue`. */
export interface JumpStatement {
  readonly kind: 'jump';
  readonly id: NodeId;
  readonly keyword: 'break' | 'continue';
}

export interface DeleteStatement {
  readonly kind: 'delete';
  readonly id: NodeId;
  readonly targets: readonly Expression[];
}

/** An expression that stands alone. Docstrings and `...` are left out. */
export interface ExpressionStatement {
  readonly kind: 'expression';
  readonly id: NodeId;
  readonly value: Expression;
}

/** One file as read: its statements, where each node stands, and where the text is not Python. */
export interface ParsedModule {
  readonly body: readonly Statement[];
  readonly spans: Spans;
  /** Offsets of the places that the parser could not read, `[start, end, start, end, …]`. */
  readonly errors: readonly number[];
}

/** How much of a text is read at once: all of it, or plain arguments only when they are asked for. */
export type Reading = 'whole' | 'as-needed';

/** A parser of Python text. Never throws: what cannot be read is listed in `errors`, and the rest is given. */
export interface PythonParser {
  readonly name: 'native' | 'wasm';
  /** `as-needed` where no edit follows: what is asked for late would hold on to texts for as long as an editor is open. */
  readonly reading: Reading;
  parse(text: string): ParsedModule;
}
