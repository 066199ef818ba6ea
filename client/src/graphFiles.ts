/** Where the graph meets files: showing a source beside the panel, and writing a picture where the person wants it. */
import { Range, Uri, ViewColumn, window, workspace, type TextEditor, type WebviewPanel } from 'vscode';
import type { SourceLocation } from '../../server/src/protocol/graphMessages';
import type { SavedContent } from '../../server/src/protocol/graphPage';

/** Opens the source in the column that shows code, never over the picture. */
export async function showSource({ uri, range }: SourceLocation, panel: WebviewPanel): Promise<void> {
  const selection = new Range(range.start.line, range.start.character, range.end.line, range.end.character);
  const viewColumn = columnOfCode(panel, window.visibleTextEditors);
  const document = await workspace.openTextDocument(Uri.parse(uri));
  await window.showTextDocument(document, { viewColumn, selection });
}

function columnOfCode(panel: WebviewPanel, editors: readonly TextEditor[]): ViewColumn {
  const other = editors.map(({ viewColumn }) => viewColumn).find((column) => column !== undefined && column !== panel.viewColumn);
  return other ?? (panel.viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One);
}

/** Asks where, and writes. Gives the words to tell; null when the person changed their mind. */
export async function savePicture(name: string, content: SavedContent): Promise<string | null> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const file = `${name.replaceAll(/[^\p{L}\p{N}._-]/gu, '_').slice(0, 80)}.${content.kind}`;
  const to = await window.showSaveDialog({
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, file) }),
    filters: content.kind === 'svg' ? { 'SVG picture': ['svg'] } : { 'PNG picture': ['png'] },
    title: 'Save the picture',
  });
  if (to === undefined) return null;
  const bytes = content.kind === 'svg' ? new TextEncoder().encode(content.text) : Buffer.from(content.base64, 'base64');
  try {
    await workspace.fs.writeFile(to, bytes);
    return `Saved as ${workspace.asRelativePath(to)}`;
  } catch (error) {
    return `Not saved: ${error instanceof Error ? error.message : String(error)}`;
  }
}
