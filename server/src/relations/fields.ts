/**
 * Which fields a class holds: those of its body and those that abstract bases give it, as ModelBase.__new__ builds them
 * (django/db/models/base.py). Knows no other model and no target.
 */
import { calledOutsideClassScope, outsideClassScope } from '../facts/classScope';
import type { Member } from '../facts/fileShape';
import type { Call, Expression } from '../syntax/python';
import { argumentOf, headOfCall } from '../syntax/unread';
import type { Evaluator, Value } from '../values/evaluate';
import type { AddedField } from './addedFields';
import type { ClassInfo, Classes } from './classes';
import { positionalOf } from './djangoNames';
import type { FieldClass } from './fieldClasses';
import { isBefore, type ChangedField } from './fieldChanges';
import { isMade, madeField, type FieldMaking, type MadeField } from './madeField';

/** A field as one class statement declares it. */
export interface DeclaredField {
  readonly name: string;
  readonly owner: ClassInfo;
  readonly member: Member;
  readonly fieldClass: FieldClass;
  readonly call: Call;
  /** The names under which Django knows the arguments of the call, in their order; empty for those that it does not, or that give several. */
  readonly argumentNames: readonly string[];
  /** The names of the parameters that the call may fill without a keyword, in their order. */
  readonly positional: readonly string[];
  /** True when what is written is not all that counts: `**kwargs`, or code of the class, may give more. */
  readonly openArguments: boolean;
  /** What Django gets where code stands in between; null where it gets what is written, or that code is not understood. */
  readonly made: MadeField | null;
}

/** A declared field on the class that gets it. */
export interface HeldField {
  readonly declared: DeclaredField;
  /** The abstract base that gives it; null when the class itself declares it. */
  readonly inheritedFrom: ClassInfo | null;
  /** What code sets on the field of this class, or of the one that gives it. */
  readonly changes: readonly ChangedField[];
}

export interface FieldTable {
  /** Forgets what it knows of these classes, whose bodies have changed. */
  forget(infos: ReadonlySet<ClassInfo>): void;
  /** Members of the class's own body that call something else than a field class of Django's own. */
  otherCalls(info: ClassInfo): readonly Member[];
  /** Own fields and copies from abstract bases; fields of concrete parents are not among them. */
  local(info: ClassInfo): readonly HeldField[];
  /** The field that a member makes which is written elsewhere than in the body of the class that gets it; null where it makes none. */
  fieldFrom(owner: ClassInfo, member: Member): HeldField | null;
  /** The concrete models that the class extends by multi-table inheritance, or stands for as a proxy. */
  concreteParents(info: ClassInfo): readonly ClassInfo[];
}

/** What module-level code does to the fields of classes. */
export interface FromOutside {
  readonly added: ReadonlyMap<ClassInfo, readonly AddedField[]>;
  readonly changed: ReadonlyMap<ClassInfo, readonly ChangedField[]>;
}

const NO_CHANGES: readonly ChangedField[] = [];
const NO_MEMBERS: readonly Member[] = [];

/** What is read of the body of one class. */
interface Body {
  /** What it leaves under its names, null for what is no field: of several bindings of one name Python keeps the last. */
  readonly fields: ReadonlyMap<string, Declared | null>;
  readonly otherCalls: readonly Member[];
}

/** Creates the table over the project's classes, and over what code outside of them adds and changes. Pure; answers are kept. */
export function createFieldTable(classes: Classes, evaluator: Evaluator, { added, changed }: FromOutside): FieldTable {
  const making: FieldMaking = { classes, evaluator };
  const bodies = new Map<ClassInfo, Body>();
  const localOf = new Map<ClassInfo, readonly HeldField[]>();
  const namesOf = new Map<ClassInfo, ReadonlySet<string>>();

  function bodyOf(info: ClassInfo): Body {
    let body = bodies.get(info);
    if (body === undefined) bodies.set(info, (body = readBody(info)));
    return body;
  }

  function readBody(info: ClassInfo): Body {
    const fields = new Map<string, Declared | null>();
    let otherCalls: Member[] | null = null;
    let last: Call | null = null;
    for (const member of info.shape.members) {
      if (member.guards !== undefined && !classes.isBound(info, member)) continue;
      const { name, value } = member;
      let field: Declared | null = null;
      // Of `a = b = ForeignKey(…)` the field keeps its first name (Field.set_attributes_from_name).
      if (value?.kind === 'call' && value !== last) {
        const call = fields.has(headOfCall(value)) ? calledOutsideClassScope(info.shape, member, value) : value;
        const made = classes.fieldMade(info.file, call);
        if (made?.fieldClass?.ofDjango !== true) (otherCalls ??= []).push(member);
        if (made !== null) {
          last = value;
          field = new Declared(info, member, { fieldClass: made.fieldClass, call, making });
          // A function may return anything.
          if (made.fieldClass === null && field.made === null) field = null;
        }
      }
      // A second binding replaces the first, also where it is no field: `name = None` removes it.
      if (fields.has(name)) fields.delete(name);
      fields.set(name, field);
    }
    return { fields, otherCalls: otherCalls ?? NO_MEMBERS };
  }

  /** Fields of the class's own body, and those that code outside of it adds. */
  function declared(info: ClassInfo): Declared[] {
    // A proxy has no fields: who made one of it has put them elsewhere.
    if (classes.isMadeProxy(info)) return [];
    const fields: Declared[] = [];
    for (const field of bodyOf(info).fields.values()) if (field !== null) fields.push(field);
    for (const { owner, member } of added.get(info) ?? []) {
      const field = fieldFrom(owner, member);
      if (field === null) continue;
      const at = fields.findIndex(({ name }) => name === member.name);
      if (at === -1) fields.push(field);
      else fields[at] = field;
    }
    return fields;
  }

  function fieldFrom(owner: ClassInfo, member: Member): Declared | null {
    const call = member.value?.kind === 'call' ? member.value : null;
    const made = call === null ? null : classes.fieldMade(owner.file, call);
    return call === null || made === null ? null : new Declared(owner, member, { fieldClass: made.fieldClass, call, making });
  }

  function local(info: ClassInfo): readonly HeldField[] {
    const known = localOf.get(info);
    if (known !== undefined) return known;
    localOf.set(info, []);
    const held: HeldField[] = declared(info);
    inherit(info, held);
    const outcome = withChanges(held, changed.get(info) ?? NO_CHANGES);
    localOf.set(info, outcome);
    return outcome;
  }

  /** Adds the fields that abstract bases give. */
  function inherit(info: ClassInfo, held: HeldField[]): void {
    const direct = directModels(info);
    if (info.bases.length === 1 && direct.length === 0) return;
    const own = bodyOf(info).fields;
    const taken = new Set<string>();
    const passed: ClassInfo[] = [];
    const isTaken = (name: string): boolean => taken.has(name) || passed.some((base) => namesIn(base).has(name));
    for (const base of classes.mro(info)) {
      if (base === info) continue;
      if (!direct.includes(base)) passed.push(base);
      else if (!classes.abstract(base)) for (const field of local(base)) taken.add(field.declared.name);
      else {
        for (const field of local(base)) {
          const { name, fieldClass } = field.declared;
          // Django looks at nothing but fields before it copies a private one: a property or None of the name does not keep it away.
          if (isPrivate(fieldClass) ? held.some(({ declared: { name: other } }) => other === name) : own.has(name) || isTaken(name))
            continue;
          taken.add(name);
          const changes = field.changes.filter((change) => isBefore(change, info));
          held.push({ declared: field.declared, inheritedFrom: field.inheritedFrom ?? base, changes });
        }
      }
    }
  }

  /** The names that a class body binds. */
  function namesIn(info: ClassInfo): ReadonlySet<string> {
    let names = namesOf.get(info);
    if (names === undefined) namesOf.set(info, (names = new Set(info.shape.members.map(({ name }) => name))));
    return names;
  }

  function directModels(info: ClassInfo): readonly ClassInfo[] {
    const found: ClassInfo[] = [];
    for (const base of info.bases) if (base.kind === 'class' && isModel(base.info)) found.push(base.info);
    return found;
  }

  function isModel(info: ClassInfo): boolean {
    const kind = classes.modelness(info);
    return kind === 'model' || kind === 'likely';
  }

  function concreteParents(info: ClassInfo): readonly ClassInfo[] {
    const found: ClassInfo[] = [];
    const direct = directModels(info);
    if (direct.length === 0) return found;
    for (const base of classes.mro(info)) {
      if (base === info || !direct.includes(base)) continue;
      for (const parent of classes.abstract(base) ? concreteParents(base) : [base]) if (!found.includes(parent)) found.push(parent);
    }
    return found;
  }

  function forget(infos: ReadonlySet<ClassInfo>): void {
    for (const info of infos) {
      bodies.delete(info);
      localOf.delete(info);
      namesOf.delete(info);
    }
  }

  return { forget, otherCalls: (info) => bodyOf(info).otherCalls, local, fieldFrom, concreteParents };
}

function withChanges(held: readonly HeldField[], own: readonly ChangedField[]): readonly HeldField[] {
  if (own.length === 0) return held;
  return held.map(({ declared, inheritedFrom, changes }) => {
    const more = own.filter(({ field }) => field === declared.name);
    return { declared, inheritedFrom, changes: [...changes, ...more] };
  });
}

/** True for the fields that Django keeps in `_meta.private_fields`: generic ones. */
function isPrivate({ kind }: FieldClass): boolean {
  return kind === 'generic' || kind === 'generic-reverse';
}

interface FieldCall {
  /** Null where only running the called function tells. */
  readonly fieldClass: FieldClass | null;
  readonly call: Call;
  readonly making: FieldMaking;
}

/** A field whose arguments are looked at when somebody asks, as the class that declares it holds it. */
class Declared implements DeclaredField, HeldField {
  readonly name: string;
  readonly owner: ClassInfo;
  readonly member: Member;
  readonly call: Call;
  readonly inheritedFrom = null;
  readonly changes = NO_CHANGES;
  private readonly called: FieldClass | null;
  private readonly making: FieldMaking;
  /** Undefined until somebody asks. */
  private outcome: MadeField | null | undefined;

  constructor(owner: ClassInfo, member: Member, { fieldClass, call, making }: FieldCall) {
    this.name = member.name;
    this.owner = owner;
    this.member = member;
    this.call = call;
    this.called = fieldClass;
    this.making = making;
    this.outcome = isMade(fieldClass, call) ? undefined : null;
  }

  get declared(): DeclaredField {
    return this;
  }

  get fieldClass(): FieldClass {
    const fieldClass = this.called;
    // What code of its own does to a plain field's arguments makes no relation of it: that code need not be run.
    if (fieldClass !== null && (this.outcome === null || fieldClass.kind === 'plain')) return fieldClass;
    return this.made?.fieldClass ?? { ...(fieldClass ?? UNKNOWN_CLASS), certain: false };
  }

  get made(): MadeField | null {
    if (this.outcome === undefined) this.outcome = madeField(this.making, this.owner, this.member);
    return this.outcome;
  }

  get argumentNames(): readonly string[] {
    return this.call.args.map(({ spread, keyword }, at) => (spread === '' ? (keyword ?? this.positional[at] ?? '') : ''));
  }

  get positional(): readonly string[] {
    return positionalOf(this.called ?? UNKNOWN_CLASS);
  }

  get openArguments(): boolean {
    return isMade(this.called, this.call) || this.called?.certain !== true;
  }
}

const UNKNOWN_CLASS: FieldClass = {
  name: '',
  kind: 'plain',
  multiColumn: false,
  certain: false,
  ownCode: false,
  namesColumn: null,
  ofDjango: false,
};

/** The expression that is written for an argument, as it reads outside of the class body; null when it is absent. */
export function argumentValue({ call, positional, owner, member }: DeclaredField, name: string): Expression | null {
  const given = argumentOf(call, name, positional.indexOf(name));
  return given === null ? null : outsideClassScope(owner.shape, member, given);
}

/** The value that Django gets for an argument, whoever gives it; null when it gets none. */
export function givenValue(evaluator: Evaluator, field: DeclaredField, name: string): Value | null {
  if (field.made !== null) return field.made.args.get(name) ?? null;
  const expression = argumentValue(field, name);
  return expression === null ? null : evaluator.evaluateBefore(field.owner.file, expression, field.owner.shape.order);
}

/** True when the field's statement or its class stands under a condition, so that Python may never get there. */
export function isConditional({ owner, member, made }: DeclaredField): boolean {
  return !owner.shape.certain || !member.certain || made?.perhaps === true;
}
