/** Where the pages of the rules are. For the two entries, which may look at the disk. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of `<rule>.md`, beside this file in a checkout and beside the bundle in dist/; null when no pages are shipped. */
export function rulePagesFolder(): string | null {
  const folder = join(__dirname, 'rules');
  return existsSync(join(folder, 'missing-on-delete.md')) ? folder : null;
}

/** The text of a rule's page, in Markdown; null when it is not shipped. */
export function rulePage(rule: string): string | null {
  const folder = rulePagesFolder();
  const path = folder === null ? null : join(folder, `${rule}.md`);
  return path !== null && existsSync(path) ? readFileSync(path, 'utf8') : null;
}
