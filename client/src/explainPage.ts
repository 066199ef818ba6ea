/** The page "Explain This Project": a read-only document that the server writes, shown in the Markdown preview. */
import { commands, EventEmitter, Uri, workspace } from 'vscode';

export interface ExplainPage {
  /** Opens the page, or brings it to the front. */
  readonly open: () => Promise<void>;
  /** Asks for the text again when the page is open. */
  readonly refresh: () => void;
  readonly dispose: () => void;
}

const scheme = 'django-relations';
/** The path's last part is the title of the preview's tab. */
const page = Uri.from({ scheme, path: '/This Django Project.md' });

/** `write` gives the page's Markdown. */
export function createExplainPage(write: () => Promise<string>): ExplainPage {
  const changed = new EventEmitter<Uri>();
  const provider = workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: write,
  });
  const refresh = (): void => {
    changed.fire(page);
  };
  return {
    refresh,
    open: async () => {
      // The text of a page that is still open in the background would otherwise be the old one.
      refresh();
      await commands.executeCommand('markdown.showPreview', page);
    },
    dispose: () => {
      provider.dispose();
      changed.dispose();
    },
  };
}
