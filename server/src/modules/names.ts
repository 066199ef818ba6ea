/**
 * Where a name in a file leads: through imports, aliases, re-exports and stars to the class, function or value that it
 * stands for, or out of the known files. Guesses nothing: what cannot be followed is `unknown`.
 */
import { groupBy } from '../base/collections';
import type { DocumentKey } from '../base/documentKey';
import type { Binding, ClassShape, FileShape } from '../facts/fileShape';
import type { Expression } from '../syntax/python';
import type { ModuleMap } from './moduleMap';

export type Definition =
  /** `perhaps` where a condition decides between this class and something else. */
  | { readonly kind: 'class'; readonly file: DocumentKey; readonly shape: ClassShape; readonly perhaps?: true }
  | { readonly kind: 'function'; readonly file: DocumentKey; readonly name: string }
  /** A module-level name bound to an expression, not evaluated. */
  | { readonly kind: 'value'; readonly file: DocumentKey; readonly name: string; readonly value: Expression }
  | { readonly kind: 'module'; readonly module: string; readonly file: DocumentKey | null }
  /** Outside the known files, by its dotted name: `django.db.models.Model`. */
  | { readonly kind: 'external'; readonly path: string }
  /** Nothing binds this name, and no star import could. */
  | { readonly kind: 'unbound' }
  | { readonly kind: 'unknown' };

export interface Names {
  /** What `name` means at module level of `file`, after the whole module ran. */
  lookup(file: DocumentKey, name: string): Definition;
  /** What a dotted expression means at module level of `file`; `unknown` for any other expression. */
  resolve(file: DocumentKey, expression: Expression): Definition;
  /** What `name` means in the statement with this `order` of `file`: later bindings do not count. */
  lookupBefore(file: DocumentKey, name: string, order: number): Definition;
  /** As `resolve`, for an expression in the statement with this `order`; where nothing is bound yet, what the whole module gives. */
  resolveBefore(file: DocumentKey, expression: Expression, order: number): Definition;
}

/** Gives the shape of a known file, read on demand; null when it cannot be read. */
export type ShapeOf = (file: DocumentKey) => FileShape | null;

const UNKNOWN: Definition = { kind: 'unknown' };
const UNBOUND: Definition = { kind: 'unbound' };
const NONE: readonly Binding[] = [];

interface Answer {
  readonly definition: Definition;
  /** Depth of the lookup under way without whose answer this one was found; Infinity when it was found with all answers. */
  readonly leansOn: number;
}

export interface NamesContext {
  readonly modules: ModuleMap;
  readonly shapeOf: ShapeOf;
  /** True for files that are rather meant than others, where a condition decides between classes of several. */
  readonly isPreferred: (file: DocumentKey) => boolean;
  /** Whether the function of this name, as a decorator, gives back the class that it is given. */
  readonly keepsClass: (file: DocumentKey, name: string) => boolean;
}

/**
 * Creates the name lookup over a module map. Answers are kept: make a new one when a shape changes.
 */
export function createNames({ modules, shapeOf, isPreferred, keepsClass }: NamesContext): Names {
  const tables = new Map<DocumentKey, ReadonlyMap<string, readonly Binding[]> | null>();
  const answers = new Map<DocumentKey, Map<string, Answer>>();
  /** Attributes of what lies outside of the known files, each made once. */
  const outside = new Map<ExternalDefinition, Map<string, Definition>>();
  /** Lookups under way. */
  let depth = 0;
  /** Answers that lean on a lookup under way: they are forgotten when it ends. */
  const leaning: (() => void)[] = [];
  /** Depth of the outermost lookup under way on which the present one leans. */
  let leansOn = Infinity;

  function tableOf(file: DocumentKey): ReadonlyMap<string, readonly Binding[]> | null {
    let table = tables.get(file);
    if (table === undefined) {
      const shape = shapeOf(file);
      // What changes the object that a name holds does not bind the name; of `__all__` it is the object that counts.
      const bindings = shape?.bindings.filter(
        ({ value: { kind }, name }) => (kind !== 'changed' && kind !== 'looped') || name === '__all__',
      );
      table = bindings === undefined ? null : groupBy(bindings, (binding) => binding.name);
      tables.set(file, table);
    }
    return table;
  }

  function lookup(file: DocumentKey, name: string): Definition {
    let ofFile = answers.get(file);
    if (ofFile === undefined) answers.set(file, (ofFile = new Map<string, Answer>()));
    const known = ofFile.get(name);
    if (known === undefined) return lookupAnew(ofFile, file, name);
    if (known.leansOn < leansOn) leansOn = known.leansOn;
    return known.definition;
  }

  /**
   * Modules that import each other in a circle ask for a name again while it is looked up. What they find without its answer
   * must not outlive the lookup: it would depend on who asked first.
   */
  function lookupAnew(ofFile: Map<string, Answer>, file: DocumentKey, name: string): Definition {
    const own = depth++;
    const [before, inner] = [leansOn, leaning.length];
    leansOn = Infinity;
    // What is told to those who ask meanwhile.
    ofFile.set(name, { definition: UNKNOWN, leansOn: own });
    const definition = search(file, name, Infinity);
    depth = own;
    if (leansOn < own) leaning.push(() => ofFile.delete(name));
    else {
      while (leaning.length > inner) leaning.pop()?.();
      leansOn = Infinity;
    }
    ofFile.set(name, { definition, leansOn });
    leansOn = Math.min(before, leansOn);
    return definition;
  }

  /** As `lookup`, and says whether the answer was found without that of a lookup under way. */
  function leaningLookup(file: DocumentKey, name: string): Answer {
    const before = leansOn;
    leansOn = Infinity;
    const answer = { definition: lookup(file, name), leansOn };
    leansOn = Math.min(before, leansOn);
    return answer;
  }

  function search(file: DocumentKey, name: string, before: number): Definition {
    const table = tableOf(file);
    if (table === null) return UNKNOWN;
    const direct = bindingsBefore(table.get(name), before);
    const found = direct.length === 0 ? UNBOUND : pickBinding(file, name, direct);
    if (found.kind !== 'unbound' && (found.kind !== 'unknown' || direct.some(({ certain }) => certain))) return found;
    const stars = bindingsBefore(table.get('*'), before);
    const imported = stars.length === 0 ? UNBOUND : throughStars(file, name, stars);
    return imported.kind === 'unbound' ? found : imported;
  }

  /** The last certain binding wins as in Python; among alternatives the first that leads to something known. */
  function pickBinding(file: DocumentKey, name: string, bindings: readonly Binding[]): Definition {
    const [only] = bindings;
    // As most names are.
    if (only !== undefined && bindings.length === 1) {
      const found = define(file, name, only);
      return isNothing(found) || found.kind === 'unbound' ? UNKNOWN : found;
    }
    const from = bindings.findLastIndex((binding) => binding.certain);
    const candidates = bindings.slice(Math.max(from, 0));
    const found = candidates.map((binding) => define(file, name, binding)).filter((each) => !isNothing(each));
    const known = found.filter(({ kind }) => kind !== 'unknown' && kind !== 'unbound');
    const own = known.filter(({ kind }) => kind !== 'external');
    const preferred = own.length > 1 ? own.find((each) => each.kind === 'class' && isPreferred(each.file)) : undefined;
    const chosen = preferred ?? own[0] ?? known.find(isOfDjango) ?? known[0];
    if (chosen === undefined) return UNKNOWN;
    return chosen.kind === 'class' && found.some((other) => !isSameClass(chosen, other)) ? { ...chosen, perhaps: true } : chosen;
  }

  function define(file: DocumentKey, name: string, { value, order }: Binding): Definition {
    switch (value.kind) {
      case 'class': {
        const shape = shapeOf(file)?.classes[value.index];
        if (shape === undefined) return UNKNOWN;
        const isKept = shape.decorators.every((decorator) => keeps(file, decorator, order));
        return isKept ? { kind: 'class', file, shape } : { kind: 'class', file, shape, perhaps: true };
      }
      case 'function':
        return { kind: 'function', file, name };
      case 'expression':
        return value.value.kind === 'name' || value.value.kind === 'attribute'
          ? followAlias(file, { name, order }, value.value)
          : { kind: 'value', file, name, value: value.value };
      case 'module':
        return moduleDefinition(value.module, file);
      case 'imported':
        return imported(file, value);
      default:
        return UNKNOWN;
    }
  }

  /** False for a decorator of the project that may put another class in the place of the one that it is given. */
  function keeps(file: DocumentKey, decorator: Expression, order: number): boolean {
    const decided = resolveBefore(file, decorator.kind === 'call' ? decorator.callee : decorator, order);
    if (decided.kind !== 'function' && decided.kind !== 'class') return true;
    if (modules.isInstalled(decided.file)) return true;
    return decided.kind === 'function' && decorator.kind !== 'call' && keepsClass(decided.file, decided.name);
  }

  /** `Base = mixins.Base` is one more name for the class; anything else stays an expression. */
  function followAlias(file: DocumentKey, { name, order }: Pick<Binding, 'name' | 'order'>, value: Expression): Definition {
    const found = resolveBefore(file, value, order);
    return found.kind === 'unknown' || found.kind === 'unbound' ? { kind: 'value', file, name, value } : found;
  }

  function imported(file: DocumentKey, value: { readonly level: number; readonly module: string; readonly name: string }): Definition {
    const module = modules.absolute(file, value.level, value.module);
    if (module === null) return UNKNOWN;
    return member(module, value.name, file);
  }

  /** `name` of `module`: a binding there, else a submodule, else an external name. */
  function member(module: string, name: string, importer: DocumentKey): Definition {
    const target = modules.fileOf(module, importer);
    if (target === null) {
      const submodule = `${module}.${name}`;
      if (modules.fileOf(submodule, importer) !== null) return moduleDefinition(submodule, importer);
      return modules.isPackage(module) ? UNKNOWN : { kind: 'external', path: submodule };
    }
    if (target !== importer || module !== modules.moduleOf(importer)) {
      const { definition: found, leansOn: asked } = leaningLookup(target, name);
      if (found.kind !== 'unbound' && found.kind !== 'unknown') return found;
      const submodule = modules.fileOf(`${module}.${name}`, importer);
      if (submodule !== null) return moduleDefinition(`${module}.${name}`, importer);
      // What such a module makes in ways that are not read has at least a name; what a circle of imports asks for is to be found yet.
      return modules.mayHoldMore(target) && asked === Infinity ? { kind: 'external', path: `${module}.${name}` } : found;
    }
    const submodule = modules.fileOf(`${module}.${name}`, importer);
    return submodule === null ? UNKNOWN : moduleDefinition(`${module}.${name}`, importer);
  }

  function moduleDefinition(module: string, importer: DocumentKey): Definition {
    const file = modules.fileOf(module, importer);
    if (file === null && !modules.isPackage(module)) return { kind: 'external', path: module };
    return { kind: 'module', module, file };
  }

  function throughStars(file: DocumentKey, name: string, stars: readonly Binding[]): Definition {
    let open = false;
    for (const { value } of stars.toReversed()) {
      if (value.kind !== 'imported') {
        open = true;
        continue;
      }
      const module = modules.absolute(file, value.level, value.module);
      const target = module === null ? null : modules.fileOf(module, file);
      if (target === null) {
        if (module === 'django.db.models' && DB_MODELS_STAR.test(name)) return { kind: 'external', path: `${module}.${name}` };
        open = true;
        continue;
      }
      if (!exports(target, name)) continue;
      const found = lookup(target, name);
      if (found.kind === 'unknown' || (found.kind === 'unbound' && modules.mayHoldMore(target))) open = true;
      else if (found.kind !== 'unbound') return found;
    }
    return open ? UNKNOWN : UNBOUND;
  }

  /** Whether a star import of `file` brings `name`: by `__all__` when it is a plain list, else by the underscore. */
  function exports(file: DocumentKey, name: string): boolean {
    const all = tableOf(file)?.get('__all__');
    if (all === undefined) return !name.startsWith('_');
    const literal = all.every(({ certain, value }) => certain && value.kind === 'expression' && isNameList(value.value));
    if (!literal) return true;
    return all.some(({ value }) => value.kind === 'expression' && listedNames(value.value).includes(name));
  }

  function resolve(file: DocumentKey, expression: Expression): Definition {
    return resolveBefore(file, expression, Infinity);
  }

  function resolveBefore(file: DocumentKey, expression: Expression, order: number): Definition {
    if (expression.kind === 'name') return lookupAt(file, expression.name, order);
    if (expression.kind !== 'attribute') return UNKNOWN;
    const owner = resolveBefore(file, expression.object, order);
    if (owner.kind === 'external') return attributeOutside(owner, expression.name);
    if (owner.kind === 'module') {
      if (owner.file !== null) {
        const found = member(owner.module, expression.name, file);
        return found.kind === 'unbound' ? UNKNOWN : found;
      }
      return moduleDefinition(`${owner.module}.${expression.name}`, file);
    }
    if (owner.kind === 'class') return innerClass(owner.file, owner.shape, expression.name);
    return UNKNOWN;
  }

  /** What a name means in the statement with this order; where nothing is bound yet, what the whole module gives. */
  function lookupAt(file: DocumentKey, name: string, order: number): Definition {
    if (!isBoundFrom(file, name, order)) return lookup(file, name);
    const before = search(file, name, order);
    return before.kind === 'unbound' ? lookup(file, name) : before;
  }

  /** Whether the statement with this order, or a later one, binds the name. */
  function isBoundFrom(file: DocumentKey, name: string, order: number): boolean {
    const bindings = order === Infinity ? undefined : tableOf(file)?.get(name);
    if (bindings !== undefined) for (const binding of bindings) if (binding.order >= order) return true;
    return false;
  }

  /** `models.ForeignKey`, of what lies outside of the known files. */
  function attributeOutside(owner: ExternalDefinition, name: string): Definition {
    let known = outside.get(owner);
    if (known === undefined) outside.set(owner, (known = new Map<string, Definition>()));
    let found = known.get(name);
    if (found === undefined) known.set(name, (found = { kind: 'external', path: `${owner.path}.${name}` }));
    return found;
  }

  function innerClass(file: DocumentKey, shape: ClassShape, name: string): Definition {
    const path = `${shape.path}.${name}`;
    const inner = shapeOf(file)?.classes.find((candidate) => candidate.path === path);
    return inner === undefined ? UNKNOWN : { kind: 'class', file, shape: inner };
  }

  return { lookup, resolve, resolveBefore, lookupBefore: (file, name, order) => search(file, name, order) };
}

function bindingsBefore(bindings: readonly Binding[] = NONE, order: number): readonly Binding[] {
  return order === Infinity ? bindings : bindings.filter((binding) => binding.order < order);
}

const DB_MODELS_STAR = /^(Model|Manager|[A-Z]\w*Field|ForeignKey|CASCADE|PROTECT|RESTRICT|SET_NULL|SET_DEFAULT|SET|DO_NOTHING|Q|F)$/;

function isSameClass({ file, shape }: ClassDefinition, other: Definition): boolean {
  return other.kind === 'class' && other.file === file && other.shape.index === shape.index;
}

type ClassDefinition = Extract<Definition, { kind: 'class' }>;
type ExternalDefinition = Extract<Definition, { kind: 'external' }>;

/** Of what lies outside Django itself is there in any case. */
function isOfDjango(definition: Definition): boolean {
  return definition.kind === 'external' && definition.path.startsWith('django.');
}

/** `X = None` in an `except ImportError:` is no definition. */
function isNothing(definition: Definition): boolean {
  return definition.kind === 'value' && definition.value.kind === 'constant';
}

function isNameList(value: Expression): boolean {
  return (value.kind === 'list' || value.kind === 'tuple') && value.items.every((item) => item.kind === 'string');
}

function listedNames(value: Expression): readonly string[] {
  if (value.kind !== 'list' && value.kind !== 'tuple') return [];
  return value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
}
