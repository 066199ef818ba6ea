/** Which operator the quick reader has in front of it. */
import { acceptWord, giveUp, peekWord, takeWord, type Cursor } from './quickCursor';

/** True in front of what no operator begins with: a comma, a closing bracket, the end of the line, a single `=` … */
export function endsExpression({ text, at }: Cursor): boolean {
  const unit = text.charCodeAt(at);
  if (unit === 61) return text.charCodeAt(at + 1) !== 61;
  return (
    unit === 44 ||
    unit === 41 ||
    unit === 10 ||
    unit === 93 ||
    unit === 125 ||
    unit === 58 ||
    unit === 35 ||
    unit === 59 ||
    unit === 13 ||
    unit !== unit
  );
}

/** The operator of this binding strength that stands next; empty where there is none. */
export function operatorAhead(cursor: Cursor, level: number): string {
  const { text, at } = cursor;
  const unit = text.charCodeAt(at);
  if (level === 0) return unit === 111 && peekWord(cursor) === 'or' ? 'or' : '';
  if (level === 1) return unit === 97 && peekWord(cursor) === 'and' ? 'and' : '';
  const next = text.charCodeAt(at + 1);
  const single = next !== 61;
  if (level === 4) return unit === 124 && single ? '|' : '';
  if (level === 5) return unit === 94 && single ? '^' : '';
  if (level === 6) return unit === 38 && single ? '&' : '';
  if (level === 7) {
    if ((unit !== 60 && unit !== 62) || next !== unit || text.charCodeAt(at + 2) === 61) return '';
    return unit === 60 ? '<<' : '>>';
  }
  if (level === 8) return (unit === 43 || unit === 45) && single ? text.charAt(at) : '';
  if (unit === 42 && next !== 42 && single) return '*';
  if (unit === 47 && next === 47) return text.charCodeAt(at + 2) === 61 ? '' : '//';
  if ((unit === 47 || unit === 37 || unit === 64) && single) return text.charAt(at);
  return '';
}

/** Steps over a comparison; empty where none stands next. */
export function takeComparison(cursor: Cursor): string {
  const { text, at } = cursor;
  const unit = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  let operator = '';
  if ((unit === 61 || unit === 33) && next === 61) operator = text.slice(at, at + 2);
  else if ((unit === 60 || unit === 62) && next === 61) operator = text.slice(at, at + 2);
  else if ((unit === 60 || unit === 62) && next !== unit) {
    if (unit === 60 && next === 62) giveUp();
    operator = text.charAt(at);
  } else if (unit === 105 || unit === 110) return takeWordComparison(cursor);
  if (operator !== '') takeWord(cursor, operator);
  return operator;
}

function takeWordComparison(cursor: Cursor): string {
  if (acceptWord(cursor, 'in')) return 'in';
  if (acceptWord(cursor, 'is')) return acceptWord(cursor, 'not') ? 'is not' : 'is';
  if (!acceptWord(cursor, 'not')) return '';
  if (!acceptWord(cursor, 'in')) giveUp();
  return 'not in';
}
