/** The models that a library makes where a class body or other code calls it (libraryPacks.ts). */
import { relationsInArguments, relationsOfBases } from './fieldsOfMade';
import type { GraphContext, GraphPart } from '../graphContext';
import { copiesOf } from './madeCopies';
import { joinsOf } from './madeJoins';
import { linkOf } from './madeLinks';
import { givenTo, nameOf, namingByModel } from './madeNames';
import { partMade } from './madePart';
import { calledBy, overrides, textsOf } from './madeRelation';
import type { MadeModel } from './libraryPack';
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
    ...copiesOf(context, repeatsOf(context, maker), { owner, label, partOf }).filter(({ field }) => !excluded.has(field)),
    ...(made.takesFields ? relationsInArguments(context, maker, named) : []),
    ...relationsOfBases(context, maker, named, given(made.basesArgument)),
    ...made.relations.flatMap((relation) => linkOf(context, { owner, label, fill, given }, relation) ?? []),
  ];
  const part = partMade(model, { named, at: { file: info.file, id: member.nameId }, key: made.key, relations });
  const { joins } = made;
  const naming = namingByModel(context, maker);
  return joins === null || naming === null ? [part] : [part, ...joinsOf(context, maker, { joins, named, naming, given, partOf, excluded })];
}

/** What a call repeats of its model; nothing where a class of the project decides that. */
function repeatsOf(context: GraphContext, { info, call, made }: ModelMaker): MadeModel['repeats'] {
  const called = calledBy(context, info.file, call.callee);
  const isDecided = called !== null && overrides(context, called, { path: made.call, members: made.repeatedBy });
  return isDecided ? 'none' : made.repeats;
}
