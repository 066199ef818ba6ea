/**
 * The read floor: the least that a Node process can do for `check`. It walks a folder, leaving out the folders that our own discovery leaves
 * out (server/src/source/diskHost.ts), and reads the .py files that the check reads. It decodes, scans and understands nothing.
 *
 * usage: node floor.mjs FOLDER LIST      LIST holds paths as a JSON array; prints how many files and bytes it read
 */
import { readdirSync, readFileSync } from 'node:fs';

const LEFT_OUT = new Set(['node_modules', '__pycache__', 'site-packages', 'venv', 'env', 'virtualenv', 'build', 'dist', 'htmlcov']);

const wanted = new Set(JSON.parse(readFileSync(process.argv[3] ?? '', 'utf8')));
let files = 0;
let bytes = 0;

const folders = [process.argv[2] ?? '.'];
for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
  const entries = readdirSync(folder, { withFileTypes: true });
  // Translations, as the discovery has it.
  if (folder.endsWith('/locale') && !entries.some(({ name }) => name === '__init__.py')) continue;
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && !LEFT_OUT.has(entry.name)) folders.push(path);
    } else if (entry.name.endsWith('.py') && wanted.has(path)) {
      files += 1;
      bytes += readFileSync(path).length;
    }
  }
}

console.log(`${files} files, ${bytes} bytes`);
