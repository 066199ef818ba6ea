/**
 * The read floor: the least that a Node process can do for `check`. It walks a folder, leaving out the folders that our own
 * discovery leaves out, and reads every .py file. It decodes, scans and understands nothing.
 *
 * usage: node floor.mjs FOLDER      prints how many files and bytes it read
 */
import { readdirSync, readFileSync } from 'node:fs';

const LEFT_OUT = new Set([
  '.cache',
  '.direnv',
  '.eggs',
  '.git',
  '.hg',
  '.idea',
  '.mypy_cache',
  '.nox',
  '.pytest_cache',
  '.ruff_cache',
  '.svn',
  '.tox',
  '.venv',
  '.vscode',
  '__pycache__',
  'build',
  'dist',
  'env',
  'node_modules',
  'site-packages',
  'venv',
]);

let files = 0;
let bytes = 0;

const folders = [process.argv[2] ?? '.'];
for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!LEFT_OUT.has(entry.name)) folders.push(path);
    } else if (entry.name.endsWith('.py')) {
      files += 1;
      bytes += readFileSync(path).length;
    }
  }
}

console.log(`${files} files, ${bytes} bytes`);
