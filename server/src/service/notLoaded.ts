/**
 * Classes that would be models if anything that Django loads imported their modules. They are in no registry, clash with nothing
 * and are not reported; a person who asks is told of them, and one who has such a module open, or one that is perhaps loaded, is
 * told what its classes alone decide.
 */
import type { DocumentKey } from '../base/documentKey';
import { declaredRelations } from '../relations/buildGraph';
import type { ClassInfo } from '../relations/classes';
import type { Relation, RelationGraph } from '../relations/graph';
import type { MakerContext } from '../relations/graphContext';
import type { ClassVerdict } from '../relations/registry';

export interface NotLoaded {
  /** All of them. Reads what was left unread. */
  verdicts(): readonly ClassVerdict[];
  /** `graph` with nothing but the relations that such classes in these files declare; null when they declare none. */
  graphOf(files: readonly DocumentKey[], graph: RelationGraph): RelationGraph | null;
}

export interface NotLoadedInput {
  readonly context: MakerContext;
  /** The files that may hold such classes. */
  readonly files: () => readonly DocumentKey[];
  /** True for a file of the project's own. */
  readonly isMeant: (file: DocumentKey) => boolean;
  readonly isLoaded: (file: DocumentKey) => boolean;
  readonly isSurelyLoaded: (file: DocumentKey) => boolean;
  readonly infosOf: (files: readonly DocumentKey[]) => readonly ClassInfo[];
}

/** Answers for one project. Works nothing out before it is asked. */
export function notLoadedOf({ context, files, isMeant, isLoaded, isSurelyLoaded, infosOf }: NotLoadedInput): NotLoaded {
  const { classes } = context;
  const modelsIn = (asked: readonly DocumentKey[]): readonly ClassInfo[] =>
    infosOf(asked.filter(isMeant)).filter((info) => classes.modelness(info) === 'model');
  const relationsOf = (info: ClassInfo): readonly Relation[] => {
    const model = {
      label: info.dotted,
      appLabel: '',
      info,
      abstract: classes.abstract(info),
      proxy: false,
      certain: false,
      perhapsLoaded: false,
    };
    return declaredRelations({ ...context, mayHold: () => true, madeLabel: () => null, configured: () => [] }, model);
  };
  return {
    verdicts: () => modelsIn(files().filter((file) => !isLoaded(file))).map((info) => ({ info, verdict: 'not-loaded' })),
    graphOf(asked, graph) {
      const infos = modelsIn(asked.filter((file) => !isSurelyLoaded(file)));
      const declared = infos.flatMap(relationsOf);
      const relations = infos.filter((info) => !classes.abstract(info)).flatMap(relationsOf);
      return declared.length === 0 ? null : { ...graph, declared, relations };
    },
  };
}
