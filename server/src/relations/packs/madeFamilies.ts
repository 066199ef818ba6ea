/** Fields by which a metaclass links the models of one module to each other (libraryPacks.ts). */
import type { ClassInfo } from '../classes';
import { lastPart } from '../djangoNames';
import type { Relation } from '../graph';
import type { GraphContext, GraphPart } from '../graphContext';
import type { FamilyField, MadeFamily } from './libraryPack';
import { libraryPacks } from './libraryPacks';
import { ancestors } from './madeCopies';
import { relationOn } from './madeRelation';
import type { RegisteredModel } from '../registry';

const FAMILIES = libraryPacks.flatMap(({ families = [] }) => families);
const NAMES = new Set(FAMILIES.flatMap(({ kinds }) => Object.values(kinds).flatMap((paths) => paths.map(lastPart))));

/** The relations that a model has by its family. */
export function familyFieldsOf(
  context: GraphContext,
  owner: RegisteredModel,
  partOf: (model: RegisteredModel) => GraphPart,
): readonly Relation[] {
  // What most models extend has no such name.
  if (!owner.info.bases.some((base) => NAMES.has(nameOf(base)))) return [];
  return FAMILIES.flatMap((family) => {
    const given = kindsOf(context, family, owner.info).length === 0 ? undefined : linksIn(context, family, owner.info.file).get(owner);
    return [...(given?.values() ?? [])].flatMap((link) => relationOf(context, owner, { ...link, partOf }) ?? []);
  });
}

function nameOf(base: ClassInfo['bases'][number]): string {
  return base.kind === 'class' ? base.info.shape.name : base.kind === 'external' ? lastPart(base.path) : '';
}

/** The kinds that the bases of a class statement say. */
function kindsOf({ classes }: GraphContext, { kinds }: MadeFamily, { bases }: ClassInfo): readonly string[] {
  return Object.entries(kinds).flatMap(([kind, paths]) =>
    bases.some((base) => {
      if (base.kind === 'external') return paths.includes(base.path);
      if (base.kind !== 'class' || !paths.some((path) => lastPart(path) === base.info.shape.name)) return false;
      return classes.mro(base.info).some(({ dotted }) => paths.includes(dotted));
    })
      ? [kind]
      : [],
  );
}

/** A field that a model gets, and the models that were there then, by their kind. */
interface Link {
  readonly field: FamilyField;
  readonly members: ReadonlyMap<string, RegisteredModel>;
}

type Links = ReadonlyMap<RegisteredModel, ReadonlyMap<string, Link>>;

const NO_LINKS: Links = new Map();

/** What the models of a file get, in the order in which Python makes them. */
function linksIn(context: GraphContext, family: MadeFamily, file: ClassInfo['file']): Links {
  const { models, abstract } = context.registry;
  const ofFile = [...models.values(), ...abstract].filter(({ info }) => info.file === file && kindsOf(context, family, info).length > 0);
  const links = new Map<RegisteredModel, Map<string, Link>>(ofFile.map((model) => [model, new Map<string, Link>()]));
  let members: ReadonlyMap<string, RegisteredModel> = new Map();
  for (const model of ofFile.sort((left, right) => left.info.shape.order - right.info.shape.order)) {
    const kinds = kindsOf(context, family, model.info);
    members = new Map([...members, ...kinds.map((kind) => [kind, model] as const)]);
    if (members.size < Object.keys(family.kinds).length) continue;
    // What an abstract class gets goes to some of those that extend it.
    if ([...members.values()].some((member) => member.abstract)) return NO_LINKS;
    for (const field of family.fields) {
      const holder = members.get(field.on);
      const given = holder === undefined ? undefined : links.get(holder);
      if (holder !== undefined && given?.has(field.field) === false && !hasField(context, holder, field.field))
        given.set(field.field, { field, members });
    }
  }
  return links;
}

function hasField(context: GraphContext, model: RegisteredModel, name: string): boolean {
  return [model, ...ancestors(context, model)].some(({ info }) =>
    context.fields.local(info).some(({ declared }) => declared.name === name),
  );
}

interface Placed extends Link {
  readonly partOf: (model: RegisteredModel) => GraphPart;
}

function relationOf({ project }: GraphContext, { label }: RegisteredModel, { field: said, members, partOf }: Placed): Relation | null {
  const { field, className, kind, onDelete, relatedName } = said;
  const to = said.to === '{user}' ? project.authUserModel : members.get(said.to)?.label;
  if (to == null) return null;
  const relation = relationOn(label, { field, className, kind, to, onDelete, null: said.null, relatedName });
  const through = said.through === null ? undefined : members.get(said.through);
  return through === undefined ? relation : { ...relation, through: through.label, joinTable: partOf(through).model.dbTable };
}
