/** Fields that the project itself gives to a model which a library makes. They are relations like others, and prove nothing. */
import { outsideClassScope } from '../../facts/classScope';
import type { Member } from '../../facts/fileShape';
import type { Definition } from '../../modules/names';
import type { Argument, Expression } from '../../syntax/python';
import type { Value } from '../../values/evaluate';
import type { ClassInfo } from '../classes';
import type { HeldField } from '../fields';
import type { Place, Relation } from '../graph';
import type { GraphContext } from '../graphContext';
import type { MadeName } from './madePart';
import type { ModelMaker } from './makers';
import type { RegisteredModel } from '../registry';
import { plainRelationOf } from '../relations';

/** The relations among the keyword arguments of a call, as fields of the model that it makes. */
export function relationsInArguments(
  context: GraphContext,
  { owner, info, member, call }: ModelMaker,
  named: MadeName,
): readonly Relation[] {
  const model = standInOf(owner, named);
  return call.args.flatMap((argument) =>
    givenIn(context, info, argument).flatMap(({ file, id, name, written }): readonly Relation[] => {
      if (written.kind !== 'call') return [];
      // What stands in a class body reads here as it does outside of it.
      const value = file === info.file ? outsideClassScope(info.shape, member, written) : written;
      const holder: ClassInfo = { ...info, file, shape: { ...info.shape, members: [] } };
      const given: Member = { name, nameId: id, id, certain: false, kind: 'value', value, decorators: [] };
      const held = context.fields.fieldFrom(holder, given);
      return held === null ? [] : relationsOf(context, model, held, { file, id });
    }),
  );
}

interface Given extends Place {
  readonly name: string;
  readonly written: Expression;
}

/** What an argument gives under which name: by its keyword, or as a dictionary that is spread, written there or at module level. */
function givenIn({ names }: GraphContext, { file, shape }: ClassInfo, { id, keyword, spread, value }: Argument): readonly Given[] {
  if (keyword !== null) return [{ file, id, name: keyword, written: value }];
  if (spread !== '**') return [];
  const named = value.kind === 'name' || value.kind === 'attribute' ? names.resolveBefore(file, value, shape.order) : null;
  const [home, dictionary] = named?.kind === 'value' ? [named.file, named.value] : [file, value];
  if (dictionary.kind !== 'dict') return [];
  return dictionary.entries.flatMap(({ key, value: written }) =>
    key?.kind === 'string' ? [{ file: home, id: key.id, name: key.value, written }] : [],
  );
}

/** The relations that a made model has from abstract classes which the call has it extend. */
export function relationsOfBases(
  context: GraphContext,
  { owner, info, member }: ModelMaker,
  named: MadeName,
  bases: Value | null,
): readonly Relation[] {
  if (bases?.kind !== 'list') return [];
  const model = standInOf(owner, named);
  return bases.items.flatMap((base) => {
    const extended = base.kind === 'reference' && base.definition.kind === 'class' ? classOf(context, base.definition) : null;
    if (extended === null || !context.classes.abstract(extended)) return [];
    const madeBy = { file: info.file, id: member.nameId };
    return context.fields.local(extended).flatMap((held) => relationsOf(context, model, heldFrom(held, extended), madeBy));
  });
}

function heldFrom({ declared, inheritedFrom, changes }: HeldField, base: ClassInfo): HeldField {
  return { declared, inheritedFrom: inheritedFrom ?? base, changes };
}

function classOf({ classes }: GraphContext, { file, shape }: Extract<Definition, { kind: 'class' }>): ClassInfo {
  return classes.info(file, shape);
}

function relationsOf(context: GraphContext, model: RegisteredModel, held: HeldField, madeBy: Place): readonly Relation[] {
  if (held.declared.fieldClass.kind === 'plain') return [];
  return [{ ...plainRelationOf(context, model, held), certain: false, conditional: true, written: null, madeBy }];
}

/** One object for each made model, as what is known of a class is kept by it. */
const standIns = new WeakMap<ClassInfo, Map<string, ClassInfo>>();

/** A made model as if a class statement said it. */
function standInOf({ info: beside }: RegisteredModel, { label, appLabel, name, table }: MadeName): RegisteredModel {
  let known = standIns.get(beside);
  if (known === undefined) standIns.set(beside, (known = new Map<string, ClassInfo>()));
  let info = known.get(label);
  if (info === undefined) {
    const shape = { ...beside.shape, name, path: name, args: [], members: [], decorators: [] };
    info = { file: beside.file, shape, dotted: `${beside.dotted.slice(0, -beside.shape.path.length)}${name}`, bases: [{ kind: 'model' }] };
    known.set(label, info);
  }
  return { label, appLabel, info, abstract: false, proxy: false, certain: false, perhapsLoaded: true, table };
}
