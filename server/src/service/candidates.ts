/**
 * Which files can hold models, from their headers alone: a fixpoint over the names of bases, in the whole workspace at once.
 * Names are compared without their modules, so a file too many may be parsed, but none too few.
 */
import type { DocumentKey } from '../base/documentKey';
import type { FileHeader } from '../syntax/header';

/** Names from which models descend when no file of the workspace defines them. */
const MODEL_BASES = [
  'Model',
  'AbstractUser',
  'AbstractBaseUser',
  'PermissionsMixin',
  'AbstractBaseSession',
  'get_user_model',
  'get_model',
  'through',
];

/** Stands for a base that a call gives: a function may load a model's class by its text. */
const CALLED = '()';

/** Functions that give no model, or one of the classes that they are given. */
const GIVES_NO_MODELS: ReadonlySet<string> = new Set(['with_metaclass', 'namedtuple', 'NewType']);

interface Child {
  readonly name: string;
  readonly file: DocumentKey;
}

/**
 * The files, sorted, that hold a class that may descend from Django's Model, or a class and a relation field. Where a file declares fields, and a base
 * comes from outside of the workspace, that base may be a model.
 */
export function modelFiles(headers: ReadonlyMap<DocumentKey, FileHeader>): readonly DocumentKey[] {
  const defined = new Set<string>();
  const declaring: FileHeader[] = [];
  const children = new Map<string, Child[]>();
  const extend = (base: string, child: Child): void => {
    const list = children.get(base);
    if (list === undefined) children.set(base, [child]);
    else list.push(child);
  };
  const found = new Set<DocumentKey>();
  for (const [file, header] of headers) {
    if (header.classes.length === 0) continue;
    if (header.makesRelations) found.add(file);
    if (header.declaresFields) declaring.push(header);
    for (const { name, bases, hasCalledBase } of header.classes) {
      const child = { name, file };
      defined.add(name);
      if (hasCalledBase === true && !bases.some((base) => GIVES_NO_MODELS.has(lastName(base)))) extend(CALLED, child);
      for (const base of bases) {
        const last = lastName(base);
        extend(last, child);
        // The name that an import gives something may be another's where the import fails.
        const renamed = header.aliases.findLast((alias) => alias.name === last);
        if (renamed !== undefined) extend(lastName(renamed.of), child);
      }
    }
  }
  const seen = new Set([...MODEL_BASES, CALLED]);
  for (const { classes } of declaring)
    for (const { bases } of classes)
      for (const base of bases) {
        const last = lastName(base);
        if (!seen.has(last) && !defined.has(last) && !holdsNoModels(base)) seen.add(last);
      }
  const waiting = [...seen];
  for (let base = waiting.pop(); base !== undefined; base = waiting.pop()) {
    for (const { name, file } of children.get(base) ?? []) {
      found.add(file);
      if (seen.has(name)) continue;
      seen.add(name);
      waiting.push(name);
    }
  }
  return [...found].sort();
}

/** True for a base that is known, by its name, to be no model and to lead to none. */
export function holdsNoModels(base: string): boolean {
  return NO_MODELS.test(base);
}

/** Classes of Python and of Django that stand beside models without being any. */
const NO_MODELS =
  /^(?:object|type|str|int|dict|list|Exception|ABC|Enum|Protocol|NamedTuple|TypedDict|(?:.*\.)?(?:\w*Manager|\w*QuerySet|\w*Field|\w*Choices|\w*Error|\w*Exception|Func|Lookup|Transform|Aggregate|ForeignKey|\w*Form|\w*Admin|\w*Inline|\w*View|\w*Command|\w*TestCase|\w*Serializer|\w*Config))$/;

function lastName(dotted: string): string {
  return dotted.slice(dotted.lastIndexOf('.') + 1);
}
