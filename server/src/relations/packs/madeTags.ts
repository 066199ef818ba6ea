/** The relations of managers of tags, as their packs say (libraryPacks.ts). */
import type { Call } from '../../syntax/python';
import type { ClassInfo } from '../classes';
import type { Relation } from '../graph';
import type { GraphContext, GraphPart } from '../graphContext';
import type { MadeTags } from './libraryPack';
import { libraryPacks } from './libraryPacks';
import { calledBy, isOfClass, relationOn, valueOf, type Maker } from './madeRelation';
import { textOf, type RegisteredModel } from '../registry';
import { concreteModels } from '../tables';
import { resolveLazy } from '../targets';
import { likelyOf, type Value } from '../../values/evaluate';

const TAGS = libraryPacks.flatMap(({ tags = [] }) => tags);

/** The relations that managers of tags make on a model, also those in the bodies of its abstract bases. */
export function tagsOf(context: GraphContext, owner: RegisteredModel, partOf: (model: RegisteredModel) => GraphPart): readonly Relation[] {
  const known = TAGS.filter(({ through }) => context.registry.models.has(through));
  if (known.length === 0) return [];
  const { classes } = context;
  const lineage = classes.mro(owner.info);
  const holders = lineage.filter((info) => info === owner.info || classes.abstract(info) || classes.modelness(info) === 'no');
  // What stands under the name in a class nearer to the model takes its place.
  const isCovered = (name: string, info: ClassInfo): boolean =>
    lineage.slice(0, lineage.indexOf(info)).some(({ shape }) => shape.members.some((member) => member.name === name));
  return holders.flatMap((info) =>
    info.shape.members.flatMap((member): readonly Relation[] => {
      const call = member.value?.kind === 'call' ? member.value : null;
      const called = call === null ? null : calledBy(context, info.file, call.callee);
      const made = called === null ? undefined : known.find(({ manager }) => isOfClass(context, called, manager));
      if (call === null || made === undefined || isCovered(member.name, info)) return [];
      const maker = { owner, info, member };
      const through = throughOf(context, maker, { call, fallback: made.through });
      return through === null ? [] : taggedBy(context, maker, { call, made, through: partOf(through) });
    }),
  );
}

function throughOf(
  context: GraphContext,
  maker: Maker,
  { call, fallback }: { readonly call: Call; readonly fallback: string },
): RegisteredModel | null {
  const { registry, classes } = context;
  const given = valueOf(context, maker, { call, argument: 'through' }) ?? constructedThrough(context, maker, call);
  const value = given === null ? null : likelyOf(given);
  if (value === null || (value.kind === 'constant' && value.value === null)) return registry.models.get(fallback) ?? null;
  if (value.kind === 'reference' && value.definition.kind === 'class')
    return registry.byInfo.get(classes.info(value.definition.file, value.definition.shape)) ?? null;
  const target = value.kind === 'string' ? resolveLazy(context, maker.owner, value.value) : null;
  return target?.kind === 'resolved' ? (registry.models.get(target.label) ?? null) : null;
}

/** What the manager's own `__init__` makes of it: a class that extends the library's may name another through model. */
function constructedThrough({ evaluator }: GraphContext, { info }: Maker, call: Call): Value | null {
  const value = evaluator.evaluateBefore(info.file, call, info.shape.order);
  return value.kind === 'call' ? (evaluator.construct(info.file, value, call)?.attributes.get('through') ?? null) : null;
}

interface Tagged {
  readonly call: Call;
  readonly made: MadeTags;
  readonly through: GraphPart;
}

function taggedBy(context: GraphContext, maker: Maker, { call, made, through }: Tagged): readonly Relation[] {
  const { owner, info, member } = maker;
  const tag = through.relations.find(({ field }) => field === made.tag);
  if (tag?.target.kind !== 'resolved') return [];
  const relatedName = textOf(valueOf(context, maker, { call, argument: 'related_name' }));
  const callee = call.callee.kind === 'name' || call.callee.kind === 'attribute' ? call.callee.name : '';
  const inheritedFrom = info === owner.info ? null : info.dotted;
  const parts = { field: member.name, className: callee, kind: 'many-to-many', to: tag.target.label, relatedName } as const;
  const madeBy = { file: info.file, id: member.nameId };
  const relation = { ...relationOn(owner.label, parts), through: through.model.label, symmetrical: true, inheritedFrom, madeBy };
  const { generic } = made;
  // A parent that has it hands it down.
  const isInherited = concreteModels(context, owner).some((parent) => context.classes.mro(parent.info).includes(info));
  const isGeneric = !isInherited && through.relations.some(({ kind }) => kind === 'generic');
  const items = { field: generic, className: 'GenericRelation', kind: 'generic-reverse', to: through.model.label } as const;
  return isGeneric ? [relation, relationOn(owner.label, items)] : [relation];
}
