/** One VS Code with the extension on a folder of its own: started for a group of checks, thrown away after it. */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { driveEditor, type Editor } from './editor';
import type { InstalledHost } from './host/ensure.mjs';
import { installExtension, serve } from './host/serve.mjs';
import { connectionsAbroad, processesOfGroup } from './processes';

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** What is tried: a package as people install it, or a folder that runs in development mode. */
export type Extension = { readonly kind: 'vsix'; readonly file: string } | { readonly kind: 'folder'; readonly folder: string };

export interface Bench {
  readonly host: InstalledHost;
  readonly browser: Browser;
  readonly extension: Extension;
  /** Pixels of a picture for each of the page's. */
  readonly scale: number;
}

export interface Session {
  readonly editor: Editor;
  /** The opened folder. */
  readonly folder: string;
  /** Process ids of the language servers that run now. */
  languageServers(): readonly number[];
  /** Requests of the page and connections of VS Code's processes that left this machine so far. */
  abroad(): readonly string[];
  end(): Promise<void>;
}

/** A folder of examples/, copied; a folder where it stands, in which nothing is to be written; or one that holds just these files. */
export type Opened = { readonly example: string } | { readonly folder: string } | { readonly files: Readonly<Record<string, string>> };

export interface SessionOptions {
  readonly opens: Opened;
  /** Settings of the person, besides those that keep VS Code calm. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** A second extension beside ours, by its folder here: a stand-in for Python's, or one that opens an empty panel. */
  readonly beside?: 'python' | 'emptyPanel';
}

/** What makes pictures easy to read, and typing by a machine reliable. */
const steadySettings = {
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.layoutControl.enabled': false,
  'workbench.activityBar.location': 'hidden',
  'window.commandCenter': false,
  'files.autoSave': 'off',
  'editor.fontFamily': "'DejaVu Sans Mono'",
  'editor.fontSize': 14,
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'editor.suggestOnTriggerCharacters': false,
  'editor.wordBasedSuggestions': 'off',
  'editor.occurrencesHighlight': 'off',
  'editor.renderLineHighlight': 'none',
  'editor.guides.indentation': false,
  'editor.hover.delay': 150,
};

/** Opens the folder and waits for the window. */
export async function startSession(bench: Bench, { opens, settings = {}, beside }: SessionOptions): Promise<Session> {
  const dir = await mkdtemp(path.join(tmpdir(), 'django-relations-client-'));
  const folder = await layDown(opens, dir);

  if (bench.extension.kind === 'vsix') installExtension(bench.host, { dir, vsix: bench.extension.file });
  if (beside !== undefined) installExtension(bench.host, { dir, vsix: packStandIn(beside, dir) });
  const served = await serve(bench.host, { dir, settings: { ...steadySettings, ...settings } });
  const context = await bench.browser.newContext({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: bench.scale });
  for (const name of ['inPage.js', 'stopwatch.js']) await context.addInitScript({ path: path.join(repository, 'test/client', name) });

  const abroad = new Set<string>();
  // A webview's resources have addresses of the look `https://….vscode-cdn.net/…`, but a service worker of the page answers.
  const isAbroad = (url: string): boolean => /^(https?|wss?):/.test(url) && !url.replace(/^ws/, 'http').startsWith(served.origin);
  context.on('response', (response) => {
    if (isAbroad(response.url()) && !response.fromServiceWorker()) abroad.add(response.url());
  });
  context.on('requestfailed', (request) => {
    if (isAbroad(request.url())) abroad.add(request.url());
  });
  const watching = setInterval(() => {
    for (const address of connectionsAbroad(served.pid)) abroad.add(`a process to ${address}`);
  }, 500);

  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const developed = bench.extension.kind === 'folder' ? bench.extension.folder : undefined;
  await page.goto(served.address({ folder, developed }));
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });

  return {
    editor: driveEditor(page),
    folder,
    languageServers: () =>
      processesOfGroup(served.pid)
        .filter(({ command }) => command.includes('dist/server.js'))
        .map(({ pid }) => pid),
    abroad: () => [...abroad],
    async end() {
      clearInterval(watching);
      await context.close();
      await served.stop();
      await rm(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Makes a package of the extension in this folder and gives its path. */
function packStandIn(name: string, dir: string): string {
  const vsix = path.join(dir, `${name}.vsix`);
  const vsce = path.join(repository, 'node_modules/@vscode/vsce/vsce');
  const done = spawnSync(
    process.execPath,
    [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix],
    {
      cwd: path.join(repository, 'test/client', name),
      encoding: 'utf8',
    },
  );
  if (done.status !== 0) throw new Error(`the stand-in could not be packed:\n${done.stdout}\n${done.stderr}`);
  return vsix;
}

/** Makes the folder in `dir` and gives its path. */
async function layDown(opens: Opened, dir: string): Promise<string> {
  if ('example' in opens) {
    const copy = path.join(dir, opens.example);
    await cp(path.join(repository, 'examples', opens.example), copy, { recursive: true });
    return copy;
  }
  if ('folder' in opens) return opens.folder;
  const folder = path.join(dir, 'plain');
  await mkdir(folder);
  for (const [name, text] of Object.entries(opens.files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  return folder;
}
