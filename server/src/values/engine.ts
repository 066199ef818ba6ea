/** What the parts of the evaluator know of each other, and of the project. */
import type { DocumentKey } from '../base/documentKey';
import type { ClassShape, Details } from '../facts/fileShape';
import type { EntryPoint } from '../modules/entryPoints';
import type { ModuleMap } from '../modules/moduleMap';
import type { Definition, Names, ShapeOf } from '../modules/names';
import { printExpression } from '../facts/printExpression';
import type { Expression, NodeId } from '../syntax/python';
import type { Lineage } from './lineage';
import type { Frame, Memory } from './memory';
import type { RememberedCalls } from './rememberedCalls';
import type { Arguments, CalledFunction, Unknown, Value } from './value';

/** Where a project's settings are made. */
export interface ProjectSettings {
  /** The settings module; null when there is none. */
  readonly file: DocumentKey | null;
  /** The class in it that holds the settings; null where they stand in the module itself. */
  readonly configuration: string | null;
  /** Modules with which its apps begin, and where they may set what is left out. */
  readonly modules: readonly DocumentKey[];
}

/** A project whose settings are not known. */
export const NO_SETTINGS: ProjectSettings = { file: null, configuration: null, modules: [] };

/** Classes by which a library lets apps give settings a default, as a pack says it (relations/packs). */
export interface SettingsClass {
  /** Dotted paths of the base. */
  readonly bases: readonly string[];
  /** The options in the class's Meta that say its prefix, the first that is there. Else it is the package of its module. */
  readonly prefixIn: readonly string[];
  /** What a method is called that has the last word on an attribute, `{name}` in lower case, and what one that has it on all. */
  readonly decidedBy: readonly string[];
}

type ClassDefinition = Extract<Definition, { kind: 'class' }>;

export interface EvaluatorContext {
  readonly names: Names;
  readonly modules: ModuleMap;
  readonly shapeOf: ShapeOf;
  readonly detailsOf: (file: DocumentKey) => Details | null;
  /** Every Python file of the workspace. */
  readonly files: readonly DocumentKey[];
  /** The settings of the project, once they are known. */
  readonly settings: () => ProjectSettings;
  /** Classes by which libraries let apps give settings a default. */
  readonly settingsClasses: readonly SettingsClass[];
  /** Whether an app of this name is installed; null while that is not known. */
  readonly isInstalledApp: (name: string) => boolean | null;
  /** The likely version of Django, as `5.2`. */
  readonly djangoVersion: () => string;
  /** What the distributions of the project's environment offer; null where none is known. */
  readonly entryPoints: () => readonly EntryPoint[] | null;
  /** The label of a model; null for other classes, and while models are not known. */
  readonly labelOf: (definition: ClassDefinition) => string | null;
}

/** Where an expression stands, and how far the evaluation has gone. */
export interface Scope {
  readonly file: DocumentKey;
  readonly depth: number;
  /** Up to which statement of the module names count. */
  readonly before: number;
  readonly frame: Frame | null;
  /** Where to point at in what has no place of its own: the body of a function. */
  readonly place: { readonly file: DocumentKey; readonly id: NodeId } | null;
  /** Of a file whose statements run in another module: what that module has bound before. */
  readonly around?: Surroundings | undefined;
}

export interface Surroundings {
  /** A text that no other place has at which a file runs. */
  readonly key: string;
  /** The files that run by now, or have run: each does so once. */
  readonly begun: ReadonlySet<DocumentKey>;
  /** Null for a name that is not bound. */
  lookup(name: string): Value | null;
}

export interface Engine extends EvaluatorContext {
  readonly lineage: Lineage;
  readonly memory: Memory;
  readonly made: MadeClasses;
  readonly rememberedCalls: RememberedCalls;
  evaluate(scope: Scope, expression: Expression): Value;
  /** The value of a module-level name; null when the module never binds it. */
  variable(file: DocumentKey, name: string, reach: Pick<Scope, 'depth' | 'before' | 'around'>): Value | null;
  attribute(scope: Scope, object: Value, name: string, expression: Expression): Value;
  /** Calls a value. */
  apply(scope: Scope, callee: Value, args: Arguments, expression: Expression): Value;
  /** Calls a function, a method by its path, or a lambda; `self` is put in front of the arguments. */
  run(scope: Scope, called: CalledFunction, args: Arguments, expression: Expression): Value;
  definitionValue(scope: Scope, definition: Definition, expression: Expression): Value;
}

/** What a class statement would say, of a class that has none. */
export interface MadeClass {
  readonly bases: readonly Value[];
  /** The file of the module to which the class says that it belongs. */
  readonly home: DocumentKey;
}

export interface MadeClasses {
  /** Of a shape that a call made: what it extends; null for that of a class statement. */
  madeClass(shape: ClassShape): MadeClass | null;
  /** The value that an opaque expression stands for in such a shape, by itself or as what is called; null for any that is written somewhere. */
  given(expression: Expression): Value | null;
  make(engine: Engine, scope: Scope, args: Arguments, expression: Expression): Value | null;
}

/** Deepest nesting of expressions and calls. */
export const DEPTH = 64;

export function deeper(scope: Scope): Scope {
  return { ...scope, depth: scope.depth + 1 };
}

/** A value that is not known, with the text as its reason. */
export function unknown(
  { file, place }: Pick<Scope, 'file' | 'place'>,
  expression: Expression,
  why = printExpression(expression),
): Unknown {
  return { kind: 'unknown', why, file: place?.file ?? file, id: place?.id ?? expression.id };
}

/** `django.conf.settings`, also where Django's own source is at hand. */
export function isSettings({ modules }: EvaluatorContext, definition: Definition): boolean {
  if (definition.kind === 'external') return definition.path === 'django.conf.settings';
  return definition.kind === 'value' && definition.name === 'settings' && modules.moduleOf(definition.file) === 'django.conf';
}
