/** The settings of the editor: pulled where it answers `workspace/configuration`, else as it pushes them. */
import { MessageType, type Connection } from 'vscode-languageserver/node';
import { readSettings, type KnownCodes, type ReadSettings } from '../service/settings';
import { show } from './show';

export const SECTION = 'djangoRelations';

/** The first analysis waits no longer than this for an editor that does not answer. */
const ANSWER_WITHIN_MS = 2_000;

export interface Configuration {
  /**
   * The settings now. Never rejects: an editor that does not answer in time leaves what was known before. However often it is called
   * while the editor answers, the editor is asked once more only.
   */
  pull(): Promise<ReadSettings>;
  /** Takes `params.settings` of workspace/didChangeConfiguration, where the editor pushes. */
  push(settings: unknown): ReadSettings;
}

export interface ConfigurationOptions {
  readonly connection: Connection;
  /** What `initialize` brought along. */
  readonly initial: unknown;
  readonly codes: KnownCodes;
}

export function createConfiguration({ connection, initial, codes }: ConfigurationOptions): Configuration {
  let told = new Set<string>();
  let latest = read(initial);
  let asked: Promise<ReadSettings> | null = null;
  /** The question after the one that is asked now. */
  let again: Promise<ReadSettings> | null = null;

  /** Tells each problem once, and again only after it was gone for a while. */
  function read(raw: unknown): ReadSettings {
    const result = readSettings(raw, codes);
    for (const problem of result.problems) if (!told.has(problem)) show(connection, MessageType.Warning, problem);
    told = new Set(result.problems);
    return result;
  }

  async function ask(): Promise<ReadSettings> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<null>((resolve) => {
      timer = setTimeout(() => {
        resolve(null);
      }, ANSWER_WITHIN_MS);
    });
    const answer = connection.workspace.getConfiguration(SECTION).then(
      (raw: unknown) => ({ raw }),
      () => null,
    );
    const given = await Promise.race([answer, silence]);
    clearTimeout(timer);
    if (given === null) connection.console.warn('The editor did not give its settings; what was known before is used.');
    else latest = read(given.raw);
    return latest;
  }

  function pull(): Promise<ReadSettings> {
    if (asked === null)
      return (asked = ask().finally(() => {
        asked = null;
      }));
    // What changes meanwhile may be missing in the answer that is on its way.
    return (again ??= asked.then(() => {
      again = null;
      return pull();
    }));
  }

  return {
    pull,
    push(settings) {
      const section = typeof settings === 'object' && settings !== null ? (settings as Record<string, unknown>)[SECTION] : undefined;
      // An editor that says "something changed" without saying what has nothing to push.
      if (section !== undefined) latest = read(section);
      return latest;
    },
  };
}
