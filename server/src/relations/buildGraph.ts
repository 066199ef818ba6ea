/** From registered models to the relation graph, in one pass over plain data. */
import { groupBy, once } from '../base/collections';
import { compareText } from '../base/compareText';
import { likelyOf } from '../values/evaluate';
import type { ClassInfo } from './classes';
import type { Model, ModelLabel, Place, Relation, RelationGraph, Target } from './graph';
import { modelOf, type ModelInput } from './models';
import { isKnownName, relationOf } from './relations';
import { reverseNames } from './reverseNames';
import { textOf, type RegisteredModel } from './registry';
import { libraryPacks } from './packs/libraryPacks';
import { madeOf } from './packs/madeByPacks';
import type { GraphContext, GraphPart } from './graphContext';
import { concreteModels, linkName } from './tables';

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
    if (models.get(model.label)?.swapped === null) relations.push(...made.relations);
    for (const part of made.parts) {
      if (models.has(part.model.label)) continue;
      models.set(part.model.label, part.model);
      relations.push(...part.relations);
    }
  }
  const ofAbstract: Relation[] = [];
  const perhaps = new Set<ModelLabel>();
  for (const model of registry.models.values()) if (model.perhapsLoaded) perhaps.add(model.label);
  for (const model of registry.abstract) {
    const part = partOf(context, model);
    abstractModels.set(model.label, part.model);
    if (!model.perhapsLoaded) ofAbstract.push(...part.relations);
  }
  relations.sort(byPlace);
  const declared = firstPerStatement(perhaps.size === 0 ? relations : relations.filter(({ from }) => !perhaps.has(from)));
  const undeclared = notAmong(relations, ofAbstract);
  const byId = once(() => new Map(relations.map((relation) => [relation.id, relation])));
  const byHolder = once(() => groupBy(relations, ({ from }) => from));
  return {
    models,
    abstractModels,
    relations,
    declared: undeclared.length === 0 ? declared : [...declared, ...undeclared].sort(byPlace),
    get relationById() {
      return byId();
    },
    get relationsFrom() {
      return byHolder();
    },
    relationsTo: groupByTarget(relations),
    children: childrenOf(context),
  };
}

function groupByTarget(relations: readonly Relation[]): ReadonlyMap<ModelLabel, readonly Relation[]> {
  const groups = new Map<ModelLabel, Relation[]>();
  for (const relation of relations) {
    if (relation.target.kind !== 'resolved') continue;
    const group = groups.get(relation.target.label);
    if (group === undefined) groups.set(relation.target.label, [relation]);
    else group.push(relation);
  }
  return groups;
}

/** Those of `others`, which abstract classes declare, that none of `relations` has from there. */
function notAmong(relations: readonly Relation[], others: readonly Relation[]): readonly Relation[] {
  const statements = new Set(relations.filter(({ inheritedFrom }) => inheritedFrom !== null).map(statementKey));
  return others.filter((relation) => !statements.has(statementKey(relation)));
}

function partOf(context: GraphContext, model: RegisteredModel): GraphPart {
  const known = context.parts.get(model.info);
  if (known !== undefined) return known;
  const relations = model.abstract ? declaredRelations(context, model) : relationsOfModel(context, model);
  const keyOf = (other: RegisteredModel): string | null => partOf(context, other).model.pk;
  const part = {
    model: modelOf(context, { model, relations: model.abstract ? [] : relations, keyOf, ...swapOf(context, model) }),
    relations,
  };
  context.parts.set(model.info, part);
  return part;
}

function relationsOfModel(context: GraphContext, model: RegisteredModel): readonly Relation[] {
  const relations: Relation[] = [];
  for (const held of context.fields.local(model.info))
    if (held.declared.fieldClass.kind !== 'plain') relations.push(relationOf(context, model, held));
  if (model.proxy) return relations;
  // A one-to-one with a target that is not known may be the link.
  const certain = !relations.some(({ kind, target }) => kind === 'one-to-one' && !isKnown(target));
  for (const parent of concreteModels(context, model))
    if (!relations.some((relation) => isLinkTo(parent, relation)) && !hasField(context, parent, linkName(parent)))
      relations.push(parentLinkOf(context, { child: model, parent, certain }));
  return relations;
}

/** True for a field that takes the place of the automatic link to a parent. */
function isLinkTo(parent: RegisteredModel, { kind, field, parentLink, target }: Relation): boolean {
  if (kind !== 'one-to-one') return false;
  // Django refuses any other field with the link's name.
  return field === linkName(parent) || (parentLink && target.kind === 'resolved' && target.label === parent.label);
}

/** True for a model that has such a field from a parent: Django takes that one for the child's link, and adds none (ModelBase.__new__). */
function hasField(context: GraphContext, model: RegisteredModel, name: string): boolean {
  if (partOf(context, model).relations.some(({ field }) => field === name)) return true;
  return concreteModels(context, model).some((parent) => hasField(context, parent, name));
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

const NAMED_LINKS = new Map(libraryPacks.flatMap(({ links = [] }) => links.map(({ parent, relatedName }) => [parent, relatedName])));

interface ParentLink {
  readonly child: RegisteredModel;
  readonly parent: RegisteredModel;
  /** False where a field that is written may be the link. */
  readonly certain: boolean;
}

/** The automatic one-to-one of multi-table inheritance; `default_related_name` names its way back too. */
function parentLinkOf(context: GraphContext, { child, parent, certain }: ParentLink): Relation {
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
    certain: certain && isKnownName(chosen),
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

/** What the settings put in the place of a model. */
function swapOf(context: GraphContext, model: RegisteredModel): Pick<ModelInput, 'swapped' | 'perhapsSwapped'> {
  const option = context.classes.metaOption(model.info, 'swappable');
  if (option === null) return { swapped: null, perhapsSwapped: false };
  const setting = textOf(likelyOf(option));
  const swap = setting === null ? null : swappingSetting(context, setting);
  return {
    swapped: swap === null || model.abstract ? null : swappedBy(model, swap.label),
    perhapsSwapped: setting !== null && swap?.known !== true,
  };
}

interface Swap {
  /** Empty where the settings leave the setting out. */
  readonly label: string;
  /** False where the label is no more than likely. */
  readonly known: boolean;
}

/** The value of a setting that may swap a model out; null where it is not known. */
function swappingSetting({ project, evaluator }: GraphContext, setting: string): Swap | null {
  if (setting === 'AUTH_USER_MODEL') return swapFrom(project.authUserModel, project.authUserModelKnown);
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

/** Of relations that are sorted by place the best one of each statement: that of the class itself, else the first. */
function firstPerStatement(relations: readonly Relation[]): readonly Relation[] {
  const best: Relation[] = [];
  let last: Place | null = null;
  for (const relation of relations) {
    if (relation.written === null) continue;
    const { name } = relation.written;
    const known = last?.id === name.id && last.file === name.file ? best.at(-1) : undefined;
    if (known === undefined) best.push(relation);
    else if (known.inheritedFrom !== null && relation.inheritedFrom === null) best[best.length - 1] = relation;
    last = name;
  }
  return best;
}

function statementKey({ written, id }: Relation): string {
  return written === null ? id : `${written.name.file}\n${written.name.id}`;
}

function byPlace(left: Relation, right: Relation): number {
  const first = left.written?.name;
  const second = right.written?.name;
  if (first === undefined || second === undefined) return first === second ? compareText(left.id, right.id) : first === undefined ? 1 : -1;
  return compareText(first.file, second.file) || first.id - second.id || compareText(left.id, right.id);
}
