/** What a class extends: the classes that its statement names or calls for, and those that the call which made it was given. */
import type { DocumentKey } from '../base/documentKey';
import type { ClassShape, Member } from '../facts/fileShape';
import type { Definition, Names } from '../modules/names';
import type { Expression } from '../syntax/python';
import { likelyOf, type Evaluator, type Value } from '../values/evaluate';
import { askedModel } from './askedModel';
import type { Base, ClassInfo } from './classInfo';
import { isModelClass, lastPart } from './djangoNames';

export interface BasesContext {
  readonly names: Names;
  readonly evaluator: Evaluator;
  readonly info: (file: DocumentKey, shape: ClassShape) => ClassInfo;
  /** The class of a model by its label, as far as its app's models module shows it; null where it does not. */
  readonly modelNamed: (label: string) => Definition | null;
  /** AUTH_USER_MODEL; null where it is not known. */
  readonly userModel: () => string | null;
  /** The many-to-many field that a class has under a name, by itself or inherited; null where it has none. */
  readonly manyToMany: (info: ClassInfo, name: string) => ManyToMany | null;
  /** The class that `Model.Meta` is for code behind the class statement; null where that is not known. */
  readonly metaAttribute: (info: ClassInfo) => ClassInfo | null;
}

export interface ManyToMany {
  readonly declaredIn: ClassInfo;
  readonly member: Member;
  /** What is written as its through model; null where Django makes one. */
  readonly through: Expression | null;
}

/** The bases of a class, in their order. */
export function basesOf(context: BasesContext, file: DocumentKey, shape: ClassShape): readonly Base[] {
  const bases = (context.evaluator.madeClass(shape)?.bases ?? []).map((base) => baseFrom(context, base));
  for (const { keyword, spread, value } of shape.args) {
    if (keyword !== null) continue;
    if (spread !== '') bases.push({ kind: 'unknown' });
    else for (const expression of handedOn(value)) bases.push(baseOf(context, file, { expression, order: shape.order }));
  }
  return bases;
}

interface Written {
  readonly expression: Expression;
  /** Of the class statement. */
  readonly order: number;
}

/** What is written as a base; what stands behind the metaclass in `with_metaclass(Meta, A, B)`, which hands it on (six). */
function handedOn(expression: Expression): readonly Expression[] {
  const callee = expression.kind === 'call' ? expression.callee : null;
  const isHandedOn = (callee?.kind === 'name' || callee?.kind === 'attribute') && callee.name === 'with_metaclass';
  return isHandedOn && expression.kind === 'call' ? expression.args.slice(1).map(({ value }) => value) : [expression];
}

function baseOf(context: BasesContext, file: DocumentKey, { expression, order }: Written): Base {
  const meta = metaBase(context, file, { expression, order });
  if (meta !== null) return meta;
  const definition = context.names.resolveBefore(file, expression.kind === 'subscript' ? expression.object : expression, order);
  if (definition.kind === 'class')
    return { kind: 'class', info: context.info(definition.file, definition.shape), perhaps: definition.perhaps === true };
  const through = throughBase(context, file, { expression, order });
  if (through !== null) return through;
  if (definition.kind !== 'external') {
    return isObject(expression, definition)
      ? { kind: 'external', path: 'object' }
      : baseFrom(context, context.evaluator.evaluateBefore(file, expression, order));
  }
  return isModelClass(definition.path) ? { kind: 'model' } : { kind: 'external', path: definition.path };
}

/** `Order.tags.through`: the model that the field names, or the one that Django makes for it; null for anything else. */
function throughBase(context: BasesContext, file: DocumentKey, { expression, order }: Written): Base | null {
  if (expression.kind !== 'attribute' || expression.name !== 'through' || expression.object.kind !== 'attribute') return null;
  const { object, name } = expression.object;
  const holder = baseOf(context, file, { expression: object, order });
  const field = holder.kind === 'class' ? context.manyToMany(holder.info, name) : null;
  if (field === null || holder.kind !== 'class') return null;
  const { declaredIn, member, through } = field;
  return through === null
    ? { kind: 'through', holder: holder.info, member, declaredIn }
    : baseOf(context, declaredIn.file, { expression: nameIn(through), order: Infinity });
}

/** A lazy reference as the name that it most likely is in its module. */
function nameIn(expression: Expression): Expression {
  return expression.kind === 'string' ? { kind: 'name', id: expression.id, name: lastPart(expression.value) } : expression;
}

/** `Order.Meta`, the Meta that the model is left with; null for anything else, and where that is not known. */
function metaBase(context: BasesContext, file: DocumentKey, { expression, order }: Written): Base | null {
  if (expression.kind !== 'attribute' || expression.name !== 'Meta') return null;
  const holder = context.names.resolveBefore(file, expression.object, order);
  const info = holder.kind === 'class' ? context.metaAttribute(context.info(holder.file, holder.shape)) : null;
  return info === null ? null : { kind: 'class', info, perhaps: holder.kind === 'class' && holder.perhaps === true };
}

/** The base that a value is: `get_user_model()`, `get_model("shop", "Order")` under any name, a class that a function gives. */
function baseFrom(context: BasesContext, evaluated: Value): Base {
  const value = likelyOf(evaluated);
  if (value.kind === 'reference' && value.definition.kind === 'external')
    return isModelClass(value.definition.path) ? { kind: 'model' } : { kind: 'external', path: value.definition.path };
  const asked = askedModel(value);
  const label = asked === 'user' ? context.userModel() : (asked?.label ?? null);
  const found = value.kind === 'reference' ? value.definition : label === null ? null : context.modelNamed(label);
  if (found?.kind !== 'class') return { kind: 'unknown' };
  return {
    kind: 'class',
    info: context.info(found.file, found.shape),
    perhaps: found.perhaps === true || value !== evaluated || context.evaluator.madeClass(found.shape) !== null,
  };
}

/** `object` itself, or another name for it. */
function isObject(expression: Expression, definition: Definition): boolean {
  if (definition.kind === 'value') return definition.value.kind === 'name' && definition.value.name === 'object';
  return definition.kind === 'unbound' && expression.kind === 'name' && expression.name === 'object';
}
