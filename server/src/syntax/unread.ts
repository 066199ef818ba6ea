/**
 * What is read when somebody asks for it: in one check most arguments of plain fields never are, nor is most of what is assigned in
 * class bodies. Only where no edit follows: it holds on to the text of the file.
 */
import type { Argument, Assignment, Call, Expression, Name, NodeId } from './python';

/** Reads parts of one file's text late. */
export interface LateReader {
  readonly text: string;
  /** The arguments whose parenthesis opens here. */
  argumentsAt(open: number): readonly Argument[];
  /** Of these the value of one: that with the keyword, or the one at this position that has none; null where there is neither. */
  argumentAt(open: number, keyword: string, position: number): Expression | null;
  /** An expression, or several with commas between them. */
  valuesAt(start: number, end: number): Expression;
  /** The call of a dotted name. */
  callAt(start: number, end: number): Call;
  dottedAt(start: number, end: number): Expression;
  idOf(start: number, end: number): NodeId;
}

/** A call that can do without its arguments for a while, and perhaps without nodes for what it names. There can be nothing wrong with them. */
export class UnreadCall implements Call {
  readonly kind = 'call';
  private readonly reader: LateReader;
  private readonly start: number;
  private readonly open: number;
  private readonly end: number;
  private knownCallee: Expression | null;
  private known: readonly Argument[] | null = null;

  /** `open` and `end` are where its parentheses stand; without a `callee` a dotted name stands before them. */
  constructor(reader: LateReader, start: number, open: number, end: number, callee: Expression | null) {
    this.reader = reader;
    this.start = start;
    this.open = open;
    this.end = end;
    this.knownCallee = callee;
  }

  get id(): NodeId {
    return this.reader.idOf(this.start, this.end);
  }

  get callee(): Expression {
    return (this.knownCallee ??= this.reader.dottedAt(this.start, this.open));
  }

  get args(): readonly Argument[] {
    return (this.known ??= this.reader.argumentsAt(this.open));
  }

  /** The value of the argument with this keyword, or of the one at this position that has none; null where there is neither. */
  argument(keyword: string, position: number): Expression | null {
    return position === -1 && !this.mentions(keyword) ? null : this.reader.argumentAt(this.open, keyword, position);
  }

  /** The dotted name that stands before the parentheses; null where it has been read. */
  get unreadCallee(): string | null {
    return this.knownCallee === null ? this.reader.text.slice(this.start, this.open) : null;
  }

  /** The name before the first dot of what is called; null where it has been read. */
  get unreadHead(): string | null {
    if (this.knownCallee !== null) return null;
    const { text } = this.reader;
    let end = this.start;
    while (text.charCodeAt(end) !== 46 && end < this.open) end++;
    return text.slice(this.start, end);
  }

  /** False where the word does not even occur among the arguments. */
  mentions(word: string): boolean {
    return this.reader.text.slice(this.open, this.end).includes(word);
  }
}

/** `name = value`, of which only the name is read. */
export class UnreadAssignment implements Assignment {
  readonly kind = 'assignment';
  readonly annotation = null;
  readonly operator = '=';
  readonly name: string;
  private readonly reader: LateReader;
  private readonly start: number;
  private readonly end: number;
  private readonly isCall: boolean;
  private known: Expression | null = null;

  /** `isCall` where the value is one call of a dotted name. */
  constructor(reader: LateReader, name: string, start: number, end: number, isCall: boolean) {
    this.name = name;
    this.reader = reader;
    this.start = start;
    this.end = end;
    this.isCall = isCall;
  }

  get id(): NodeId {
    return this.reader.idOf(this.start, this.end);
  }

  get nameId(): NodeId {
    return this.reader.idOf(this.start, this.start + this.name.length);
  }

  get targets(): readonly Name[] {
    return [{ kind: 'name', id: this.nameId, name: this.name }];
  }

  get value(): Expression {
    return (this.known ??= this.read());
  }

  private read(): Expression {
    // Behind the name stands an equals sign between two blanks.
    const start = this.start + this.name.length + 3;
    return this.isCall ? this.reader.callAt(start, this.end) : this.reader.valuesAt(start, this.end);
  }
}

/** The names that a call names one within the other, with dots between them; null where something else is called. Reads nothing. */
export function calledName(call: Call): string | null {
  return (call instanceof UnreadCall ? call.unreadCallee : null) ?? dottedName(call.callee);
}

/** The name before the first dot or bracket of what a call calls; empty where it is no name. Reads nothing. */
export function headOfCall(call: Call): string {
  const head = call instanceof UnreadCall ? call.unreadHead : null;
  return head ?? headOf(call.callee);
}

function headOf(expression: Expression): string {
  let head = expression;
  while (head.kind === 'attribute' || head.kind === 'subscript') head = head.object;
  return head.kind === 'name' ? head.name : '';
}

function dottedName(expression: Expression): string | null {
  if (expression.kind === 'name') return expression.name;
  const object = expression.kind === 'attribute' ? dottedName(expression.object) : null;
  return object === null || expression.kind !== 'attribute' ? null : `${object}.${expression.name}`;
}

/** Whether a call has `*items` or `**mapping` among its arguments: what is left for later has neither. */
export function hasSpread(call: Call): boolean {
  return !(call instanceof UnreadCall) && call.args.some(({ spread }) => spread !== '');
}

/**
 * The value that a call gives by this keyword, or at this position without one (-1 for none); null where it gives none. What is spread is
 * not looked into.
 */
export function argumentOf(call: Call, keyword: string, position: number): Expression | null {
  if (call instanceof UnreadCall) return call.argument(keyword, position);
  const given = call.args.find(({ keyword: own, spread }, at) => spread === '' && (own === null ? at === position : own === keyword));
  return given?.value ?? null;
}
