/**
 * Settings that stand in a class, as `DJANGO_CONFIGURATION` or a call in their module names one: its attributes, its bases', and what its
 * properties and methods give. A base whose metaclass is not plain takes Django's own default for every setting that it leaves out, and hands that on.
 */
import { outsideClassScope } from '../facts/classScope';
import type { DocumentKey } from '../base/documentKey';
import type { ClassShape, Member } from '../facts/fileShape';
import { lastMember } from '../facts/members';
import type { Definition } from '../modules/names';
import type { Expression } from '../syntax/python';
import { callMethodOf } from './construct';
import { DJANGO_SETTINGS } from './django';
import { unknown, type Engine, type Scope } from './engine';
import type { Ancestor } from './lineage';
import type { ClassPath, Instance, Value } from './value';

/** The class that holds the project's settings; null where they stand in the module. */
function configurationOf(engine: Engine): ClassOf | null {
  const { file, configuration } = engine.settings();
  if (file === null) return null;
  const found = configuration === null ? handingItselfOut(engine, file) : engine.names.lookup(file, configuration);
  return found?.kind === 'class' ? found : null;
}

/** The class whose method is handed the settings module by its name, `Settings.load(__name__)`: most likely it sets there what it has. */
function handingItselfOut({ names, shapeOf }: Engine, file: DocumentKey): Definition | null {
  const { calls = [] } = shapeOf(file) ?? {};
  const call = calls.findLast((each) => takesModule(each));
  const callee = call?.kind === 'call' ? call.callee : null;
  return callee?.kind === 'attribute' ? names.resolve(file, callee.object) : null;
}

/** True for a call that is handed the module by its name. What makes a logger takes the name for that of the logger. */
export function takesModule(call: Expression): boolean {
  if (call.kind !== 'call' || !call.args.some(({ value }) => value.kind === 'name' && value.name === '__name__')) return false;
  return !(call.callee.kind === 'attribute' || call.callee.kind === 'name') || !/log/i.test(call.callee.name);
}

interface ClassOf {
  readonly file: DocumentKey;
  readonly shape: ClassShape;
}

/** A setting of the class that holds the settings; null where that leaves it out, or there is no such class. */
export function configuredSetting(engine: Engine, name: string): Value | null {
  const found = configurationOf(engine);
  return found === null || !/^[A-Z]/.test(name) ? null : settingIn(engine, found, { name, of: found });
}

/** What one of the classes that hold settings has under a name; undefined for any other class. */
export function attributeOfConfiguration(engine: Engine, of: ClassPath, name: string): Value | null | undefined {
  const holder = configurationOf(engine);
  if (holder === null) return undefined;
  const all = engine.lineage.ancestors(pathOf(holder));
  const one = all.find((ancestor) => ancestor.kind === 'class' && ancestor.file === of.file && ancestor.shape.path === of.path);
  return one?.kind === 'class' ? settingIn(engine, one, { name, of: one }) : undefined;
}

interface Asked {
  readonly name: string;
  /** The class that is asked, for whose object methods run. */
  readonly of: ClassOf;
}

function settingIn(engine: Engine, { file, shape }: ClassOf, asked: Asked): Value | null {
  const member = lastMember(shape.members, asked.name);
  if (member !== undefined) return valueOf(engine, { file, shape }, member, asked);
  for (const { keyword, value } of shape.args) {
    const base = keyword === null ? engine.names.resolveBefore(file, value, shape.order) : null;
    if (base?.kind !== 'class') continue;
    const found = settingIn(engine, base, asked);
    if (found !== null) return found;
    if (DJANGO_SETTINGS.has(asked.name) && !engine.lineage.ancestors(pathOf(base)).every(isPlain)) return null;
  }
  return null;
}

function pathOf({ file, shape: { path } }: ClassOf): ClassPath {
  return { file, path };
}

function isPlain(ancestor: Ancestor): boolean {
  return ancestor.kind === 'class' || (ancestor.kind === 'external' && ancestor.path === 'object');
}

function valueOf(engine: Engine, { file, shape }: ClassOf, member: Member, { name, of }: Asked): Value {
  const scope: Scope = { file, depth: 0, before: shape.order, frame: null, place: { file, id: member.nameId } };
  const at = { kind: 'name', id: member.nameId, name } as const;
  if (member.kind === 'function') {
    const self: Instance = { kind: 'instance', of: pathOf(of), attributes: new Map(), initialised: null, handedUp: [], touched: null };
    const args = { positional: [], keywords: new Map<string, Value>(), open: null };
    return callMethodOf(engine, scope, { self, after: null, name, args }, at);
  }
  if (member.value === null) return unknown(scope, at);
  const value = engine.evaluate(scope, outsideClassScope(shape, member, member.value));
  if (!member.certain) engine.memory.doubt(unknown(scope, at));
  const fallback = fallbackOf(value);
  if (fallback === null) return value;
  engine.memory.doubt(unknown(scope, at));
  return fallback;
}

/** What `Value("text")`, `ListValue(["text"])` give where the environment says nothing else; null for any other value. */
function fallbackOf(value: Value): Value | null {
  if (value.kind !== 'call') return null;
  const { callee, args } = value;
  const name = callee.kind === 'class' ? callee.shape.name : callee.kind === 'external' ? callee.path : '';
  return name.endsWith('Value') ? (args.positional[0] ?? args.keywords.get('default') ?? null) : null;
}
