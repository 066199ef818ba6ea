/** The commands of the palette. Their titles stand in package.json. */
import { commands, Disposable, type LogOutputChannel } from 'vscode';
import { commandIds } from './commandIds';
import type { ExplainPage } from './explainPage';
import type { GraphPanels } from './graphPanels';
import type { ServerSession } from './serverSession';

export interface CommandParts {
  readonly session: ServerSession;
  readonly explainPage: ExplainPage;
  readonly graphPanels: GraphPanels;
  readonly output: LogOutputChannel;
}

export function registerCommands({ session, explainPage, graphPanels, output }: CommandParts): Disposable {
  return Disposable.from(
    commands.registerCommand(commandIds.showGraph, graphPanels.show),
    commands.registerCommand(commandIds.showGraphAroundCursor, graphPanels.showAroundCursor),
    commands.registerCommand(commandIds.showGraphAround, graphPanels.showAround),
    commands.registerCommand(commandIds.explainProject, explainPage.open),
    commands.registerCommand(commandIds.restartServer, session.restart),
    commands.registerCommand(commandIds.showOutput, () => {
      output.show();
    }),
  );
}
