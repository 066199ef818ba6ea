/** Reads what plainPatterns.ts has found to be plain. Nothing can be wrong with it, so nothing is checked. */
import { trimmed } from '../base/collections';
import type { Ids } from './ids';
import type { Argument, Call, Expression, NodeId } from './python';
import { UnreadCall, type LateReader } from './unread';

const BLANKS = /[ \t\n]*/y;
const KEYWORD = /\w+(?= *=)/y;
const EQUALS = / *= */y;
const DOTTED = /[\w.]+/y;
/** An argument without brackets, with the comma behind it. */
const SHORT_ARGUMENT = /(?:\w+ *= *)?(?:"[^"]*"|'[^']*'|[\w.]+)[ \t\n]*(?:,[ \t\n]*|(?=\)))/y;

/** The reader of one file's plain text. */
export class PlainReader implements LateReader {
  readonly text: string;
  private readonly ids: Ids;
  /** Offset of the next character. */
  private at = 0;

  constructor(text: string, ids: Ids) {
    this.text = text;
    this.ids = ids;
  }

  argumentsAt(open: number): readonly Argument[] {
    this.at = open;
    return this.readArguments();
  }

  argumentAt(open: number, keyword: string, position: number): Expression | null {
    const { text } = this;
    this.at = open + 1;
    this.skip(BLANKS);
    for (let index = 0; this.ahead() !== 41; index++) {
      const start = this.at;
      if (text.startsWith(keyword, start)) {
        this.at = start + keyword.length;
        if (this.skip(EQUALS)) return this.readValue();
        this.at = start;
      }
      if (index === position && !this.skip(KEYWORD)) return this.readValue();
      this.at = start;
      if (!this.skip(SHORT_ARGUMENT)) this.passArgument();
    }
    return null;
  }

  valuesAt(start: number, end: number): Expression {
    this.at = start;
    const first = this.readValue();
    if (this.at === end) return first;
    const items = [first];
    while (this.at < end) {
      this.at++;
      this.skip(BLANKS);
      items.push(this.readValue());
    }
    return { kind: 'tuple', id: this.idOf(start, end), items };
  }

  callAt(start: number, end: number): Call {
    return new UnreadCall(this, start, this.text.indexOf('(', start), end, null);
  }

  dottedAt(start: number, end: number): Expression {
    return dottedName(this.text, this.ids, start, end);
  }

  idOf(start: number, end: number): NodeId {
    return this.ids.next(start, end);
  }

  /** Steps over what the pattern describes; false where there is nothing of it. */
  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }

  private ahead(): number {
    return this.text.charCodeAt(this.at);
  }

  private readArguments(): readonly Argument[] {
    const args: Argument[] = [];
    this.at++;
    while (this.isItemAhead(41)) args.push(this.readArgument());
    return trimmed(args);
  }

  /** Steps over what stands between items; at the closing bracket behind it. */
  private isItemAhead(close: number): boolean {
    this.skip(BLANKS);
    if (this.ahead() === 44) {
      this.at++;
      this.skip(BLANKS);
    }
    if (this.ahead() !== close) return true;
    this.at++;
    return false;
  }

  private readArgument(): Argument {
    const start = this.at;
    const keyword = this.skip(KEYWORD) ? this.text.slice(start, this.at) : null;
    if (keyword !== null) this.skip(EQUALS);
    const value = this.readValue();
    return { id: this.idOf(start, this.at), keyword, spread: '', value };
  }

  private passArgument(): void {
    this.readArgument();
    this.skip(BLANKS);
    if (this.ahead() !== 44) return;
    this.at++;
    this.skip(BLANKS);
  }

  private readItems(close: number): readonly Expression[] {
    const items: Expression[] = [];
    while (this.isItemAhead(close)) items.push(this.readValue());
    return trimmed(items);
  }

  private readValue(): Expression {
    const { text, at: start } = this;
    const unit = this.ahead();
    if (unit === 34 || unit === 39) {
      this.at = text.indexOf(unit === 34 ? '"' : "'", start + 1) + 1;
      return { kind: 'string', id: this.idOf(start, this.at), value: text.slice(start + 1, this.at - 1) };
    }
    if (unit === 91) {
      this.at++;
      const items = this.readItems(93);
      return { kind: 'list', id: this.idOf(start, this.at), items };
    }
    if (unit === 40) return this.readParentheses();
    if (unit === 45) {
      this.at++;
      const operand = this.readValue();
      return { kind: 'unary', id: this.idOf(start, this.at), operator: '-', operand };
    }
    this.skip(DOTTED);
    if (unit <= 57) return { kind: 'number', id: this.idOf(start, this.at), text: text.slice(start, this.at) };
    return this.readNamed(start);
  }

  /** A name, a constant, or a call, behind its dotted name. */
  private readNamed(start: number): Expression {
    const { text, ids, at: end } = this;
    const callee = dottedName(text, ids, start, end);
    if (this.ahead() !== 40) return callee;
    const args = this.readArguments();
    return { kind: 'call', id: this.idOf(start, this.at), callee, args };
  }

  /** Parentheses around one value are no part of it. */
  private readParentheses(): Expression {
    const start = this.at++;
    this.skip(BLANKS);
    if (this.ahead() === 41) {
      this.at++;
      return { kind: 'tuple', id: this.idOf(start, this.at), items: [] };
    }
    const first = this.readValue();
    this.skip(BLANKS);
    if (this.ahead() === 41) {
      this.at++;
      return first;
    }
    const items = [first, ...this.readItems(41)];
    return { kind: 'tuple', id: this.idOf(start, this.at), items };
  }
}

/** The nodes of the dotted name, possibly a constant, that stands from `start` to `end`. */
export function dottedName(text: string, ids: Ids, start: number, end: number): Expression {
  const dot = text.lastIndexOf('.', end - 1);
  if (dot < start) return nameOrConstant(ids.next(start, end), text.slice(start, end));
  const object = dottedName(text, ids, start, dot);
  const nameId = ids.next(dot + 1, end);
  return { kind: 'attribute', id: ids.next(start, end), object, nameId, name: text.slice(dot + 1, end) };
}

function nameOrConstant(id: NodeId, word: string): Expression {
  if (word === 'True' || word === 'False') return { kind: 'constant', id, value: word === 'True' };
  return word === 'None' ? { kind: 'constant', id, value: null } : { kind: 'name', id, name: word };
}
