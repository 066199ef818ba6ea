/** How a relation field is written: the places that findings, hovers and fixes point at. Most of it is looked at when somebody asks. */
import type { DocumentKey } from '../base/documentKey';
import type { FileShape } from '../facts/fileShape';
import { printExpression } from '../facts/printExpression';
import type { Definition, Names } from '../modules/names';
import type { Argument, Expression, NodeId } from '../syntax/python';
import type { Evaluator, Value } from '../values/evaluate';
import { argumentValue, isConditional, type DeclaredField } from './fields';
import type { Place, WrittenArgument, WrittenRelation } from './graph';

export interface WrittenContext {
  readonly names: Names;
  readonly evaluator: Evaluator;
  readonly shapeOf: (file: DocumentKey) => FileShape | null;
  /** How each file reaches Django's names, filled as files are met. */
  readonly djangoImports: Map<DocumentKey, DjangoImports>;
}

interface DjangoImports {
  readonly importedNames: WrittenRelation['importedNames'];
  /** Under which name the file holds `django.db.models`; null when it does not. */
  readonly module: string | null;
}

/** The source of a declared relation field. */
export function writtenOf(context: WrittenContext, declared: DeclaredField): WrittenRelation {
  return new Written(context, declared);
}

/** In one check hardly any of it is asked for, so most is worked out then. */
class Written implements WrittenRelation {
  readonly name: Place;
  private readonly context: WrittenContext;
  private readonly declared: DeclaredField;
  private known: WrittenRelation['args'] | null = null;

  constructor(context: WrittenContext, declared: DeclaredField) {
    this.context = context;
    this.declared = declared;
    this.name = this.at(declared.member.nameId);
  }

  get statement(): Place {
    return this.at(this.declared.member.id);
  }

  get className(): Place {
    const { callee } = this;
    return this.at(callee.kind === 'attribute' ? callee.nameId : callee.id);
  }

  get call(): Place {
    return this.at(this.declared.call.id);
  }

  get target(): Place | null {
    const target = argumentValue(this.declared, 'to');
    return target === null ? null : this.at(target.id);
  }

  get targetText(): string {
    const target = argumentValue(this.declared, 'to');
    return target === null ? '' : printExpression(target);
  }

  get argumentNames(): readonly string[] {
    return namesOf(this.declared);
  }

  get args(): WrittenRelation['args'] {
    return (this.known ??= writtenArguments(this.context, this.declared));
  }

  get modelsPrefix(): string {
    return importsOf(this.context, this.declared.owner.file, this.callee).modelsPrefix;
  }

  get importedNames(): WrittenRelation['importedNames'] {
    return importsOf(this.context, this.declared.owner.file, this.callee).importedNames;
  }

  get openArguments(): boolean {
    return this.declared.openArguments;
  }

  get conditional(): boolean {
    return isConditional(this.declared);
  }

  get owner(): Place {
    return this.at(this.declared.owner.shape.nameId);
  }

  get ownerPath(): string {
    return this.declared.owner.dotted;
  }

  toJSON(): WrittenRelation {
    const { statement, name, className, call, target, targetText, argumentNames, args } = this;
    const { modelsPrefix, importedNames, openArguments, conditional, owner, ownerPath } = this;
    const places = { statement, name, className, call, target, owner };
    return { ...places, targetText, argumentNames, args, modelsPrefix, importedNames, openArguments, conditional, ownerPath };
  }

  private get callee(): Expression {
    const { callee } = this.declared.call;
    return callee.kind === 'subscript' ? callee.object : callee;
  }

  private at(id: NodeId): Place {
    return { file: this.declared.owner.file, id };
  }
}

function writtenArguments(context: WrittenContext, declared: DeclaredField): WrittenRelation['args'] {
  return Object.fromEntries(
    namesOf(declared).flatMap((name) => {
      const argument = declared.call.args[declared.argumentNames.indexOf(name)];
      return argument === undefined ? [] : [[name, writtenArgument(context, declared, { name, argument })]];
    }),
  );
}

function namesOf({ argumentNames }: DeclaredField): readonly string[] {
  return [...new Set(argumentNames)].filter((name) => name !== '');
}

interface NamedArgument {
  readonly name: string;
  readonly argument: Argument;
}

/** One argument as it is written, and the value that it has where it stands. */
function writtenArgument(
  { evaluator, names }: WrittenContext,
  declared: DeclaredField,
  { name, argument }: NamedArgument,
): WrittenArgument {
  const { file, shape } = declared.owner;
  const { value } = argument;
  const meant = argumentValue(declared, name) ?? value;
  const known = literal(meant) ?? evaluator.evaluateBefore(file, meant, shape.order);
  const named = meant.kind === 'call' ? meant.callee : meant;
  return {
    at: { file, id: argument.id },
    value: { file, id: value.id },
    text: printExpression(value),
    valueKind: KINDS.get(value.kind) ?? 'other',
    known: known.kind === 'string' || known.kind === 'constant' ? known.value : known.kind === 'number' ? known.value !== 0 : undefined,
    refersTo: named.kind === 'name' || named.kind === 'attribute' ? externalPath(names.resolveBefore(file, named, shape.order)) : null,
  };
}

function literal(value: Expression): Value | null {
  return value.kind === 'string' || value.kind === 'constant' ? value : null;
}

const KINDS: ReadonlyMap<Expression['kind'], WrittenArgument['valueKind']> = new Map(
  (['string', 'number', 'constant', 'name', 'attribute', 'call', 'lambda', 'list', 'tuple', 'dict'] as const).map((kind) => [kind, kind]),
);

/** How the file reaches Django's names: through `models.`, and which it imports by name. */
function importsOf(
  context: WrittenContext,
  file: DocumentKey,
  callee: Expression,
): Pick<WrittenRelation, 'modelsPrefix' | 'importedNames'> {
  let known = context.djangoImports.get(file);
  if (known === undefined) context.djangoImports.set(file, (known = djangoImports(context, file)));
  const { importedNames, module } = known;
  if (callee.kind === 'attribute' && !(callee.object.kind === 'name' && callee.object.name === module)) {
    const owner = externalPath(context.names.resolve(file, callee.object));
    if (owner === 'django.db.models') return { modelsPrefix: `${printExpression(callee.object)}.`, importedNames };
  }
  return { modelsPrefix: module === null ? '' : `${module}.`, importedNames };
}

function djangoImports(context: WrittenContext, file: DocumentKey): DjangoImports {
  const bindings = context.shapeOf(file)?.bindings ?? [];
  const direct = bindings.filter(({ value }) => value.kind === 'imported' && value.module === 'django.db.models' && value.name !== '*');
  const last = direct.at(-1);
  const module = bindings.find(
    ({ value }) =>
      (value.kind === 'imported' && value.module === 'django.db' && value.name === 'models') ||
      (value.kind === 'module' && value.module === 'django.db.models'),
  );
  return {
    importedNames: last === undefined ? null : { last: { file, id: last.id }, names: direct.map(({ name }) => name) },
    module: module?.name ?? null,
  };
}

/** The dotted path of something outside the known files; null for anything else. */
export function externalPath(definition: Definition): string | null {
  return definition.kind === 'external' ? definition.path : null;
}
