/**
 * `npm run package`: the VSIX, with the native parsers of six platforms and nothing that only developers need. Says what weighs,
 * and fails above 4 MB.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './ensure.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stage = join(root, '.cache', 'package');
const LIMIT = 4 * 1024 * 1024;

/** What the native parsers need at run time, by package. */
const NATIVE = {
  'tree-sitter': ['package.json', 'index.js', 'LICENSE', 'prebuilds'],
  'tree-sitter-python': ['package.json', 'LICENSE', 'bindings/node/index.js', 'prebuilds'],
  'node-gyp-build': ['package.json', 'LICENSE', 'index.js', 'node-gyp-build.js'],
};

await ensureBuilt();
rmSync(stage, { recursive: true, force: true });
mkdirSync(stage, { recursive: true });
for (const name of ['README.md', 'CHANGELOG.md', 'LICENSE', 'THIRD-PARTY-NOTICES.md', 'dist', 'syntaxes', 'docs/images', '.vscodeignore'])
  if (existsSync(join(root, name))) cpSync(join(root, name), join(stage, name), { recursive: true });
for (const [name, files] of Object.entries(NATIVE))
  // Not in the top-level node_modules, which the packer leaves out.
  for (const file of files)
    cpSync(join(root, 'node_modules', name, file), join(stage, 'dist/node_modules', name, file), { recursive: true });
// The rules' pages lie elsewhere in a package than in a checkout.
const readme = join(stage, 'README.md');
writeFileSync(readme, readFileSync(readme, 'utf8').replaceAll('](server/src/rules/', '](dist/rules/'));
writeFileSync(join(stage, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);

const vsix = join(root, `django-relations-${manifest().version}.vsix`);
const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
const args = ['package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--no-rewrite-relative-links', '--out', vsix];
const done = spawnSync(process.execPath, [vsce, ...args], { cwd: stage, encoding: 'utf8' });
if (done.status !== 0) {
  console.error(done.stdout + done.stderr);
  process.exit(1);
}

const size = statSync(vsix).size;
console.log(`${relative(root, vsix)}: ${megabytes(size)} (at most ${megabytes(LIMIT)}). Unpacked, the heaviest:`);
for (const { path, bytes } of filesIn(stage)
  .sort((a, b) => b.bytes - a.bytes)
  .slice(0, 10))
  console.log(`  ${megabytes(bytes).padStart(8)}  ${relative(stage, path)}`);
if (size > LIMIT) {
  console.error('The package is too heavy.');
  process.exit(1);
}

/** The manifest without what only a checkout needs. */
function manifest() {
  const { scripts, devDependencies, dependencies, allowScripts, files, ...rest } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  return rest;
}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [{ path, bytes: statSync(path).size }];
  });
}

function megabytes(bytes) {
  return `${(bytes / 1024 / 1024).toFixed(2)} MB`;
}
