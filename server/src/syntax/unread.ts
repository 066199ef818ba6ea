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

  /** The dotted name that stands before the parentheses; null where it has been read. */
  get unreadCallee(): string | null {
    return this.knownCallee === null ? this.reader.text.slice(this.start, this.open) : null;
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

function dottedName(expression: Expression): string | null {
  if (expression.kind === 'name') return expression.name;
  const object = expression.kind === 'attribute' ? dottedName(expression.object) : null;
  return object === null || expression.kind !== 'attribute' ? null : `${object}.${expression.name}`;
}

/** Whether a call has `*items` or `**mapping` among its arguments: what is left for later has neither. */
export function hasSpread(call: Call): boolean {
  return !(call instanceof UnreadCall) && call.args.some(({ spread }) => spread !== '');
}

/** Whether a call can have an argument of this keyword: false is certain, true is not. Reads nothing. */
export function mayGive(call: Call, keyword: string): boolean {
  return !(call instanceof UnreadCall) || call.mentions(keyword);
}
