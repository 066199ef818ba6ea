/** Where the bundles are that run apart from their entry: a thread's, a page's. For the two entries, which may look at the disk. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The path of a bundle: beside this one in dist/, or in dist/ of the checkout when sources run. */
export function bundlePath(name: string): string {
  const beside = join(__dirname, name);
  return existsSync(beside) ? beside : join(__dirname, '../../dist', name);
}
