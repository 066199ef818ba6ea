/** Models as objects: what code sees that is handed a model's class, as metaclasses and fields are while Django makes it. */
import type { Expression } from '../syntax/python';
import { unknown, type Engine, type Scope } from './engine';
import { withObject } from './heldObject';
import { dict, text, type ClassPath, type Instance, type Unknown, type Value } from './value';

export interface ModelObject {
  readonly of: ClassPath;
  readonly name: string;
  /** What `Model._meta` knows. */
  readonly meta: ReadonlyMap<string, Value>;
}

/** Under this name a metaclass that runs holds the class that Django's own has made. */
const MADE = '*class*';

/** The class of a model, with its `_meta`. */
export function modelObject({ of, name, meta }: ModelObject): Instance {
  const options = new Map(meta).set('original_attrs', dict(new Map(), noPlace(of, 'original_attrs')));
  return objectOf(
    of,
    new Map<string, Value>([
      ['__name__', text(name)],
      ['_meta', objectOf({ file: of.file, path: `${of.path}._meta` }, options)],
    ]),
  );
}

/** What `Model._meta.name` is after all; undefined where nothing is known of it. */
export function metaOfObject({ attributes }: Instance, name: string): Value | undefined {
  const meta = attributes.get('_meta');
  return meta?.kind === 'instance' && meta.touched === null ? meta.attributes.get(name) : undefined;
}

/** A model once a method of its metaclass has run: `__new__`, which asks Django's own for the class, or `__init__`. */
export function afterMetaclass(
  engine: Engine,
  scope: Scope,
  { metaclass, method, model }: { readonly metaclass: ClassPath; readonly method: '__new__' | '__init__'; readonly model: Instance },
  expression: Expression,
): Instance | null {
  const reason = unknown(scope, expression);
  const name = model.attributes.get('__name__') ?? reason;
  const rest = { positional: [name, reason, dict(new Map(), reason)], keywords: new Map<string, Value>(), open: null };
  return withObject(engine, model, (held) => {
    const self = method === '__init__' ? held() : objectOf(metaclass, new Map([[MADE, held()]]));
    const called = { file: metaclass.file, path: `${metaclass.path}.${method}`, owner: metaclass };
    const given = engine.run(scope, called, { ...rest, positional: [self, ...rest.positional] }, expression);
    const isClass = method === '__init__' ? given.kind === 'constant' : given === held();
    if (!isClass) engine.memory.letGo(held(), reason);
  });
}

/** A relation field once its class has initialised it: with the name that a model gives to it, and with `remote_field`. */
export function fieldObject(made: Instance, name: string, relatedName: Value): Instance {
  const remote = objectOf({ file: made.of.file, path: `${made.of.path}.remote_field` }, new Map([['related_name', relatedName]]));
  return { ...made, attributes: new Map(made.attributes).set('name', text(name)).set('remote_field', remote) };
}

/** `field.remote_field.related_name`; undefined where nothing is known of it. */
export function relatedNameOf({ attributes }: Instance): Value | undefined {
  const remote = attributes.get('remote_field');
  return remote?.kind === 'instance' ? remote.attributes.get('related_name') : undefined;
}

/** An object of which it is known what methods without arguments give that its class has from Django. */
export function withGivenAbove(object: Instance, given: ReadonlyMap<string, Value>): Instance {
  return { ...object, attributes: new Map([...object.attributes, ...[...given].map(([name, value]) => [above(name), value] as const)]) };
}

/** What such a method gives; undefined where that is not known. */
export function givenAbove({ attributes }: Instance, name: string): Value | undefined {
  return attributes.get(above(name));
}

const above = (name: string): string => `*super ${name}*`;

/** What `super().__new__(…)` of a metaclass gives; null for any other object. */
export function madeClassOf({ attributes }: Instance): Value | null {
  return attributes.get(MADE) ?? null;
}

/** An object of a class, with nothing known of it but these attributes. */
export function objectOf(of: ClassPath, attributes: ReadonlyMap<string, Value> = new Map()): Instance {
  return { kind: 'instance', of, attributes, initialised: null, handedUp: [], touched: null };
}

function noPlace({ file }: ClassPath, why: string): Unknown {
  return { kind: 'unknown', why, file, id: 0 };
}
