/** Models that a library makes for many-to-many fields, with a copy of what the through model points at. */
import { lastMember } from '../../facts/members';
import type { Expression } from '../../syntax/python';
import type { Value } from '../../values/evaluate';
import type { ClassInfo } from '../classes';
import { lastPart } from '../djangoNames';
import { relationsOfBases } from './fieldsOfMade';
import type { Relation } from '../graph';
import type { GraphContext, GraphPart } from '../graphContext';
import type { MadeJoins } from './libraryPack';
import { ancestors, copiesOf, endsOf } from './madeCopies';
import { partMade, type MadeName } from './madePart';
import { relationOn, textsOf } from './madeRelation';
import type { ModelMaker } from './makers';
import { textOf, type RegisteredModel } from '../registry';

export interface JoinInput {
  readonly joins: MadeJoins;
  /** What the model is called that is made for the holder of the fields. */
  readonly named: MadeName;
  /** What a model is called that is made for one of this name; null where that is not known. */
  readonly naming: (model: string) => string | null;
  readonly given: (argument: string) => Value | null;
  readonly partOf: (model: RegisteredModel) => GraphPart;
  /** Fields that are not copied. */
  readonly excluded: ReadonlySet<string>;
}

/** The models that a call makes for the many-to-many fields which it or its model lists. */
export function joinsOf(context: GraphContext, maker: ModelMaker, input: JoinInput): readonly GraphPart[] {
  const holders = [maker.owner, ...ancestors(context, maker.owner)];
  return [...listedFields(context, maker, input)].flatMap((name) => {
    const relations = holders.flatMap((holder) => input.partOf(holder).relations);
    const field = relations.find((relation) => relation.field === name && relation.kind === 'many-to-many');
    return field === undefined ? [] : (joinOf(context, maker, input, field) ?? []);
  });
}

function joinOf(context: GraphContext, maker: ModelMaker, input: JoinInput, field: Relation): GraphPart | null {
  const { joins, named, naming, given, partOf, excluded } = input;
  const { appLabel } = named;
  const name = naming(lastPart(field.through ?? ''));
  if (name === null) return null;
  const label = `${appLabel}.${name}`;
  const copies = copiesOfThrough(context, field, { label, partOf });
  if (copies === null) return null;
  const table = joins.table.replace('{app}', appLabel).replace('{made_name}', name.toLowerCase());
  const made: MadeName = { label, appLabel, name, table };
  const { back, onDelete, key, basesArgument } = joins;
  const relations = [
    ...copies.filter((copy) => copy.field !== back && !excluded.has(copy.field)),
    ...relationsOfBases(context, maker, made, given(basesArgument)),
    relationOn(label, { field: back, className: 'ForeignKey', kind: 'many-to-one', to: named.label, onDelete, relatedName: null }),
  ];
  const at = { file: maker.info.file, id: maker.member.nameId };
  return partMade(partOf(maker.owner).model, { named: made, at, key, relations });
}

interface CopyInput {
  readonly label: string;
  readonly partOf: (model: RegisteredModel) => GraphPart;
}

/** Copies of the foreign keys of a through model; null where that is not known. */
function copiesOfThrough(context: GraphContext, field: Relation, { label, partOf }: CopyInput): readonly Relation[] | null {
  if (field.throughAuto) return endsOf(field, label, true);
  const through = context.registry.models.get(field.through ?? '');
  return through === undefined ? null : copiesOf(context, 'all-as-null', { owner: through, label, partOf });
}

/** Names of the fields that the call lists, and an attribute of the model. */
function listedFields({ classes }: GraphContext, { owner, info, call }: ModelMaker, { joins, given }: JoinInput): ReadonlySet<string> {
  const { listedIn, attribute } = joins;
  const inCall = call.args.find(({ keyword }) => keyword === listedIn)?.value;
  const name = textOf(given(attribute.argument)) ?? attribute.name;
  const holder = classes.mro(owner.info).find(({ shape }) => lastMember(shape.members, name) !== undefined);
  const inBody = holder === undefined ? null : (lastMember(holder.shape.members, name)?.value ?? null);
  return new Set([
    ...(inCall === undefined ? [] : namesIn(info, inCall)),
    ...textsOf(given(listedIn)),
    ...(holder === undefined || inBody === null ? [] : namesIn(holder, inBody)),
  ]);
}

/** The fields that a list in or beside a class body names: as texts, by the names that the body gives them, or as `Order.tags.field`. */
function namesIn({ shape }: ClassInfo, list: Expression): readonly string[] {
  if (list.kind !== 'list' && list.kind !== 'tuple' && list.kind !== 'set') return [];
  return list.items.flatMap((item) => {
    if (item.kind === 'string') return [item.value];
    if (item.kind === 'name') return lastMember(shape.members, item.name) === undefined ? [] : [item.name];
    return item.kind === 'attribute' && item.name === 'field' && item.object.kind === 'attribute' ? [item.object.name] : [];
  });
}
