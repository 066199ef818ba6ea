/** Expressions as short source text, for messages and for values that stay unknown. Not the text as written: layout is lost. */
import type { Argument, Expression } from '../syntax/python';

/** One line of Python for `expression`. Never throws. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'attribute':
      return `${printExpression(expression.object)}.${expression.name}`;
    case 'call':
      return `${printExpression(expression.callee)}(${expression.args.map(printArgument).join(', ')})`;
    case 'string':
      return JSON.stringify(expression.value);
    case 'fstring':
      return `f"${expression.parts.map((part) => (typeof part === 'string' ? part : `{${printExpression(part)}}`)).join('')}"`;
    case 'number':
    case 'lambda':
    case 'comprehension':
    case 'slice':
    case 'opaque':
      return expression.text;
    case 'constant':
      return expression.value === null ? 'None' : expression.value ? 'True' : 'False';
    case 'list':
      return `[${expression.items.map(printExpression).join(', ')}]`;
    case 'set':
      return `{${expression.items.map(printExpression).join(', ')}}`;
    case 'tuple':
      return `(${expression.items.map(printExpression).join(', ')}${expression.items.length === 1 ? ',' : ''})`;
    case 'dict':
      return `{${expression.entries
        .map(({ key, value }) => (key === null ? `**${printExpression(value)}` : `${printExpression(key)}: ${printExpression(value)}`))
        .join(', ')}}`;
    case 'starred':
      return `*${printExpression(expression.value)}`;
    case 'unary':
      return `${expression.operator}${expression.operator === 'not' ? ' ' : ''}${printExpression(expression.operand)}`;
    case 'binary':
      return `${printExpression(expression.left)} ${expression.operator} ${printExpression(expression.right)}`;
    case 'conditional':
      return `${printExpression(expression.then)} if ${printExpression(expression.test)} else ${printExpression(expression.otherwise)}`;
    case 'subscript':
      return `${printExpression(expression.object)}[${expression.indexes.map(printExpression).join(', ')}]`;
  }
}

function printArgument({ keyword, spread, value }: Argument): string {
  return `${spread}${keyword === null ? '' : `${keyword}=`}${printExpression(value)}`;
}
