/** What a library makes of a model that an app lists in its configuration: a proxy, and a generic relation to what that stands for. */
import type { Relation } from '../graph';
import type { GraphContext, GraphPart } from '../graphContext';
import { proxyMade } from './madePart';
import { relationOn } from './madeRelation';
import type { RegisteredModel } from '../registry';

/** The proxies that are made of a model. */
export function proxiesOf(
  context: GraphContext,
  { info }: RegisteredModel,
  partOf: (model: RegisteredModel) => GraphPart,
): readonly GraphPart[] {
  return context.configured(info).flatMap(({ made, makesProxy, at }) => {
    const of = makesProxy ? context.registry.models.get(made.of) : undefined;
    return of === undefined ? [] : [proxyMade(partOf(of).model, { name: made.proxy.replace('{model}', info.shape.name), at })];
  });
}

/** The generic relations that a model gets. */
export function configuredRelations(context: GraphContext, { info, label, appLabel }: RegisteredModel): readonly Relation[] {
  return context.configured(info).map(({ made, at }) => {
    const { field, className, relatedQueryName } = made.generic;
    const query = relatedQueryName.replace('{app}', appLabel).replace('{model_name}', info.shape.name.toLowerCase());
    const parts = { field, className, kind: 'generic-reverse', to: made.of, relatedName: null, relatedQueryName: query } as const;
    return { ...relationOn(label, parts), madeBy: at };
  });
}
