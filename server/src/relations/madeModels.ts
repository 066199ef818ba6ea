/** The models and fields that libraries make at run time, as their packs say (libraryPacks.ts). They are shown, and prove nothing. */
import type { Member } from '../facts/fileShape';
import { lastMember } from '../facts/members';
import { isNone, isTruthy, type Value } from '../values/evaluate';
import { byCallee } from './byCallee';
import type { GraphContext, GraphPart, MadeByCallee } from './graphContext';
import type { ClassInfo } from './classes';
import { lastPart } from './djangoNames';
import type { Field, Model, Place, Relation } from './graph';
import { libraryPacks, type MadeField, type MadeModel, type MadeRelation } from './libraryPacks';
import { calledBy, isOfClass, pathOf, relationOn, valueOf, type Maker } from './madeRelation';
import { tagsOf } from './madeTags';
import { textOf, type RegisteredModel } from './registry';
import { concreteModels, tableInBody } from './tables';

/** What packs add to one model of the project. */
export interface Made {
  /** Models of their own, with their relations. */
  readonly parts: readonly GraphPart[];
  /** Further relations of the model itself. */
  readonly relations: readonly Relation[];
}

const NOTHING: Made = { parts: [], relations: [] };

const MODELS = libraryPacks.flatMap(({ models }) => models);
const FIELDS = libraryPacks.flatMap(({ fields }) => fields);

/** What libraries make of a registered model; for most models nothing. */
export function madeOf(context: GraphContext, owner: RegisteredModel, partOf: (model: RegisteredModel) => GraphPart): Made {
  const parts = makersOf(context, owner).flatMap((maker) => madeBy(context, maker, partOf) ?? []);
  const relations = FIELDS.flatMap(({ bases, field, className, needs, genericTo }) =>
    context.registry.models.has(genericTo) && extendsAny(context, owner.info, bases) && hasMore(context, owner.info, { needs, bases })
      ? [relationOn(owner.label, { field, className, kind: 'generic-reverse', to: genericTo })]
      : [],
  );
  const tags = owner.proxy ? [] : tagsOf(context, owner, partOf);
  return parts.length + relations.length + tags.length === 0 ? NOTHING : { parts, relations: [...relations, ...tags] };
}

/** What makes something of a model: members of its class and of those that it extends, and code outside of them that registers it. */
function makersOf(context: GraphContext, owner: RegisteredModel): readonly Maker[] {
  const found: Maker[] = [];
  for (const info of context.classes.mro(owner.info)) {
    for (const member of context.fields.otherCalls(info))
      if (madeByMember(context, info, member) !== null) found.push({ owner, info, member });
    for (const { info: place, member } of context.registering.get(info) ?? []) found.push({ owner, info: place, member });
  }
  return found;
}

function extendsAny({ classes }: GraphContext, subject: ClassInfo, paths: readonly string[]): boolean {
  return classes
    .mro(subject)
    .some(({ dotted, bases }) => paths.includes(dotted) || bases.some((base) => base.kind === 'external' && paths.includes(base.path)));
}

/** Whether the class or one that it extends, short of these bases, puts something into the attribute. */
function hasMore({ classes }: GraphContext, subject: ClassInfo, { needs, bases }: Pick<MadeField, 'needs' | 'bases'>): boolean {
  if (needs === null) return true;
  const holder = classes
    .mro(subject)
    .find(({ dotted, shape }) => !bases.includes(dotted) && lastMember(shape.members, needs) !== undefined);
  const value = holder === undefined ? null : (lastMember(holder.shape.members, needs)?.value ?? null);
  return holder !== undefined && !((value?.kind === 'list' || value?.kind === 'tuple') && value.items.length === 0);
}

/** The model that the call in a member makes; null where it makes none, or one whose name is not known. */
function madeBy(context: GraphContext, maker: Maker, partOf: (model: RegisteredModel) => GraphPart): GraphPart | null {
  const { owner, info, member } = maker;
  const call = member.value?.kind === 'call' ? member.value : null;
  const made = madeByMember(context, info, member);
  if (call === null || made === null) return null;
  const given = (argument: string | null): Value | null => (argument === null ? null : valueOf(context, maker, { call, argument }));
  const isOwn = info === owner.info || context.registering.get(owner.info)?.some((call) => call.info === info) === true;
  if (!isOwn && !isTruthy(given(made.inheritedWith))) return null;
  if (made.otherwiseWith.some((argument) => given(argument) !== null)) return null;
  const { model } = partOf(owner);
  const [name, table, app] = [given(made.nameArgument), given(made.tableArgument), given(made.appArgument)];
  const appLabel = app === null ? model.appLabel : appNamed(context, textOf(app));
  if ((name !== null && textOf(name) === null) || appLabel === null) return null;
  const filled = (template: string): string =>
    template
      .replace('{model}', model.name)
      .replace('{model_name}', model.name.toLowerCase())
      .replace('{app}', appLabel)
      .replace('{table}', tableInBody(context, owner))
      .replace('{attribute}', member.name);
  const modelName = textOf(name) ?? filled(made.name);
  const fill = (template: string): string => filled(template).replace('{made_name}', modelName.toLowerCase());
  const label = `${appLabel}.${modelName}`;
  const at: Place = { file: info.file, id: member.nameId };
  const excluded = textsIn(given(made.excludedWith));
  const relations = [
    ...repeatedBy(context, made, { owner, label, partOf }).filter(({ field }) => !excluded.has(field)),
    ...made.relations.flatMap((relation) => ownRelation(context, { owner, label, fill, given }, relation) ?? []),
  ];
  return {
    model: modelFrom(model, { at, label, appLabel, modelName, table: textOf(table) ?? fill(made.table), made, relations }),
    relations,
  };
}

/** What the call in a member makes; null for any other member. */
function madeByMember({ madeByCallee }: GraphContext, { file }: ClassInfo, { value }: Member): MadeModel | null {
  return value?.kind === 'call' ? madeByCallee(file, value) : null;
}

/** What the call of a class, or of one that extends it, makes, or of the function to the same end. */
export function createMadeByCallee({ names, modules, classes }: Pick<GraphContext, 'names' | 'modules' | 'classes'>): MadeByCallee {
  return byCallee((file, callee) => {
    const called = calledBy({ names }, file, callee);
    if (called === null) return null;
    const path = pathOf(modules.moduleOf, called);
    return MODELS.find((made) => made.registeredWith.includes(path) || isOfClass({ classes }, called, made.call)) ?? null;
  });
}

function textsIn(value: Value | null): ReadonlySet<string> {
  return new Set(value?.kind === 'list' ? value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : [])) : []);
}

interface MadeFor {
  readonly owner: RegisteredModel;
  /** Label of the model that is made. */
  readonly label: string;
}

interface Filled extends MadeFor {
  readonly fill: (template: string) => string;
  readonly given: (argument: string) => Value | null;
}

function ownRelation({ project, evaluator }: GraphContext, { owner, label, fill, given }: Filled, relation: MadeRelation): Relation | null {
  const argument = relation.onlyWith === null ? null : textOf(given(relation.onlyWith));
  if (relation.onlyWith !== null && argument === null) return null;
  const to = relation.to === '{user}' ? project.authUserModel : relation.to === '{owner}' ? owner.label : relation.to;
  const { field, className, onDelete, configuredBy } = relation;
  const configured = configuredBy === undefined ? null : (given(configuredBy.argument) ?? evaluator.setting(configuredBy.setting));
  if (to === null || (configured !== null && (isNone(configured) || holdsJson(configured)))) return null;
  const chosen = (name: string): string | null => (configured?.kind === 'call' ? textOf(configured.args.keywords.get(name) ?? null) : null);
  const relatedQueryName = chosen('related_query_name');
  const relatedName = chosen('related_name') ?? fill(relation.relatedName).replace('{argument}', argument ?? '');
  return relationOn(label, { field, className, kind: 'many-to-one', to, onDelete, null: relation.null, relatedName, relatedQueryName });
}

/** Whether a field is configured to hold what it would point at. */
function holdsJson(configured: Value): boolean {
  return configured.kind === 'call' && /JSONField\b/.test(configured.text);
}

/** The label of the app that a text names; null where there is none. */
function appNamed({ project }: GraphContext, text: string | null): string | null {
  return project.apps.find(({ label, name }) => label === text || name === text)?.label ?? null;
}

interface Repeating extends MadeFor {
  readonly partOf: (model: RegisteredModel) => GraphPart;
}

/** The foreign keys of a model, as a copy has them that nothing must stand in the way of. */
function repeatedBy(context: GraphContext, { repeats }: MadeModel, { owner, label, partOf }: Repeating): readonly Relation[] {
  if (repeats === 'none') return [];
  const isAll = repeats === 'all-as-null';
  const [concrete] = owner.proxy && !isAll ? concreteModels(context, owner) : [];
  const models = isAll ? [owner, ...ancestors(context, owner)] : [concrete ?? owner];
  const copies = models
    .flatMap((model) => partOf(model).relations)
    .flatMap((relation) => {
      if (relation.target.kind !== 'resolved' || (relation.kind !== 'many-to-one' && relation.kind !== 'one-to-one')) return [];
      const { field, parentLink, column } = relation;
      const hidden = { ...HIDDEN, null: isAll || relation.null, field, to: relation.target.label };
      return [{ ...relationOn(label, hidden), parentLink, column }];
    });
  return owner.proxy && !isAll ? [...copies, ...endsOf(context, { owner, label, partOf })] : copies;
}

const HIDDEN = { kind: 'many-to-one', onDelete: 'DO_NOTHING', relatedName: '+', className: 'ForeignKey' } as const;

/** The two foreign keys of the automatic through model that a proxy stands for (create_many_to_many_intermediary_model). */
function endsOf({ classes, registry }: GraphContext, { owner, label, partOf }: Repeating): readonly Relation[] {
  const base = classes.mro(owner.info).flatMap(({ bases }) => bases.filter((each) => each.kind === 'through'))[0];
  const holder = base === undefined ? undefined : registry.byInfo.get(base.holder);
  const field = holder === undefined ? undefined : partOf(holder).relations.find((each) => each.field === base?.member.name);
  if (holder === undefined || field?.target.kind !== 'resolved') return [];
  const to = field.target.label;
  const nameOf = (end: string): string => lastPart(end).toLowerCase();
  const prefixes = to === holder.label ? ['from_', 'to_'] : ['', ''];
  return [holder.label, to].map((end, at) => relationOn(label, { ...HIDDEN, field: `${prefixes[at] ?? ''}${nameOf(end)}`, to: end }));
}

function ancestors(context: GraphContext, model: RegisteredModel): readonly RegisteredModel[] {
  return concreteModels(context, model).flatMap((parent) => [parent, ...ancestors(context, parent)]);
}

interface ModelParts {
  /** The name of the call that makes it. */
  readonly at: Place;
  readonly label: string;
  readonly appLabel: string;
  readonly modelName: string;
  readonly table: string;
  readonly made: MadeModel;
  readonly relations: readonly Relation[];
}

/** A model of its own beside the one that it is made for. */
function modelFrom({ module, origin }: Model, { at, label, appLabel, modelName, table, made, relations }: ModelParts): Model {
  const key = { ...PLAIN, name: made.key, attname: made.key, className: 'AutoField', column: made.key, unique: true, primaryKey: true };
  return {
    label,
    name: modelName,
    appLabel,
    module,
    at,
    origin,
    abstract: false,
    proxy: false,
    managed: true,
    swapped: null,
    dbTable: table,
    pk: made.key,
    bases: ['django.db.models.Model'],
    managers: ['objects'],
    fields: [key, ...relations.map(fieldFrom)],
    complete: false,
    conditional: true,
  };
}

const PLAIN = { null: false, at: null, inheritedFrom: null, conditional: true } as const;

function fieldFrom({ field, className, column, null: isNull }: Relation): Field {
  return { ...PLAIN, name: field, attname: column ?? field, className, column, null: isNull, unique: false, primaryKey: false };
}
