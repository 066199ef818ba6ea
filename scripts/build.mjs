/**
 * `npm run build`: bundles the client, the server, its layout thread and the command line into dist/, with the WebAssembly parser and the rules'
 * pages beside them. tree-sitter's native packages stay outside of the bundles.
 */
import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { pageOptions } from './pages.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const EXTERNAL = ['vscode', 'tree-sitter', 'tree-sitter-python'];

/** What one bundle loads from another only when it needs it: the command line starts faster with less in it. */
const ELSEWHERE = {
  './main': './server.js',
  './command': './command.js',
  './cliPictures': './cliPictures.js',
  './service/explanations': './explanations.js',
  './wasmParser': './wasmParser.js',
  './layout/layoutGraph': './layoutGraph.js',
  './layoutGraph': './layoutGraph.js',
};

const apart = {
  name: 'apart',
  setup(bundle) {
    bundle.onResolve(
      { filter: /^\.\/(main|command|cliPictures|wasmParser|service\/explanations|(layout\/)?layoutGraph)$/ },
      ({ path, kind }) => (kind === 'dynamic-import' ? { path: ELSEWHERE[path], external: true } : undefined),
    );
  },
};

/** Builds everything. Throws with esbuild's messages when a source does not compile. */
export async function build() {
  const { build: bundle } = await import('esbuild');
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(join(dist, 'rules'), { recursive: true });
  await bundle({
    absWorkingDir: root,
    entryPoints: {
      client: 'client/src/extension.ts',
      server: 'server/src/main.ts',
      cli: 'server/src/cli.ts',
      command: 'server/src/command.ts',
      cliPictures: 'server/src/cliPictures.ts',
      explanations: 'server/src/service/explanations.ts',
      wasmParser: 'server/src/syntax/wasmParser.ts',
      layoutGraph: 'server/src/layout/layoutGraph.ts',
      layoutWorker: 'server/src/layout/layoutWorker.ts',
    },
    outdir: dist,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // Code that V8 has kept cannot import, it can require.
    supported: { 'dynamic-import': false },
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    external: EXTERNAL,
    mainFields: ['module', 'main'],
    // Its ESM build asks import.meta for its own place, which a CommonJS bundle does not have.
    alias: { 'web-tree-sitter': join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
    plugins: [apart],
  });
  await bundle({ ...pageOptions, absWorkingDir: root, outdir: dist });
  chmodSync(join(dist, 'cli.js'), 0o755);
  copyFileSync(join(root, 'node_modules/web-tree-sitter/web-tree-sitter.wasm'), join(dist, 'web-tree-sitter.wasm'));
  copyFileSync(join(root, 'node_modules/tree-sitter-python/tree-sitter-python.wasm'), join(dist, 'tree-sitter-python.wasm'));
  const rules = join(root, 'server/src/rules');
  for (const name of readdirSync(rules)) if (name.endsWith('.md')) copyFileSync(join(rules, name), join(dist, 'rules', name));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { ensureInstalled } = await import('./ensure.mjs');
  ensureInstalled();
  await build();
}
