/**
 * The read floor of a check that reads installed packages as well: a bare Node process that reads the same files, and does nothing
 * with them.
 *
 * usage: node readList.mjs LIST      LIST holds paths as a JSON array; prints how many files and bytes it read
 */
import { readFileSync } from 'node:fs';

const files = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
let bytes = 0;
for (const file of files) bytes += readFileSync(file).length;
console.log(`${files.length} files, ${bytes} bytes`);
