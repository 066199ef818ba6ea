/** What a person attends to: what is chosen, where the keyboard is, where the cursor stands in the code. Marks it in the picture. */
import type { Emphasis } from '../../server/src/diagram/emphasis';
import type { GraphSubject } from '../../server/src/protocol/graphMessages';
import { emphasisOfChosen, type Chosen } from './chosen';
import type { Diagram, Shown } from './diagram';
import type { Host } from './host';
import type { Stage } from './stage';

export interface Attention {
  chosen(): Chosen | null;
  /** The box that the keyboard is at. */
  current(): string | null;
  /** What the server says of the chosen thing, once it has answered. */
  words(): string | null;
  emphasis(): Emphasis | null;
  choose(chosen: Chosen | null): void;
  setCurrent(id: string): void;
  setCursor(subject: GraphSubject | null): void;
  /** Comes to terms with another picture: what is gone is chosen no more. */
  meet(shown: Shown): void;
}

export interface AttentionParts {
  readonly stage: Stage;
  readonly diagram: Diagram;
  readonly host: Host;
  /** The chosen thing or its words are others now. */
  onChange(): void;
  tell(words: string): void;
}

export function createAttention({ stage, diagram, host, onChange, tell }: AttentionParts): Attention {
  let chosen: Chosen | null = null;
  let words: string | null = null;
  let cursor: GraphSubject | null = null;
  let current: string | null = null;

  const emphasis = (): Emphasis | null => {
    const shown = diagram.shown();
    return shown === null ? null : emphasisOfChosen(shown.index, shown.scene.picture, chosen);
  };
  const mark = (): void => stage.mark({ emphasis: emphasis(), chosen: subjectOf(chosen), cursor, current });
  const askWords = async (): Promise<void> => {
    const asked = chosen;
    const subject = subjectOf(asked);
    if (subject === null) return;
    const answer = await host.ask({ of: 'words', subject });
    if (chosen !== asked) return;
    words = answer?.words?.markdown ?? null;
    onChange();
  };
  const choose = (next: Chosen | null): void => {
    chosen = next;
    words = null;
    const state = diagram.state();
    if (state !== null) diagram.note({ ...state, selection: subjectOf(next) });
    mark();
    onChange();
    void askWords();
  };

  return {
    chosen: () => chosen,
    current: () => current,
    words: () => words,
    emphasis,
    choose,
    setCurrent(id) {
      current = id;
      mark();
    },
    setCursor(subject) {
      cursor = subject;
      mark();
    },
    meet({ state, scene, index }) {
      const before = subjectOf(chosen);
      if (before !== null && !index.models.has(before.model)) tell(`${before.model} is not there any more`);
      const isThere = (id: string | null): boolean => scene.boxes.some(({ box }) => box.id === id);
      const isNew = !sameSubject(before, state.selection) && state.selection !== null;
      if (isNew || !isThere(current))
        current = [state.selection?.model ?? null, state.focus, scene.boxes[0]?.box.id ?? null].find(isThere) ?? null;
      if (!sameSubject(before, state.selection)) choose(state.selection === null ? null : { of: 'subject', subject: state.selection });
      else if (chosen !== null) {
        mark();
        void askWords();
      } else mark();
    },
  };
}

/** The model or field that is chosen; null for a line or a box that is neither. */
export function subjectOf(chosen: Chosen | null): GraphSubject | null {
  return chosen?.of === 'subject' ? chosen.subject : null;
}

function sameSubject(left: GraphSubject | null, right: GraphSubject | null): boolean {
  return left?.model === right?.model && left?.field === right?.field;
}
