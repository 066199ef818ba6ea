/**
 * Names inside a class body: Python looks them up among what the body has bound so far before it looks at the module. Replaces them
 * by what they stand for, so that everything downstream may read an expression at module level.
 */
import type { Call, Expression, NodeId } from '../syntax/python';
import type { ClassShape, Member } from './fileShape';
import { lastMember } from './members';

/** `expression`, which belongs to `member` of `shape`, without names of the class body; a name of unknown value becomes opaque. */
export function outsideClassScope(shape: ClassShape, member: Member, expression: Expression): Expression {
  return isWritten(expression) || isOutside(shape, expression)
    ? expression
    : rewrite(expression, { shape, end: shape.members.indexOf(member) });
}

/** True for what is reached through a name that the class body never binds, as most is. */
function isOutside({ members }: ClassShape, expression: Expression): boolean {
  let head = expression;
  while (head.kind === 'attribute') head = head.object;
  return head.kind === 'name' && lastMember(members, head.name) === undefined;
}

/** A call whose callee reads as it does outside of the class body. */
export function calledOutsideClassScope(shape: ClassShape, member: Member, call: Call): Call {
  const callee = outsideClassScope(shape, member, call.callee);
  return callee === call.callee ? call : { kind: 'call', id: call.id, callee, args: call.args };
}

/** A class body up to one of its members: what the body binds there and further down does not count. */
interface Scope {
  readonly shape: ClassShape;
  readonly end: number;
}

function isWritten({ kind }: Expression): boolean {
  return kind === 'string' || kind === 'constant' || kind === 'number';
}

/** The same object where nothing is replaced. */
function rewrite(expression: Expression, scope: Scope): Expression {
  switch (expression.kind) {
    case 'name':
      return boundTo(expression, scope);
    case 'attribute': {
      const object = rewrite(expression.object, scope);
      return object === expression.object ? expression : { ...expression, object };
    }
    case 'list':
    case 'tuple':
    case 'set':
      return { ...expression, items: expression.items.map((item) => rewrite(item, scope)) };
    case 'call': {
      const { id, callee, args } = expression;
      const given = args.map((argument) => ({ ...argument, value: rewrite(argument.value, scope) }));
      return { kind: 'call', id, callee: rewrite(callee, scope), args: given };
    }
    case 'fstring':
      return { ...expression, parts: expression.parts.map((part) => (typeof part === 'string' ? part : rewrite(part, scope))) };
    case 'binary':
      return { ...expression, left: rewrite(expression.left, scope), right: rewrite(expression.right, scope) };
    case 'unary':
      return { ...expression, operand: rewrite(expression.operand, scope) };
    case 'starred':
      return { ...expression, value: rewrite(expression.value, scope) };
    case 'subscript':
      return {
        ...expression,
        object: rewrite(expression.object, scope),
        indexes: expression.indexes.map((index) => rewrite(index, scope)),
      };
    case 'dict': {
      const entries = expression.entries.map(({ key, value }) => ({ key: key && rewrite(key, scope), value: rewrite(value, scope) }));
      return { ...expression, entries };
    }
    case 'conditional': {
      const { test, then, otherwise } = expression;
      return { ...expression, test: rewrite(test, scope), then: rewrite(then, scope), otherwise: rewrite(otherwise, scope) };
    }
    default:
      return expression;
  }
}

/** What the class body has bound to a name so far, at the place of the name; the name itself where the body has not bound it. */
function boundTo(name: Extract<Expression, { kind: 'name' }>, { shape, end }: Scope): Expression {
  let at = end - 1;
  while (at >= 0 && shape.members[at]?.name !== name.name) at--;
  const member = shape.members[at];
  if (member === undefined) return name;
  const { id } = name;
  if (member.certain && member.value !== null) return { ...rewrite(member.value, { shape, end: at }), id };
  if (member.certain && member.kind === 'class')
    return { kind: 'attribute', id, nameId: id, object: pathOf(shape.path, id), name: name.name };
  return { kind: 'opaque', id, text: name.name };
}

function pathOf(path: string, id: NodeId): Expression {
  const [first = path, ...rest] = path.split('.');
  return rest.reduce<Expression>((object, name) => ({ kind: 'attribute', id, nameId: id, object, name }), {
    kind: 'name',
    id,
    name: first,
  });
}
