/** What the body of a class says: which names it binds to what, and which of them may be more than that. */
import { trimmed } from '../base/collections';
import type { Assignment, ClassStatement, Expression, FunctionStatement, Import, ImportFrom, NodeId, Statement } from '../syntax/python';
import { UnreadAssignment } from '../syntax/unread';
import type { Guard, Member } from './fileShape';
import { namespaceKey } from './namespaceKey';
import { constantly, nestedBlocks } from './nestedBlocks';
import { unpacked } from './unpacked';

export interface ClassBody {
  readonly members: readonly Member[];
  /** The classes in it. */
  readonly inner: readonly InnerClass[];
}

/** A class in a class body, with what statements behind it set on it: `Meta.managed = False`. */
interface InnerClass {
  readonly statement: ClassStatement;
  readonly certain: boolean;
  readonly added: Member[];
}

const NO_DECORATORS: readonly Expression[] = [];

/** The members that a class body binds, in their order, and what is set on it afterwards. */
export function readBody(body: readonly Statement[], added: readonly Member[] = []): ClassBody {
  const members: Member[] = [];
  const inner: InnerClass[] = [];
  readMembers(body, true, members, inner);
  members.push(...added);
  return { members: trimmed(members), inner };
}

function readMembers(body: readonly Statement[], certain: boolean, members: Member[], inner: InnerClass[]): void {
  for (const statement of body) {
    switch (statement.kind) {
      case 'assignment':
        if (certain && statement instanceof UnreadAssignment) members.push(new UnreadMember(statement));
        else if (!setsOnInner(statement, certain, inner)) readMemberAssignment(statement, certain, members);
        break;
      case 'function':
      case 'class':
        members.push(namedMember(statement, certain));
        if (statement.kind === 'class') inner.push({ statement, certain, added: [] });
        break;
      case 'import':
      case 'importFrom':
        for (const name of importedNames(statement)) members.push(unknownMember(statement, name, certain));
        break;
      case 'delete':
        for (const target of statement.targets) if (target.kind === 'name') members.push(unknownMember(statement, target.name, certain));
        break;
      case 'expression':
        readMemberCall(statement.value, members);
        break;
      default:
        for (const block of nestedBlocks(statement)) {
          const decided = block.guards === null ? null : constantly(block.guards);
          if (decided === false) continue;
          for (const name of block.binds) members.push(unknownMember(statement, name, false));
          const from = members.length;
          readMembers(block.body, certain && decided === true, members, inner);
          if (block.guards !== null) guard(members, from, block.guards);
        }
    }
  }
}

/** Puts tests above the members from some place on. */
function guard(members: Member[], from: number, guards: readonly Guard[]): void {
  for (const [at, member] of members.entries())
    if (at >= from && !member.certain) members[at] = { ...doubted(member), guards: [...guards, ...(member.guards ?? [])] };
}

function namedMember({ kind, name, nameId, id, decorators }: ClassStatement | FunctionStatement, certain: boolean): Member {
  return { name, nameId, id, certain, kind, value: null, decorators };
}

/** A name that an import, a loop or `del` leaves behind: no field, whatever stood there before. */
function unknownMember({ id }: Statement, name: string, certain: boolean): Member {
  return { name, nameId: id, id, certain, kind: 'unknown', value: null, decorators: NO_DECORATORS };
}

/** `field.clean()`, `adapt(field)`: whatever is handed over may be changed. */
function readMemberCall(value: Expression, members: Member[]): void {
  if (value.kind !== 'call') return;
  touch(headOf(value.callee), members);
  for (const { value: given } of value.args) touch(headOf(given), members);
}

/** What is bound to the name is no longer just what its value says. */
export function touch(name: string | null, members: Member[]): void {
  const at = name === null ? -1 : members.findLastIndex((member) => member.name === name);
  const member = members[at];
  if (member !== undefined) members[at] = doubted(member);
}

/** The same member, of which something else decides what it is in the end. */
function doubted({ name, nameId, id, guards, kind, value, decorators }: Member): Member {
  return { name, nameId, id, certain: false, ...(guards && { guards }), kind, value, decorators };
}

/** A member whose value is read when somebody asks for it. */
class UnreadMember implements Member {
  readonly name: string;
  readonly certain = true;
  readonly kind = 'value';
  private readonly statement: UnreadAssignment;

  constructor(statement: UnreadAssignment) {
    this.name = statement.name;
    this.statement = statement;
  }

  get nameId(): NodeId {
    return this.statement.nameId;
  }

  get id(): NodeId {
    return this.statement.id;
  }

  get value(): Expression {
    return this.statement.value;
  }

  get decorators(): readonly Expression[] {
    return NO_DECORATORS;
  }
}

function headOf(expression: Expression): string | null {
  if (expression.kind === 'attribute' || expression.kind === 'subscript') return headOf(expression.object);
  return expression.kind === 'name' ? expression.name : null;
}

function importedNames(statement: Import | ImportFrom): readonly string[] {
  if (statement.kind === 'import') return statement.names.map(({ module, alias }) => alias ?? module.split('.', 1)[0] ?? module);
  return (statement.names ?? []).map(({ name, alias }) => alias ?? name);
}

function readMemberAssignment({ id, value, operator, targets }: Assignment, certain: boolean, members: Member[]): void {
  if (value === null) return;
  const bind = (name: string, nameId: NodeId, part: Expression | null): void => {
    members.push({ name, nameId, id, certain, kind: part === null ? 'unknown' : 'value', value: part, decorators: NO_DECORATORS });
  };
  const add = (target: Expression, part: Expression | null): void => {
    const key = namespaceKey(target, OF_BODY)?.value ?? null;
    if (target.kind === 'name') bind(target.name, target.id, part);
    else if (key !== null) bind(key, target.id, part);
    else if (target.kind === 'tuple' || target.kind === 'list')
      for (const { item, value: inner } of unpacked(target.items, part)) add(item, inner);
    else if (target.kind === 'starred') add(target.value, null);
    else touch(headOf(target), members);
  };
  for (const target of targets) add(target, operator === '=' ? value : addedTo(target, operator, value));
}

/** Functions that give the names of a class body while it runs. */
const OF_BODY: ReadonlySet<string> = new Set(['locals', 'vars']);

/** `Meta.permissions = …` behind `class Meta` binds a name of that class, and leaves its others. False for any other statement. */
function setsOnInner({ id, value, operator, targets }: Assignment, certain: boolean, inner: readonly InnerClass[]): boolean {
  const [target, more] = targets;
  if (value === null || more !== undefined || target?.kind !== 'attribute' || target.object.kind !== 'name') return false;
  const { name, nameId, object } = target;
  const holder = inner.findLast(({ statement }) => statement.name === object.name);
  if (holder === undefined) return false;
  // What the expression means, it means in the outer class.
  const isPlain = operator === '=' && (value.kind === 'constant' || value.kind === 'string' || value.kind === 'number');
  const known = isPlain ? ({ kind: 'value', value } as const) : ({ kind: 'unknown', value: null } as const);
  holder.added.push({ name, nameId, id, certain: certain && isPlain, ...known, decorators: NO_DECORATORS });
  return true;
}

/** What `NAME += value` leaves in the name. */
function addedTo(target: Expression, operator: string, value: Expression): Expression | null {
  return operator === '+=' && target.kind === 'name' ? { kind: 'binary', id: value.id, operator: '+', left: target, right: value } : null;
}
