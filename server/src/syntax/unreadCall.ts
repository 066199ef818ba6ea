/**
 * A call whose arguments are read when somebody asks for them: in one check most arguments of plain fields never are. Only where
 * no edit follows: it holds on to the text of the file.
 */
import type { Argument, Call, Expression, NodeId } from './python';
import type { Cursor } from './quickCursor';

/** Where the arguments stand, parentheses included, and the cursor that keeps the file's spans. */
export interface UnreadArguments {
  readonly open: number;
  readonly end: number;
  readonly cursor: Cursor;
  /** The reader's own function for it. */
  readonly read: (open: number, cursor: Cursor) => readonly Argument[];
}

/** A call that can do without its arguments for a while. */
export class UnreadCall implements Call {
  readonly kind = 'call';
  readonly id: NodeId;
  readonly callee: Expression;
  private readonly open: number;
  private readonly end: number;
  private readonly cursor: Cursor;
  private readonly read: UnreadArguments['read'];
  private known: readonly Argument[] | null = null;

  constructor(id: NodeId, callee: Expression, { open, end, cursor, read }: UnreadArguments) {
    this.id = id;
    this.callee = callee;
    this.open = open;
    this.end = end;
    this.cursor = cursor;
    this.read = read;
  }

  get args(): readonly Argument[] {
    return (this.known ??= this.read(this.open, this.cursor));
  }

  /** False where the word does not even occur among the arguments. */
  mentions(word: string): boolean {
    return this.cursor.text.slice(this.open, this.end).includes(word);
  }
}

/** Whether a call has `*items` or `**mapping` among its arguments: what is left for later has neither. */
export function hasSpread(call: Call): boolean {
  return !(call instanceof UnreadCall) && call.args.some(({ spread }) => spread !== '');
}

/** Whether a call can have an argument of this keyword: false is certain, true is not. Reads nothing. */
export function mayGive(call: Call, keyword: string): boolean {
  return !(call instanceof UnreadCall) || call.mentions(keyword);
}
