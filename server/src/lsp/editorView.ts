/** What the editor is shown by itself: diagnostics, progress of the first reading, figures for the status bar, notices. */
import { MessageType, type Connection, type WorkDoneProgressServerReporter } from 'vscode-languageserver/node';
import { statusNotification, type ServerStatus } from '../protocol/customMessages';
import { structuralEqual } from '../base/structuralEqual';
import { holdsDjango } from '../features/holdsDjango';
import type { SourceNotice } from '../source/host';
import type { Analysis, LanguageService } from '../service/languageService';
import type { Abilities } from './abilities';
import type { Failures } from './failures';
import { createPublisher } from './publisher';
import { show } from './show';
import type { ScanProgress, SessionListener } from './session';
import type { ProtocolContext } from './toProtocol';

export interface EditorViewOptions {
  readonly connection: Connection;
  readonly failures: Failures;
  contextOf(service: LanguageService): ProtocolContext;
  abilities(): Abilities;
}

export function createEditorView({ connection, failures, contextOf, abilities }: EditorViewOptions): SessionListener {
  const publisher = createPublisher((params) => {
    connection.sendDiagnostics(params).catch((error: unknown) => {
      failures.tell('Sending diagnostics', error);
    });
  });
  const toldNotices = new Set<string>();
  let status: ServerStatus | null = null;
  let toldOfFailure = false;

  function tellStatus(next: ServerStatus): void {
    if (structuralEqual(status, next)) return;
    status = next;
    connection.sendNotification(statusNotification, next).catch((error: unknown) => {
      failures.tell('Sending the status', error);
    });
  }

  function tellNotice({ kind, message }: Pick<SourceNotice, 'kind' | 'message'>): void {
    // An editor shows broken Python by itself, at every letter of a line that is being written.
    if (kind === 'syntax' || toldNotices.has(message)) return;
    toldNotices.add(message);
    // Where files are left out, silence proves nothing, and a setting that leads nowhere is a mistake: the person should know.
    if (kind === 'too-many-files' || kind === 'setting') show(connection, MessageType.Warning, message);
    else connection.console.warn(message);
  }

  return {
    scanning() {
      tellStatus({ state: 'scanning' });
      publisher.reset();
      return abilities().progress ? workDone(connection, failures) : { report: ignore, done: ignore };
    },
    analysed(service, analysis, { touched, settings }) {
      publisher.publish(analysis, touched, contextOf(service));
      tellStatus(figures(analysis, publisher.shown()));
      analysis.notices.forEach(tellNotice);
      missingSettings(settings.settingsModule, analysis).forEach(tellNotice);
    },
    failed(error) {
      failures.tell('The analysis', error);
      if (toldOfFailure) return;
      toldOfFailure = true;
      show(connection, MessageType.Error, 'Django Relations could not analyse the workspace; its output channel says why.');
    },
  };
}

/** Progress in the editor's own place for it. The editor may take its time to answer: nothing waits for it. */
function workDone(connection: Connection, failures: Failures): ScanProgress {
  let reporter: WorkDoneProgressServerReporter | null = null;
  const created = connection.window.createWorkDoneProgress().then(
    (made) => {
      made.begin('Django Relations', 0, 'Reading the workspace', false);
      reporter = made;
      return made;
    },
    (error: unknown) => {
      failures.tell('Showing progress', error);
      return null;
    },
  );
  return {
    report(fraction) {
      reporter?.report(Math.round(fraction * 100));
    },
    done() {
      void created.then((made) => made?.done());
    },
  };
}

function ignore(): void {
  // There is nobody to tell.
}

/** A notice where no project has the settings that the person names: then checks that need settings stay silent. */
function missingSettings(named: string | null, { projects }: Analysis): readonly Pick<SourceNotice, 'kind' | 'message'>[] {
  if (named === null || projects.length === 0 || projects.some(({ project }) => project.settings === named)) return [];
  return [
    { kind: 'setting', message: `The setting "djangoRelations.settingsModule" names "${named}", but no project here has this module.` },
  ];
}

function figures({ projects, stats }: Analysis, problems: number): ServerStatus {
  return {
    state: 'ready',
    projects: projects.filter(holdsDjango).length,
    models: stats.models,
    relations: stats.relations,
    problems,
  };
}
