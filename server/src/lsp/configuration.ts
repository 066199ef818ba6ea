/** The settings of the editor: pulled where it answers `workspace/configuration`, else as it pushes them. */
import { MessageType, type Connection } from 'vscode-languageserver/node';
import { readSettings, type KnownCodes, type ReadSettings } from '../service/settings';
import { show } from './show';

export const SECTION = 'djangoRelations';

/** The first analysis waits no longer than this for an editor that does not answer. */
const ANSWER_WITHIN_MS = 2_000;

export interface Configuration {
  /** The settings now. Never rejects: an editor that does not answer in time leaves what was known before. */
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

  /** Tells each problem once, and again only after it was gone for a while. */
  function read(raw: unknown): ReadSettings {
    const result = readSettings(raw, codes);
    for (const problem of result.problems) if (!told.has(problem)) show(connection, MessageType.Warning, problem);
    told = new Set(result.problems);
    return result;
  }

  return {
    async pull() {
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
    },
    push(settings) {
      const section = typeof settings === 'object' && settings !== null ? (settings as Record<string, unknown>)[SECTION] : undefined;
      // An editor that says "something changed" without saying what has nothing to push.
      if (section !== undefined) latest = read(section);
      return latest;
    },
  };
}
