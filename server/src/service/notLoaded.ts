/**
 * Classes that would be models if anything that Django loads imported their modules. They are in no registry, clash with nothing
 * and are not reported; a person who asks is told of them, and one who has such a module open is told what its classes alone decide.
 */
import type { DocumentKey } from '../base/documentKey';
import { declaredRelations } from '../relations/buildGraph';
import type { ClassInfo } from '../relations/classes';
import type { Relation, RelationGraph } from '../relations/graph';
import type { GraphContext } from '../relations/graphContext';
import type { ClassVerdict } from '../relations/registry';

export interface NotLoaded {
  /** All of them. Reads what was left unread. */
  verdicts(): readonly ClassVerdict[];
  /** `graph` with nothing but the relations that such classes in these files declare; null when they declare none. */
  graphOf(files: readonly DocumentKey[], graph: RelationGraph): RelationGraph | null;
}

export interface NotLoadedInput {
  readonly context: Omit<GraphContext, 'mayHold'>;
  /** The files that may hold such classes. */
  readonly files: () => readonly DocumentKey[];
  readonly isNotLoaded: (file: DocumentKey) => boolean;
  readonly infosOf: (files: readonly DocumentKey[]) => readonly ClassInfo[];
}

/** Answers for one project. Works nothing out before it is asked. */
export function notLoadedOf({ context, files, isNotLoaded, infosOf }: NotLoadedInput): NotLoaded {
  const { classes } = context;
  const modelsIn = (asked: readonly DocumentKey[]): readonly ClassInfo[] =>
    infosOf(asked.filter(isNotLoaded)).filter((info) => classes.modelness(info) === 'model');
  const relationsOf = (info: ClassInfo): readonly Relation[] => {
    const model = { label: info.dotted, appLabel: '', info, abstract: classes.abstract(info), proxy: false, certain: false };
    return declaredRelations({ ...context, mayHold: () => true }, model);
  };
  return {
    verdicts: () => modelsIn(files()).map((info) => ({ info, verdict: 'not-loaded' })),
    graphOf(asked, graph) {
      const infos = modelsIn(asked);
      const declared = infos.flatMap(relationsOf);
      const relations = infos.filter((info) => !classes.abstract(info)).flatMap(relationsOf);
      return declared.length === 0 ? null : { ...graph, declared, relations };
    },
  };
}
