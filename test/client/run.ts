/**
 * The extension in the real VS Code, as a person sees it. Run with `node --import tsx test/client/run.ts [options]`.
 *
 *   --vsix FILE     installs this package instead of making one
 *   --develop DIR   runs the extension of this folder in development mode instead
 *   --only GROUP    troubled, bookshop, colours, graph, graph-large, graph-life, graph-problems, graph-nothing, graph-projects, restricted, interpreter or plain; without it all
 *   --readme        makes the README's pictures anew (docs/images)
 *
 * Keeps a picture of each check in .cache/shots. One line for each check; the last line is `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { checkBookshop } from './bookshopChecks';
import { checkColours } from './coloursChecks';
import { ensureBrowser, ensureHost } from './host/ensure.mjs';
import { checkGraph } from './graphChecks';
import { realInputs } from '../bench/inputs';
import { checkEmptyPanel, checkLargeGraph, WINDOWS, type Openings } from './graphLargeChecks';
import { checkGraphLife } from './graphLifeChecks';
import { checkGraphProblems, checkNothingToDraw, checkTwoProjects, emptyProject, twoProjects } from './graphProblemChecks';
import { checkQuiet } from './quietChecks';
import { checkInterpreter } from './interpreterChecks';
import { createReport } from './report';
import { checkRestricted } from './restrictedChecks';
import { repository, startSession, type Extension, type Session, type SessionOptions } from './session';
import { createCamera } from './shots';
import { checkTroubled } from './troubledChecks';

/** Keeps the browser from talking to its maker. */
const quietFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // And whatever else would try gets no address, so that it shows up as a failed request.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: { vsix: { type: 'string' }, develop: { type: 'string' }, readme: { type: 'boolean' }, only: { type: 'string' } },
  });
  const host = await ensureHost();
  const executablePath = await ensureBrowser();
  const extension = chooseExtension(values);
  const browser = await chromium.launch({ executablePath, args: quietFlags });
  const bench = { host, browser, extension, scale: values.readme === true ? 1.25 : 1 };
  const camera = await createCamera({ forReadme: values.readme === true });
  let shown: Session | undefined;
  const report = createReport(async (title) => {
    if (shown !== undefined) await camera.shoot(shown.editor.page, `failed-${title.replaceAll(/\W+/g, '-')}`).catch(() => undefined);
  });
  const during = async (group: string, options: SessionOptions, work: (session: Session) => Promise<void>): Promise<void> => {
    if (values.only !== undefined && values.only !== group) return;
    await report.check(`VS Code opens ${nameOf(options.opens)}`, async () => {
      shown = await startSession(bench, options);
    });
    if (shown === undefined) return;
    await work(shown);
    await shown.end();
    shown = undefined;
  };

  try {
    await during('troubled', { opens: { example: 'troubled' } }, (session) => checkTroubled(session, report, camera));
    await during('bookshop', { opens: { example: 'bookshop' } }, (session) => checkBookshop(session, report, camera));
    for (const theme of ['Default Dark Modern', 'Default Light Modern'])
      await during('colours', { opens: { example: 'bookshop' }, settings: { 'workbench.colorTheme': theme } }, (session) =>
        checkColours(session, report, camera, theme),
      );
    await during('graph', { opens: { example: 'bookshop' } }, (session) => checkGraph(session, report, camera));
    const openings: Openings = { empty: [], ours: [] };
    const large: SessionOptions = { opens: { folder: wagtail() }, beside: 'emptyPanel' };
    for (let windows = 0; windows < WINDOWS; windows++) {
      await during('graph-large', large, (session) => checkEmptyPanel(session, report, openings));
      await during('graph-large', large, (session) => checkLargeGraph(session, report, camera, openings));
    }
    await during('graph-life', { opens: { example: 'bookshop' } }, (session) => checkGraphLife(session, report, camera));
    await during('graph-problems', { opens: { example: 'troubled' } }, (session) => checkGraphProblems(session, report, camera));
    await during('graph-nothing', { opens: { files: emptyProject } }, (session) => checkNothingToDraw(session, report, camera));
    await during('graph-projects', { opens: { files: twoProjects } }, (session) => checkTwoProjects(session, report, camera));
    await during('restricted', { opens: { example: 'troubled' }, settings: { 'security.workspace.trust.enabled': true } }, (session) =>
      checkRestricted(session, report, camera),
    );
    await during('interpreter', { opens: { example: 'bookshop' }, beside: 'python' }, (session) =>
      checkInterpreter(session, report, camera),
    );
    await during('plain', { opens: { files: { 'shop.py': '\n' } } }, (session) => checkQuiet(session, report, camera));
  } finally {
    await shown?.end();
    await browser.close();
  }
  return report.finish();
}

function nameOf(opens: SessionOptions['opens']): string {
  if ('example' in opens) return `examples/${opens.example}`;
  return 'folder' in opens ? path.basename(opens.folder) : 'a plain folder';
}

function wagtail(): string {
  const found = realInputs(path.join(repository, '.cache/bench')).find(({ name }) => name === 'wagtail');
  if (found === undefined) throw new Error('wagtail is not among the inputs');
  return found.folder;
}

function chooseExtension({ vsix, develop }: { readonly vsix?: string; readonly develop?: string }): Extension {
  if (develop !== undefined) return { kind: 'folder', folder: path.resolve(develop) };
  return { kind: 'vsix', file: vsix === undefined ? packageExtension() : path.resolve(vsix) };
}

/** Makes the package and gives its path. */
function packageExtension(): string {
  const done = spawnSync('npm', ['run', 'package', '--silent'], { cwd: repository, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`npm run package failed:\n${done.stdout}\n${done.stderr}`);
  const newest = readdirSync(repository)
    .filter((name) => name.endsWith('.vsix'))
    .map((name) => path.join(repository, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
  if (newest === undefined) throw new Error('npm run package left no .vsix');
  return newest;
}

main().then(
  (succeeded) => {
    process.exitCode = succeeded ? 0 : 1;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
  },
);
