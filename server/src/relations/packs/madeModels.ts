/** The models that a library makes where a class body or other code calls it (libraryPacks.ts). */
import { relationsInArguments, relationsOfBases } from './fieldsOfMade';
import type { GraphContext, GraphPart } from '../graphContext';
import { copiesOf } from './madeCopies';
import { joinsOf } from './madeJoins';
import { linkOf } from './madeLinks';
import { givenTo, nameOf, namingByModel } from './madeNames';
import { partMade } from './madePart';
import { textsOf } from './madeRelation';
import type { ModelMaker } from './makers';
import type { RegisteredModel } from '../registry';

/** The models that a call makes; none where their names are not known. */
export function modelsMadeBy(
  context: GraphContext,
  maker: ModelMaker,
  partOf: (model: RegisteredModel) => GraphPart,
): readonly GraphPart[] {
  const { owner, info, member, made } = maker;
  const given = givenTo(context, maker);
  const { model } = partOf(owner);
  const named = nameOf(context, maker);
  if (named === null) return [];
  const { label, fill } = named;
  const excluded = textsOf(given(made.excludedWith));
  const relations = [
    ...copiesOf(context, made.repeats, { owner, label, partOf }).filter(({ field }) => !excluded.has(field)),
    ...(made.takesFields ? relationsInArguments(context, maker, named) : []),
    ...relationsOfBases(context, maker, named, given(made.basesArgument)),
    ...made.relations.flatMap((relation) => linkOf(context, { owner, label, fill, given }, relation) ?? []),
  ];
  const part = partMade(model, { named, at: { file: info.file, id: member.nameId }, key: made.key, relations });
  const { joins } = made;
  const naming = namingByModel(context, maker);
  return joins === null || naming === null ? [part] : [part, ...joinsOf(context, maker, { joins, named, naming, given, partOf, excluded })];
}
