/** What this server and its clients say to each other beyond the Language Server Protocol. Imports nothing. */

/** Request without parameters; the answer is an {@link ExplainProjectResult}. */
export const explainProjectRequest = 'djangoRelations/explainProject';

/** Notification from the server, whose parameters are a {@link ServerStatus}; sent whenever one of its values changed. */
export const statusNotification = 'djangoRelations/status';

/** What was found in the workspace and why: settings, apps, which classes are models and which are not. */
export interface ExplainProjectResult {
  /** For people, with a heading on its first line. Says so in a sentence when there is no Django project at all. */
  readonly markdown: string;
}

export type ServerStatus = ScanningStatus | ReadyStatus;

/** The folders are being read for the first time; nothing is known yet. */
export interface ScanningStatus {
  readonly state: 'scanning';
}

/** The figures of the latest analysis, over all projects of the workspace. */
export interface ReadyStatus {
  readonly state: 'ready';
  /** Django projects found; 0 when the folders hold none. */
  readonly projects: number;
  readonly models: number;
  readonly relations: number;
  /** Findings that are shown as problems, after `select` and `ignore`. */
  readonly problems: number;
}
