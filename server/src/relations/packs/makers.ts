/** Which calls make models at run time, and for which models of the project. */
import type { Call } from '../../syntax/python';
import { isTruthy } from '../../values/evaluate';
import { byCallee } from '../byCallee';
import type { GraphContext, MadeByCallee, MakerContext } from '../graphContext';
import type { MadeModel } from './libraryPack';
import { libraryPacks } from './libraryPacks';
import { calledBy, isOfClass, pathOf, valueOf, type Maker } from './madeRelation';
import type { RegisteredModel } from '../registry';

/** A call that makes a model. */
export interface ModelMaker extends Maker {
  readonly call: Call;
  readonly made: MadeModel;
  /** True where it stands in the body of a base of the model. */
  readonly inherited: boolean;
}

const MODELS = libraryPacks.flatMap(({ models = [] }) => models);

/** What the call of a class, or of one that extends it, makes, or of the function to the same end. */
export function createMadeByCallee({ names, modules, classes }: Pick<GraphContext, 'names' | 'modules' | 'classes'>): MadeByCallee {
  return byCallee((file, callee) => {
    const called = calledBy({ names }, file, callee);
    if (called === null) return null;
    const path = pathOf(modules.moduleOf, called);
    return MODELS.find((made) => made.registeredWith.includes(path) || isOfClass({ classes }, called, made.call)) ?? null;
  });
}

/** What makes models for one model: members of its class and of those that it extends, and code outside of them that registers it. */
export function makersOf(context: MakerContext, owner: RegisteredModel): readonly ModelMaker[] {
  const found: ModelMaker[] = [];
  const add = (maker: Maker, isOwn: boolean): void => {
    const call = maker.member.value?.kind === 'call' ? maker.member.value : null;
    const made = call === null ? null : context.madeByCallee(maker.info.file, call);
    if (call !== null && made !== null && (isOwn || isHandedDown(context, maker, { call, made })))
      found.push({ ...maker, call, made, inherited: !isOwn });
  };
  for (const info of context.classes.mro(owner.info)) {
    const isOwn = info === owner.info;
    for (const member of context.fields.otherCalls(info)) add({ owner, info, member }, isOwn);
    for (const { info: place, member } of context.registering.get(info) ?? []) add({ owner, info: place, member }, isOwn);
  }
  return found;
}

/** Whether a call in a base makes a model for each class that extends it. */
function isHandedDown(context: MakerContext, maker: Maker, { call, made }: Pick<ModelMaker, 'call' | 'made'>): boolean {
  return made.inheritedWith !== null && isTruthy(valueOf(context, maker, { call, argument: made.inheritedWith }));
}
