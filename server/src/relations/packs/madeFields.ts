/** Fields that a base class of a library gives to what extends it (libraryPacks.ts). */
import { lastMember } from '../../facts/members';
import type { ClassInfo } from '../classes';
import type { Relation } from '../graph';
import type { GraphContext } from '../graphContext';
import type { MadeField } from './libraryPack';
import { libraryPacks } from './libraryPacks';
import { relationOn } from './madeRelation';
import type { RegisteredModel } from '../registry';

const FIELDS = libraryPacks.flatMap(({ fields = [] }) => fields);

/** The relations that bases of a model give it. */
export function baseFieldsOf(context: GraphContext, owner: RegisteredModel): readonly Relation[] {
  return FIELDS.flatMap(({ bases, field, className, needs, genericTo }) =>
    context.registry.models.has(genericTo) && extendsAny(context, owner.info, bases) && hasMore(context, owner.info, { needs, bases })
      ? [relationOn(owner.label, { field, className, kind: 'generic-reverse', to: genericTo })]
      : [],
  );
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
