/** Which field a call makes: Django's own classes, those that are derived from them, and functions that may return a field. */
import type { DocumentKey } from '../base/documentKey';
import type { ClassShape, Member } from '../facts/fileShape';
import type { Definition, Names } from '../modules/names';
import type { Call, Expression } from '../syntax/python';
import { byCallee } from './byCallee';
import type { Base, ClassInfo } from './classInfo';
import { namesColumn } from './ownColumns';
import { isDjangoPath, isForeignObject, isPlainBase, lastPart, relationKindOf, type FieldForm } from './djangoNames';

export interface FieldClass extends FieldForm {
  /** As Django's `__class__.__name__`. */
  readonly name: string;
  /** False when the class could not be followed to Django's own: its arguments may mean something else. */
  readonly certain: boolean;
  /** True when code of its own stands between the arguments and Django's class; see madeField.ts. */
  readonly ownCode: boolean;
  /** A class that names its attribute or its column itself, with what it extends; null for any other. */
  readonly namesColumn: readonly ClassInfo[] | null;
  /** True for a class of Django's own, as opposed to one that is derived from it, or called like one. */
  readonly ofDjango: boolean;
}

/** What a call that makes a field makes it of. */
export interface FieldMade {
  /** Null where only running the called function tells. */
  readonly fieldClass: FieldClass | null;
}

export interface FieldClasses {
  /** What field a call in the file makes; null when it makes none. */
  fieldMade(file: DocumentKey, call: Call): FieldMade | null;
  /** The field class that a name leads to; null when it is none. */
  fieldClassOf(definition: Definition): FieldClass | null;
}

const PERHAPS: FieldMade = { fieldClass: null };

/** What is called without a name: in a class that a call made, its value; in a class body, what is bound there, a lambda or a partial. */
const ONLY_RUN: ReadonlySet<Expression['kind']> = new Set(['opaque', 'lambda', 'call'] as const);

/** How classes inherit from each other. */
interface Inheritance {
  readonly info: (file: DocumentKey, shape: ClassShape) => ClassInfo;
  readonly mro: (info: ClassInfo) => readonly ClassInfo[];
}

/** Creates the lookup; answers are kept by the names that are called. */
export function createFieldClasses(names: Names, { info, mro }: Inheritance): FieldClasses {
  const madeBy = byCallee((file, callee) => madeByCalling(names.resolve(file, callee)) ?? madeByMethod(file, callee));

  function fieldMade(file: DocumentKey, call: Call): FieldMade | null {
    return madeBy(file, call) ?? (ONLY_RUN.has(call.callee.kind) ? PERHAPS : null);
  }

  function madeByCalling(definition: Definition): FieldMade | null {
    if (definition.kind === 'function' || definition.kind === 'value') return PERHAPS;
    const fieldClass = fieldClassOf(definition);
    return fieldClass === null ? null : { fieldClass };
  }

  /** `Helper.link(…)`: what a method of a plain class returns, as what a function does. Bodies of models change without a new lookup. */
  function madeByMethod(file: DocumentKey, callee: Expression): FieldMade | null {
    const holder = callee.kind === 'attribute' ? names.resolve(file, callee.object) : null;
    if (callee.kind !== 'attribute' || holder?.kind !== 'class') return null;
    const isMethod = ({ name, kind }: Member): boolean => name === callee.name && kind === 'function';
    const parts = mro(info(holder.file, holder.shape));
    const isPlain = parts.every(({ bases }) => bases.every(({ kind }) => kind === 'class'));
    return isPlain && parts.some(({ shape }) => shape.members.some(isMethod)) ? PERHAPS : null;
  }

  function fieldClassOf(definition: Definition): FieldClass | null {
    if (definition.kind === 'external') return externalFieldClass(definition.path);
    if (definition.kind !== 'class') return null;
    return ownFieldClass(info(definition.file, definition.shape));
  }

  /** A field class whose source is known: what its bases make of it. */
  function ownFieldClass(subject: ClassInfo): FieldClass | null {
    const parts = mro(subject);
    const changed = parts.some(({ shape, bases }) => shape.members.some(changesField) || bases.some(isForeign));
    const ownCode = parts.some(({ shape }) => shape.members.some(({ name }) => FOLLOWED_HOOKS.has(name)));
    for (const { bases } of parts) {
      for (const base of bases) {
        const found = base.kind === 'external' ? externalFieldClass(base.path) : null;
        if (found === null) continue;
        const { name } = subject.shape;
        return {
          ...found,
          name,
          certain: found.certain && !changed,
          ownCode,
          namesColumn: namesColumn(parts) ? parts : null,
          ofDjango: false,
        };
      }
    }
    return null;
  }

  return { fieldMade, fieldClassOf };
}

/** Members through which a field class changes what it is called, or what is checked of it, in ways that are not followed. */
function changesField({ name }: Member): boolean {
  return OTHER_HOOKS.has(name) || name === 'check' || name.startsWith('_check_');
}

/** Members through which a field class changes its arguments, or what a model gets of it: their code is followed. */
export const FOLLOWED_HOOKS: ReadonlySet<string> = new Set(['__init__', 'contribute_to_class', 'contribute_to_related_class']);

const OTHER_HOOKS: ReadonlySet<string> = new Set([
  '__new__',
  'set_attributes_from_name',
  'set_attributes_from_rel',
  'do_related_class',
  'related_query_name',
  'rel_class',
]);

/** A base that is neither read nor Django's. */
function isForeign(base: Base): boolean {
  return base.kind === 'unknown' || (base.kind === 'external' && !isPlainBase(base.path) && !isDjangoPath(base.path));
}

function externalFieldClass(path: string): FieldClass | null {
  const name = lastPart(path);
  const certain = isDjangoPath(path);
  const kind = certain ? ownKind(path, name) : kindByName(name);
  return kind === null
    ? null
    : { name, kind, multiColumn: isForeignObject(path), certain, ownCode: false, namesColumn: null, ofDjango: certain };
}

/** What a class of Django's own makes. */
function ownKind(path: string, name: string): FieldClass['kind'] | null {
  return relationKindOf(path) ?? (name.endsWith('Field') || name === 'CompositePrimaryKey' ? 'plain' : null);
}

/** What a class that is not read is likely to make. */
function kindByName(name: string): FieldClass['kind'] | null {
  if (name.endsWith('OneToOneField')) return 'one-to-one';
  if (name.endsWith('ManyToManyField')) return 'many-to-many';
  if (name.endsWith('ForeignKey')) return 'many-to-one';
  return name.endsWith('Field') ? 'plain' : null;
}
