/**
 * `npm run demo`: what this is, in one minute. Installs and builds what is missing, checks the troubled example, explains one
 * relation of each kind in the healthy one, and says what to look at next. Ends with status 0 when all of that worked.
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './ensure.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const EXPLAINED = [
  ['one-to-one: one user, one profile', 'accounts.Profile.user'],
  ['many-to-one: many restaurants, one city', 'places.Restaurant.city'],
  ['one-to-many: the same from the other end, everything that points at a city', 'places.City'],
  ['many-to-many: students and courses', 'campus.Student.courses'],
  ['related_name: author.books instead of author.book_set', 'catalog.Book.author'],
];

await ensureBuilt();

title('1. A project with mistakes: what is wrong, why, and what to do');
const checked = djangoRelations(['check', 'examples/troubled']);
// Status 1 says that there are findings; the example is there to have some.
let failed = checked !== 1;

title('2. A healthy project: what each relation means, from both ends');
for (const [kind, what] of EXPLAINED) {
  heading(kind);
  if (djangoRelations(['explain', what, 'examples/bookshop']) !== 0) failed = true;
}

title('3. What next');
console.log(`npm run code     opens the real VS Code in a browser on the example: squiggles, hovers, quick fixes
npm test         runs everything that proves it
README.md        the tour, with a page for each rule
examples/        both projects; in the troubled one each mistake is marked with "# expect:"

Your own project: node dist/cli.js check PATH`);

if (failed) {
  console.error('\nThe demo did not go as it should: a command above failed. "npm test" says more.');
  process.exitCode = 1;
}

/** Runs our command as a person would, output and all; gives its exit status. */
function djangoRelations(args) {
  console.log(dim(`$ django-relations ${args.join(' ')}`));
  return spawnSync(process.execPath, [join(root, 'dist', 'cli.js'), ...args], { cwd: root, stdio: 'inherit' }).status;
}

function title(text) {
  console.log(`\n${bold(text)}\n`);
}

function heading(text) {
  console.log(`\n${bold(`— ${text}`)}`);
}

function bold(text) {
  return process.stdout.isTTY ? `\u001b[1m${text}\u001b[22m` : text;
}

function dim(text) {
  return process.stdout.isTTY ? `\u001b[2m${text}\u001b[22m` : text;
}
