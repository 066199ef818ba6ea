/**
 * The graph's page in a plain browser: the same document and script as in VS Code, and this process in the panel's place. Views
 * come from the caller, layouts from the real layout.
 */
import path from 'node:path';
import { build as bundle } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { pageHtml } from '../../client/src/pageHtml';
import { createRememberingLayout } from '../../server/src/layout/layoutGraph';
import type { LayoutInput, LayoutResult } from '../../server/src/protocol/graphLayout';
import type { GraphSubject, GraphViewAnswer } from '../../server/src/protocol/graphMessages';
import type { PageMessage, PanelMessage } from '../../server/src/protocol/graphPage';
import type { GraphView } from '../../server/src/protocol/graphView';
import { pageOptions } from '../../scripts/pages.mjs';
import { THEME_COLOURS, type PageTheme } from './themes';

export interface MockOptions {
  /** Null: there is no project. */
  readonly view: GraphView | null;
  readonly theme?: PageTheme;
  readonly around?: GraphSubject;
  readonly size?: { readonly width: number; readonly height: number };
  /** The Markdown for a subject. */
  readonly words?: (subject: GraphSubject) => string | null;
  /** Instead of the real layout. */
  readonly layout?: (input: LayoutInput) => Promise<LayoutResult | null>;
  readonly reducedMotion?: boolean;
}

export interface MockPage {
  readonly page: Page;
  /** What the page said, questions included. */
  readonly said: readonly PageMessage[];
  tell(message: PanelMessage): Promise<void>;
  /** The same project, changed. */
  change(view: GraphView): Promise<void>;
  /** What went wrong in the page, its policy's refusals included. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

const origin = 'http://page.invalid';

/** The page's files by name, made once. */
let pageFiles: Promise<ReadonlyMap<string, string>> | undefined;

export function bundlePage(): Promise<ReadonlyMap<string, string>> {
  return (pageFiles ??= bundle({ ...pageOptions, absWorkingDir: path.join(__dirname, '../..'), outdir: '/', write: false }).then(
    ({ outputFiles }) => new Map(outputFiles.map((file) => [path.basename(file.path), file.text])),
  ));
}

/** Opens the page and waits for its first picture. */
export async function openMockPage(browser: Browser, options: MockOptions): Promise<MockPage> {
  const { size = { width: 1280, height: 800 }, theme = 'light' } = options;
  const context = await browser.newContext({ viewport: size, reducedMotion: options.reducedMotion === false ? 'no-preference' : 'reduce' });
  const page = await context.newPage();
  const errors: string[] = [];
  const said: PageMessage[] = [];
  const remembering = createRememberingLayout();
  const layout = options.layout ?? ((input: LayoutInput) => remembering(input, () => false));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  const tell = (message: PanelMessage): Promise<void> => page.evaluate<undefined>(`window.postMessage(${JSON.stringify(message)})`);
  let revision = 1;
  const answerOf = (view: GraphView | null): GraphViewAnswer => ({
    revision: revision++,
    projects: view === null ? [] : [view.project],
    view,
    focus: null,
    notice: view === null ? 'No Django project was found in this workspace.' : null,
  });

  const hear = async (message: PageMessage): Promise<void> => {
    said.push(message);
    if (message.say === 'ready') await tell({ say: 'view', answer: answerOf(options.view), around: options.around ?? null });
    if (message.say !== 'ask') return;
    const { id, question } = message;
    if (question.of === 'words') {
      const markdown = options.words?.(question.subject) ?? null;
      await tell({ say: 'answer', id, answer: { of: 'words', words: markdown === null ? null : { markdown } } });
      return;
    }
    const result = await layout(question.input);
    await tell({ say: 'answer', id, answer: result === null ? null : { of: 'layout', result } });
  };
  await page.exposeFunction('hostHears', (text: string) => {
    // A page that is closed while it waits for an answer needs none.
    hear(JSON.parse(text) as PageMessage).catch(() => undefined);
  });
  await page.addInitScript(`
    globalThis.acquireVsCodeApi = () => ({
      postMessage: (message) => void hostHears(JSON.stringify(message)),
      getState: () => JSON.parse(sessionStorage.getItem('memory') ?? 'null') ?? undefined,
      setState: (state) => sessionStorage.setItem('memory', JSON.stringify(state)),
    });
    globalThis.dressAs = ({ look, colours }) => {
      document.body.className = look;
      for (const [name, value] of Object.entries(colours)) document.documentElement.style.setProperty(name, value);
    };
    document.addEventListener('DOMContentLoaded', () => dressAs(${JSON.stringify(THEME_COLOURS[theme])}));
  `);
  const files = await bundlePage();
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/')
      return route.fulfill({
        contentType: 'text/html',
        body: pageHtml({ script: '/webview.js', style: '/webview.css', styleSource: origin, nonce: 'bm90LXNlY3JldA' }),
      });
    const contentType = pathname.endsWith('.css') ? 'text/css' : 'text/javascript';
    return route.fulfill({ contentType, body: files.get(path.basename(pathname)) ?? '' });
  });
  await page.goto(`${origin}/`);
  await page.locator('.dr-box, .far-app, .empty:visible').first().waitFor({ state: 'attached', timeout: 60_000 });
  return {
    page,
    said,
    errors,
    tell,
    change: (view) => tell({ say: 'view', answer: answerOf(view), around: null }),
    close: () => context.close(),
  };
}
