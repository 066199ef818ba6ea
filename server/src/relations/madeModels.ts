/** The models that a library makes where a class body or other code calls it (libraryPacks.ts). */
import type { Value } from '../values/evaluate';
import { relationsInArguments } from './fieldsOfMade';
import type { GraphContext, GraphPart } from './graphContext';
import { copiesOf } from './madeCopies';
import { linkOf } from './madeLinks';
import { givenTo, nameOf } from './madeNames';
import { partMade } from './madePart';
import type { ModelMaker } from './makers';
import type { RegisteredModel } from './registry';

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
  const excluded = textsIn(given(made.excludedWith));
  const relations = [
    ...copiesOf(context, made.repeats, { owner, label, partOf }).filter(({ field }) => !excluded.has(field)),
    ...(made.takesFields ? relationsInArguments(context, maker, named) : []),
    ...made.relations.flatMap((relation) => linkOf(context, { owner, label, fill, given }, relation) ?? []),
  ];
  return [partMade(model, { named, at: { file: info.file, id: member.nameId }, key: made.key, relations })];
}

function textsIn(value: Value | null): ReadonlySet<string> {
  return new Set(value?.kind === 'list' ? value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : [])) : []);
}
