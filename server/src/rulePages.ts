/** Where the pages of the rules are: shipped with the bundle, or in a checkout. For the two entries, which may look at the disk. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of `<rule>.md`; null when no pages are shipped. */
export function rulePagesFolder(): string | null {
  // From dist/ in a package or a checkout, and from server/src/ where the source runs as it is.
  const places = [join(__dirname, '../docs/rules'), join(__dirname, '../../docs/rules'), join(__dirname, 'rules')];
  return places.find((place) => existsSync(join(place, 'missing-on-delete.md'))) ?? null;
}

/** The path of a rule's page; null when it is not shipped. */
export function rulePagePath(rule: string): string | null {
  const folder = rulePagesFolder();
  const path = folder === null ? null : join(folder, `${rule}.md`);
  return path !== null && existsSync(path) ? path : null;
}
