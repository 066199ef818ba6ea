/** The status bar's item: what the server is doing, and after that what it found. A click explains the project. */
import { StatusBarAlignment, window } from 'vscode';
import type { ServerStatus } from '../../server/src/protocol/customMessages';
import { commandIds } from './commandIds';
import { describeStatus } from './statusText';

export interface StatusItem {
  /** Shows a status; null hides the item, as there is no server that it could speak of. */
  readonly show: (status: ServerStatus | null) => void;
  readonly dispose: () => void;
}

export function createStatusItem(): StatusItem {
  const item = window.createStatusBarItem('djangoRelations.status', StatusBarAlignment.Left, 0);
  item.name = 'Django Relations';
  item.command = commandIds.explainProject;
  return {
    show: (status) => {
      if (status === null) {
        item.hide();
        return;
      }
      const { text, tooltip, spoken } = describeStatus(status);
      item.text = text;
      item.tooltip = tooltip;
      item.accessibilityInformation = { label: spoken, role: 'button' };
      item.show();
    },
    dispose: () => {
      item.dispose();
    },
  };
}
