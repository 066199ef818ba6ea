/** From registered models to the relation graph, in one pass over plain data. */
import { groupBy } from '../base/collections';
import { likelyOf } from '../values/evaluate';
import type { ClassInfo } from './classes';
import { columnsOf, fieldNamesOf } from './columns';
import type { Model, ModelLabel, Relation, RelationGraph, Target } from './graph';
import { lazyModel } from './lazyModel';
import { isKnownName, relationOf } from './relations';
import { reverseNames } from './reverseNames';
import { textOf, type RegisteredModel } from './registry';
import { libraryPacks } from './libraryPacks';
import { madeOf } from './madeModels';
import type { GraphContext, GraphPart } from './graphContext';
import { managersOf } from './managers';
import { concreteModels, tableOf } from './tables';
import { lastPart } from './djangoNames';

/** Builds the graph. Pure: the same registry gives the same graph. */
export function buildGraph(context: GraphContext): RelationGraph {
  const { registry } = context;
  const models = new Map<ModelLabel, Model>();
  const abstractModels = new Map<string, Model>();
  const relations: Relation[] = [];
  for (const model of registry.models.values()) {
    const part = partOf(context, model);
    models.set(model.label, part.model);
    // A model that is swapped out has no table, leaves no reverse names and is not checked.
    if (part.model.swapped === null) relations.push(...part.relations);
  }
  const byItsPart = (model: RegisteredModel): GraphPart => partOf(context, model);
  for (const model of registry.models.values()) {
    const made = madeOf(context, model, byItsPart);
    relations.push(...made.relations);
    for (const part of made.parts) {
      if (models.has(part.model.label)) continue;
      models.set(part.model.label, part.model);
      relations.push(...part.relations);
    }
  }
  const written = new Set(relations.map(statementKey));
  const isPerhaps = ({ from }: Relation): boolean => registry.models.get(from)?.perhapsLoaded === true;
  const onlyAbstract: Relation[] = [];
  for (const model of registry.abstract) {
    const part = partOf(context, model);
    abstractModels.set(model.label, part.model);
    if (model.perhapsLoaded) continue;
    onlyAbstract.push(...part.relations.filter((relation) => !written.has(statementKey(relation))));
  }
  relations.sort(byPlace);
  return {
    models,
    abstractModels,
    relations,
    declared: [...firstPerStatement(relations.filter((relation) => !isPerhaps(relation))), ...onlyAbstract].sort(byPlace),
    relationById: new Map(relations.map((relation) => [relation.id, relation])),
    relationsFrom: groupBy(relations, (relation) => relation.from),
    relationsTo: groupBy(
      relations.filter(({ target }) => target.kind === 'resolved'),
      ({ target }) => (target.kind === 'resolved' ? target.label : ''),
    ),
    children: childrenOf(context),
  };
}

function partOf(context: GraphContext, model: RegisteredModel): GraphPart {
  const known = context.parts.get(model.info);
  if (known !== undefined) return known;
  const relations = model.abstract ? declaredRelations(context, model) : relationsOfModel(context, model);
  const part = { model: modelOf(context, model, model.abstract ? [] : relations), relations };
  context.parts.set(model.info, part);
  return part;
}

function relationsOfModel(context: GraphContext, model: RegisteredModel): Relation[] {
  const held = context.fields.local(model.info).filter(({ declared }) => declared.fieldClass.kind !== 'plain');
  const relations = held.map((field) => relationOf(context, model, field));
  if (model.proxy) return relations;
  for (const parent of concreteModels(context, model)) {
    const explicit = relations.some(
      ({ kind, field, parentLink, target }) =>
        kind === 'one-to-one' &&
        // Django refuses any other field with the link's name.
        (field === linkName(parent) || (parentLink && target.kind === 'resolved' && target.label === parent.label)),
    );
    if (!explicit) relations.push(parentLinkOf(context, model, parent));
  }
  // A one-to-one with a target that is not known may be the link.
  const doubtful = relations.some(({ kind, target, written }) => kind === 'one-to-one' && written !== null && !isKnown(target));
  return doubtful ? relations.map((one) => (one.written === null ? { ...one, certain: false } : one)) : relations;
}

function isKnown(target: Target): boolean {
  return target.kind === 'resolved' || target.kind === 'unresolved';
}

/** The relations that the class of `model` declares itself, whether any registry holds it or not. */
export function declaredRelations(context: GraphContext, model: RegisteredModel): readonly Relation[] {
  return context.fields
    .local(model.info)
    .filter(({ declared, inheritedFrom }) => inheritedFrom === null && declared.fieldClass.kind !== 'plain')
    .map((held) => relationOf(context, model, held));
}

/** The abstract class that extends the parent itself: ModelBase.__new__ makes the link there, and what extends it gets a copy. */
function holderOfLink(context: GraphContext, child: RegisteredModel, parent: RegisteredModel): ClassInfo | null {
  const { classes, registry } = context;
  const isParent = (base: RegisteredModel): boolean => base === parent || (base.proxy && concreteModels(context, base).includes(parent));
  const extendsParent = (info: ClassInfo): boolean =>
    info.bases.some((base) => {
      const model = base.kind === 'class' ? registry.byInfo.get(base.info) : undefined;
      return model !== undefined && isParent(model);
    });
  return classes.mro(child.info).findLast((info) => info !== child.info && classes.abstract(info) && extendsParent(info)) ?? null;
}

const NAMED_LINKS = new Map(libraryPacks.flatMap(({ links }) => links.map(({ parent, relatedName }) => [parent, relatedName])));

/** What Django calls the automatic link to a parent. */
function linkName({ label }: RegisteredModel): string {
  return `${lastPart(label).toLowerCase()}_ptr`;
}

/** The automatic one-to-one of multi-table inheritance; `default_related_name` names its way back too. */
function parentLinkOf(context: GraphContext, child: RegisteredModel, parent: RegisteredModel): Relation {
  const { classes } = context;
  const field = linkName(parent);
  const chosen = classes.metaOption(child.info, 'default_related_name');
  const { name: modelName } = child.info.shape;
  return {
    id: `${child.label}.${field}`,
    from: child.label,
    field,
    kind: 'one-to-one',
    target: { kind: 'resolved', label: parent.label },
    className: 'OneToOneField',
    onDelete: 'CASCADE',
    ...reverseNames({
      kind: 'one-to-one',
      field,
      symmetrical: false,
      relatedName: NAMED_LINKS.get(parent.info.dotted) ?? textOf(chosen),
      relatedQueryName: null,
      modelName,
      appLabel: child.appLabel,
    }),
    certain: isKnownName(chosen),
    conditional: child.perhapsLoaded || !classes.unconditional(child.info),
    through: null,
    throughAuto: false,
    joinTable: null,
    null: false,
    unique: true,
    column: `${field}_id`,
    toField: null,
    parentLink: true,
    symmetrical: false,
    inheritedFrom: holderOfLink(context, child, parent)?.dotted ?? null,
    written: null,
  };
}

function modelOf(context: GraphContext, model: RegisteredModel, relations: readonly Relation[]): Model {
  const { info } = model;
  const { classes, modules } = context;
  const option = classes.metaOption(info, 'swappable');
  const swappable = option === null ? null : textOf(likelyOf(option));
  const swap = swappable === null ? null : swappingSetting(context, swappable);
  const swapped = swap === null || model.abstract ? null : swappedBy(model, swap.label);
  const head = {
    label: model.label,
    name: info.shape.name,
    appLabel: model.appLabel,
    module: modules.moduleOf(info.file),
    at: context.originOf(info.file) === 'builtin' ? null : { file: info.file, id: info.shape.nameId },
    abstract: model.abstract,
    proxy: model.proxy,
    managed: !isFalse(context, info, 'managed'),
    swapped,
    dbTable: tableOf(context, model),
    bases: info.bases.flatMap((base) => {
      if (base.kind === 'model') return ['django.db.models.Model'];
      if (base.kind === 'external') return [base.path];
      return base.kind === 'class' ? [context.registry.byInfo.get(base.info)?.label ?? base.info.dotted] : [];
    }),
    origin: context.originOf(info.file),
    complete:
      classes.complete(info) &&
      classes.mro(info).every(({ file }) => context.shapeOf(file)?.broken !== true) &&
      !context.registry.repeated.has(model.label),
    conditional:
      model.perhapsLoaded ||
      !classes.unconditional(info) ||
      context.registry.repeated.has(model.label) ||
      (swappable !== null && swap?.known !== true),
  };
  const keyOf = (other: RegisteredModel): string | null => partOf(context, other).model.pk;
  const input = { model, relations, keyOf };
  return lazyModel(head, {
    columns: () => columnsOf(context, input),
    managers: () => managersOf(context, info),
    fieldNames: () => fieldNamesOf(context, input),
  });
}

function isFalse(context: GraphContext, info: ClassInfo, option: string): boolean {
  const value = context.classes.metaOption(info, option);
  return value?.kind === 'constant' && value.value === false;
}

interface Swap {
  /** Empty where the settings leave the setting out. */
  readonly label: string;
  /** False where the label is no more than likely. */
  readonly known: boolean;
}

/** The value of a setting that may swap a model out; null where it is not known. */
function swappingSetting({ project, evaluator }: GraphContext, setting: string): Swap | null {
  if (setting === 'AUTH_USER_MODEL') return project.authUserModelKnown ? swapFrom(project.authUserModel, true) : null;
  const value = evaluator.setting(setting);
  // Apps set what they find unset, in ways that are not followed.
  return value === null ? { label: '', known: false } : swapFrom(textOf(likelyOf(value)), value.kind === 'string');
}

function swapFrom(label: string | null, known: boolean): Swap | null {
  return label === null ? null : { label, known };
}

function swappedBy(model: RegisteredModel, label: string): string | null {
  return label === '' || label.toLowerCase() === model.label.toLowerCase() ? null : label;
}

function childrenOf(context: GraphContext): ReadonlyMap<ModelLabel, readonly ModelLabel[]> {
  const children = new Map<ModelLabel, ModelLabel[]>();
  for (const model of context.registry.models.values())
    for (const info of context.fields.concreteParents(model.info)) {
      const parent = context.registry.byInfo.get(info);
      if (parent === undefined) continue;
      const list = children.get(parent.label) ?? [];
      list.push(model.label);
      children.set(parent.label, list);
    }
  return children;
}

function firstPerStatement(relations: readonly Relation[]): readonly Relation[] {
  const best = new Map<string, Relation>();
  for (const relation of relations) {
    if (relation.written === null) continue;
    const key = statementKey(relation);
    const known = best.get(key);
    if (known === undefined || (known.inheritedFrom !== null && relation.inheritedFrom === null)) best.set(key, relation);
  }
  return [...best.values()];
}

function statementKey({ written, id }: Relation): string {
  return written === null ? id : `${written.name.file}\n${written.name.id}`;
}

function byPlace(left: Relation, right: Relation): number {
  const first = left.written?.name;
  const second = right.written?.name;
  if (first === undefined || second === undefined) return first === second ? compare(left.id, right.id) : first === undefined ? 1 : -1;
  return compare(first.file, second.file) || first.id - second.id || compare(left.id, right.id);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
