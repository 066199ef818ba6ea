/** One graph panel: its page, and what it says with it. Which project it shows, and when it asks again, is graphPanels.ts's affair. */
import { randomBytes } from 'node:crypto';
import { Uri, type Disposable, type WebviewPanel } from 'vscode';
import type { PageMessage, PanelMessage } from '../../server/src/protocol/graphPage';
import { pageHtml } from './pageHtml';

export interface GraphPanel {
  readonly panel: WebviewPanel;
  tell(message: PanelMessage): void;
  dispose(): void;
}

export const graphViewType = 'djangoRelations.graph';

/** Fills a panel of VS Code with the page. `hear` is told what the page says, `gone` when the person closes it. */
export function createGraphPanel(
  panel: WebviewPanel,
  extension: Uri,
  { hear, gone }: { hear(message: PageMessage): void; gone(): void },
): GraphPanel {
  const { webview } = panel;
  const dist = Uri.joinPath(extension, 'dist');
  const address = (name: string): string => webview.asWebviewUri(Uri.joinPath(dist, name)).toString();
  const listening: Disposable[] = [webview.onDidReceiveMessage(hear), panel.onDidDispose(gone)];
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  webview.html = pageHtml({
    script: address('webview.js'),
    style: address('webview.css'),
    styleSource: webview.cspSource,
    nonce: randomBytes(18).toString('base64url'),
  });
  return {
    panel,
    tell(message) {
      void webview.postMessage(message);
    },
    dispose() {
      for (const each of listening) each.dispose();
      panel.dispose();
    },
  };
}
