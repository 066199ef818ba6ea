/** Which managers a model has (Options.managers). */
import { calledOutsideClassScope } from '../facts/classScope';
import type { Member } from '../facts/fileShape';
import { lastMember } from '../facts/members';
import type { Names } from '../modules/names';
import type { Call } from '../syntax/python';
import type { ClassInfo, Classes } from './classes';
import { lastPart } from './djangoNames';

export interface ManagersContext {
  readonly classes: Classes;
  readonly names: Names;
}

/** Managers by name, in the order of the method resolution; `objects` when none is declared (ModelBase._prepare). */
export function managersOf(context: ManagersContext, info: ClassInfo): readonly string[] {
  const { classes } = context;
  const found = new Set<string>();
  for (const part of classes.mro(info)) {
    // What a class that is no model binds is an attribute like any other.
    if (classes.modelness(part) === 'no') continue;
    const members = part.shape.members.filter((member) => classes.isBound(part, member));
    for (const member of members)
      if (member.value?.kind === 'call' && lastMember(members, member.name) === member && isManager(context, part, member))
        found.add(member.name);
  }
  return found.size === 0 ? ['objects'] : [...found];
}

/** `Manager()`, `Manager.from_queryset(Orders)()`, `Orders.as_manager()`, or a class that one of these made under another name. */
function isManager(context: ManagersContext, { file, shape }: ClassInfo, member: Member): boolean {
  if (member.value?.kind !== 'call') return false;
  const { callee } = calledOutsideClassScope(shape, member, member.value);
  if (callee.kind === 'call') return isFromQueryset(callee);
  if (callee.kind === 'attribute' && callee.name === 'as_manager') return true;
  if (callee.kind !== 'name' && callee.kind !== 'attribute') return false;
  const definition = context.names.resolve(file, callee);
  switch (definition.kind) {
    case 'class':
      return isManagerClass(context, context.classes.info(definition.file, definition.shape));
    case 'external':
      return lastPart(definition.path).endsWith('Manager');
    case 'value':
      return (definition.value.kind === 'call' && isFromQueryset(definition.value)) || callee.name.endsWith('Manager');
    // What a function makes is not looked at: its name has to do.
    case 'function':
    case 'unknown':
      return callee.name.endsWith('Manager');
    default:
      return false;
  }
}

function isFromQueryset({ callee }: Call): boolean {
  return callee.kind === 'attribute' && callee.name === 'from_queryset';
}

/** Of a class whose bases are not all known, the name has to do. */
function isManagerClass({ classes }: ManagersContext, info: ClassInfo): boolean {
  const bases = classes.mro(info).flatMap((part) => part.bases);
  if (bases.some((base) => base.kind === 'external' && lastPart(base.path).endsWith('Manager'))) return true;
  return info.shape.name.endsWith('Manager') && bases.some((base) => base.kind === 'unknown');
}
