/** Foreign keys that a made model repeats, so that nothing stands in the way of a row. */
import { lastPart } from '../djangoNames';
import type { Relation } from '../graph';
import type { GraphContext, GraphPart } from '../graphContext';
import type { MadeModel } from './libraryPack';
import { relationOn } from './madeRelation';
import type { RegisteredModel } from '../registry';
import { concreteModels } from '../tables';

interface Repeating {
  readonly owner: RegisteredModel;
  /** Label of the model that is made. */
  readonly label: string;
  readonly partOf: (model: RegisteredModel) => GraphPart;
}

/** The foreign keys of a model, as a copy has them. */
export function copiesOf(context: GraphContext, repeats: MadeModel['repeats'], repeating: Repeating): readonly Relation[] {
  if (repeats === 'none') return [];
  const { owner, label, partOf } = repeating;
  const isAll = repeats === 'all-as-null';
  const [concrete] = owner.proxy && !isAll ? concreteModels(context, owner) : [];
  const models = isAll ? [owner, ...ancestors(context, owner)] : [concrete ?? owner];
  const copies = models
    .flatMap((model) => partOf(model).relations)
    .flatMap((relation) => {
      if (relation.target.kind !== 'resolved' || (relation.kind !== 'many-to-one' && relation.kind !== 'one-to-one')) return [];
      const { field, parentLink, column, toField } = relation;
      const hidden = { ...HIDDEN, null: isAll || relation.null, field, to: relation.target.label };
      return [{ ...relationOn(label, hidden), parentLink, column, toField }];
    });
  return owner.proxy && !isAll ? [...copies, ...endsOfProxied(context, repeating)] : copies;
}

const HIDDEN = { kind: 'many-to-one', onDelete: 'DO_NOTHING', relatedName: '+', className: 'ForeignKey' } as const;

/** The two foreign keys of the automatic through model that a proxy stands for. */
function endsOfProxied({ classes, registry }: GraphContext, { owner, label, partOf }: Repeating): readonly Relation[] {
  const base = classes.mro(owner.info).flatMap(({ bases }) => bases.filter((each) => each.kind === 'through'))[0];
  const holder = base === undefined ? undefined : registry.byInfo.get(base.holder);
  const field = holder === undefined ? undefined : partOf(holder).relations.find((each) => each.field === base?.member.name);
  return field === undefined ? [] : endsOf(field, label, false);
}

/** The foreign keys of a relation's automatic through model (create_many_to_many_intermediary_model), copied to the model of `label`. */
export function endsOf({ from, target }: Relation, label: string, isNull: boolean): readonly Relation[] {
  if (target.kind !== 'resolved') return [];
  const ends = [from, target.label];
  const [own = '', other = ''] = ends.map((end) => lastPart(end).toLowerCase());
  const names = own === other ? [`from_${own}`, `to_${other}`] : [own, other];
  return ends.map((to, at) => relationOn(label, { ...HIDDEN, null: isNull, field: names[at] ?? '', to }));
}

/** The concrete models that a model extends, and those that these extend. */
export function ancestors(context: GraphContext, model: RegisteredModel): readonly RegisteredModel[] {
  return concreteModels(context, model).flatMap((parent) => [parent, ...ancestors(context, parent)]);
}
