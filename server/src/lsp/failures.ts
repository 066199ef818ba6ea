/** The server goes on whatever happens: each failure is told once in the output channel. */

export interface Failures {
  tell(where: string, error: unknown): void;
  /** Runs `answer`; what it throws is told, and `instead` is the answer. */
  guard<Answer>(where: string, instead: Answer, answer: () => Answer | Promise<Answer>): Promise<Answer>;
  /** The same for what has no answer. */
  guardEvent(where: string, handle: () => void): void;
}

export function createFailures(log: (message: string) => void): Failures {
  const told = new Set<string>();
  function tell(where: string, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const message = `${where} failed: ${text}`;
    if (told.has(message)) return;
    told.add(message);
    log(message);
  }
  return {
    tell,
    async guard(where, instead, answer) {
      try {
        return await answer();
      } catch (error) {
        tell(where, error);
        return instead;
      }
    },
    guardEvent(where, handle) {
      try {
        handle();
      } catch (error) {
        tell(where, error);
      }
    },
  };
}
