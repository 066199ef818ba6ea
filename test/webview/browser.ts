/** The browser that the page's tests share, and views to try it with. */
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { openWorkspace } from '../../server/src/cliWorkspace';
import { graphViewOf } from '../../server/src/features/graphView';
import { wordsOfSubject } from '../../server/src/features/graphWords';
import type { GraphSubject } from '../../server/src/protocol/graphMessages';
import type { GraphView } from '../../server/src/protocol/graphView';
import { ensureBrowser } from '../client/host/ensure.mjs';

/** Flags that keep the browser from talking to its maker. */
const flags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'];

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureBrowser(), args: flags });
}

export interface Project {
  readonly view: GraphView;
  readonly words: (subject: GraphSubject) => string | null;
}

/** The first project of a folder. */
export async function openProjectView(folder: string): Promise<Project> {
  const { source } = await openWorkspace(
    [folder],
    { django: null, settingsModule: null, python: null, select: [], ignore: [] },
    { look: () => undefined, variables: {} },
  );
  const [project] = source.projects;
  if (project === undefined) throw new Error(`no project in ${folder}`);
  return {
    view: graphViewOf(project, { id: '.', findings: project.findings }),
    words: (subject) => wordsOfSubject(project, subject, project.findings),
  };
}

export function example(name: 'bookshop' | 'troubled'): Promise<Project> {
  return openProjectView(join(__dirname, '../../examples', name));
}
