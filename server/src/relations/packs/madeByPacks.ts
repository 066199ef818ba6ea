/** What libraries add to one model at run time, as their packs say (libraryPacks.ts). It is shown, and proves nothing. */
import type { Relation } from '../graph';
import type { GraphContext, GraphPart } from '../graphContext';
import { configuredRelations, proxiesOf } from './madeByConfig';
import { familyFieldsOf } from './madeFamilies';
import { baseFieldsOf } from './madeFields';
import { modelsMadeBy } from './madeModels';
import { tagsOf } from './madeTags';
import { makersOf } from './makers';
import type { RegisteredModel } from '../registry';

/** What packs add to one model of the project. */
export interface Made {
  /** Models of their own, with their relations. */
  readonly parts: readonly GraphPart[];
  /** Further relations of the model itself. */
  readonly relations: readonly Relation[];
}

const NOTHING: Made = { parts: [], relations: [] };

/** What libraries make of a registered model; for most models nothing. */
export function madeOf(context: GraphContext, owner: RegisteredModel, partOf: (model: RegisteredModel) => GraphPart): Made {
  if (isPlain(context, owner)) return NOTHING;
  const called = makersOf(context, owner).flatMap((maker) => modelsMadeBy(context, maker, partOf));
  const parts = [...called, ...proxiesOf(context, owner, partOf)];
  const relations = [
    ...baseFieldsOf(context, owner),
    ...familyFieldsOf(context, owner, partOf),
    ...configuredRelations(context, owner),
    ...(owner.proxy ? [] : tagsOf(context, owner, partOf)),
  ];
  return parts.length + relations.length === 0 ? NOTHING : { parts, relations };
}

/** True for a model that extends `Model` alone, calls field classes of Django's own, and is named to no library: as most are. */
function isPlain({ fields, registering, configured }: GraphContext, { info }: RegisteredModel): boolean {
  const [only, more] = info.bases;
  const extendsModelAlone = only?.kind === 'model' && more === undefined;
  return extendsModelAlone && fields.otherCalls(info).length === 0 && !registering.has(info) && configured(info).length === 0;
}
