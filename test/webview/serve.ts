/**
 * `npm run page [FOLDER]`: the graph's page in your own browser, without VS Code, for work on it. Bundles anew at each reload; a
 * double click says where it would lead.
 */
import { createServer } from 'node:http';
import path from 'node:path';
import { build as bundle } from 'esbuild';
import { pageHtml } from '../../client/src/pageHtml';
import { pageOptions } from '../../scripts/pages.mjs';
import { createRememberingLayout } from '../../server/src/layout/layoutGraph';
import type { PageMessage, PanelMessage } from '../../server/src/protocol/graphPage';
import { openProjectView, type Project } from './browser';
import { THEME_COLOURS, type PageTheme } from './themes';

const root = path.join(__dirname, '../..');
const PORT = 8123;
const layout = createRememberingLayout();

/** The host's end of the page's conversation, over HTTP: a page of ours would talk to nobody. */
const HOST_SCRIPT = `
globalThis.acquireVsCodeApi = () => ({
  postMessage: async (message) => {
    const answers = await (await fetch('/host', { method: 'POST', body: JSON.stringify(message) })).json();
    for (const answer of answers) window.postMessage(answer);
  },
  getState: () => JSON.parse(sessionStorage.getItem('memory') ?? 'null') ?? undefined,
  setState: (state) => sessionStorage.setItem('memory', JSON.stringify(state)),
});`;

async function main([folder = 'examples/bookshop', theme = 'light']: readonly string[]): Promise<void> {
  const project = await openProjectView(path.resolve(folder));
  createServer((request, response) => {
    const respond = async (): Promise<readonly [string, string]> => {
      if (request.url === '/host') {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        return [
          'application/json',
          JSON.stringify(await answer(project, JSON.parse(Buffer.concat(chunks).toString('utf8')) as PageMessage)),
        ];
      }
      if (request.url === '/') return ['text/html', page(theme as PageTheme)];
      const { outputFiles } = await bundle({ ...pageOptions, absWorkingDir: root, outdir: '/', write: false });
      const file = outputFiles.find((each) => `/${path.basename(each.path)}` === request.url);
      return [request.url?.endsWith('.css') === true ? 'text/css' : 'text/javascript', file?.text ?? ''];
    };
    respond().then(
      ([type, body]) => response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }).listen(PORT, '127.0.0.1', () => console.log(`http://127.0.0.1:${String(PORT)}/ shows ${folder}`));
}

function page(theme: PageTheme): string {
  const nonce = 'bm90LXNlY3JldA';
  const { look, colours } = THEME_COLOURS[theme];
  const dress = `document.body.className = ${JSON.stringify(look)}; for (const [name, value] of Object.entries(${JSON.stringify(colours)})) document.documentElement.style.setProperty(name, value);`;
  return pageHtml({ script: '/webview.js', style: '/webview.css', styleSource: "'self'", nonce })
    .replace('img-src blob:;', "img-src blob:; connect-src 'self';")
    .replace('<div id="page">', `<script nonce="${nonce}">${HOST_SCRIPT}${dress}</script>\n<div id="page">`);
}

async function answer({ view, words }: Project, message: PageMessage): Promise<readonly PanelMessage[]> {
  if (message.say === 'ready')
    return [{ say: 'view', answer: { revision: 1, projects: [view.project], view, focus: null, notice: null }, around: null }];
  if (message.say !== 'ask') return [{ say: 'told', words: JSON.stringify(message).slice(0, 100) }];
  const { id, question } = message;
  if (question.of === 'layout') {
    const result = await layout(question.input, () => false);
    return [{ say: 'answer', id, answer: result === null ? null : { of: 'layout', result } }];
  }
  const markdown = words(question.subject);
  return [{ say: 'answer', id, answer: { of: 'words', words: markdown === null ? null : { markdown } } }];
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
