/**
 * Asks the real Django about projects of real packages, and holds our graph against its answers; `npm run fidelity`.
 *
 * options: --only NAME     this project alone; may stand several times
 *          --write         records Django's answers, the figures and docs/fidelity.md
 *          --list 20       how many differences of each kind are printed
 *          --cli FILE      another build of the command line
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rules } from '../../server/src/rules/registry';
import { agreementOf, recorded, sum, type Agreement, type Answer } from './agreement';
import { fidelityPage, type Compared } from './fidelityPage';
import { FIGURES, figuresOf, isInvented, keptFigures, printedFigures, worseThan } from './figures';
import { answerFile, askDjango, askOurs, digestOf, layDown, ownPins, recipes } from './packages';
import { reasonOf } from './reasons';

const ROOT = join(__dirname, '../..');
const PAGE = join(ROOT, 'docs/fidelity.md');
const CHECKED = new Set(rules.flatMap(({ django }) => django));

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    write: { type: 'boolean', default: false },
    list: { type: 'string', default: '10' },
    cli: { type: 'string', default: join(ROOT, 'dist/cli.js') },
  },
});

function main(): void {
  const kept = existsSync(FIGURES) ? keptFigures() : {};
  const compared: Compared[] = [];
  let isWorse = false;
  for (const recipe of recipes()) {
    const isAsked = options.only.length === 0 || options.only.includes(recipe.name);
    // The page tells of all projects; those that are not asked now are compared with what is recorded.
    if (!isAsked && !options.write) continue;
    if (isAsked) tell(`${recipe.name}: laying down`);
    const laid = layDown(recipe);
    if ('missing' in laid) {
      tell(`${recipe.name}: left out: ${laid.missing}`);
      continue;
    }
    const answer = isAsked ? askDjango(recipe, laid) : known(recipe.name);
    if (answer === null) continue;
    const agreement = agreementOf(answer, askOurs(options.cli, laid.folder), CHECKED);
    const { name, about } = recipe;
    compared.push({ name, about, packages: ownPins(recipe), django: answer.django, python: answer.python, agreement });
    if (!isAsked) continue;
    print(recipe.name, answer, agreement);
    const figures = kept[name];
    const worse = figures === undefined ? ['nothing is recorded of it'] : worseThan(figures, agreement);
    const text = recorded(answer, digestOf(name));
    const other =
      existsSync(answerFile(name)) && readFileSync(answerFile(name), 'utf8') === text ? [] : ["Django's answer is not the recorded one"];
    if (options.write) writeFileSync(answerFile(name), text);
    else for (const sentence of [...worse, ...other]) tell(`   ${sentence}`);
    isWorse ||= [...worse, ...other].length > 0;
  }
  if (options.write) {
    const figures = { ...kept, ...Object.fromEntries(compared.map(({ name, agreement }) => [name, figuresOf(agreement)])) };
    writeFileSync(FIGURES, printedFigures(Object.fromEntries(Object.entries(figures).sort(([left], [right]) => (left < right ? -1 : 1)))));
    writeFileSync(PAGE, fidelityPage(compared));
    tell(`wrote ${PAGE}`);
  } else if (isWorse) {
    tell('Not what is recorded: npm run fidelity -- --write, and read the difference.');
    process.exitCode = 1;
  }
}

function known(name: string): Answer | null {
  return existsSync(answerFile(name)) ? (JSON.parse(readFileSync(answerFile(name), 'utf8')) as Answer) : null;
}

function print(name: string, { django, python }: Answer, { found, attributes, differences }: Agreement): void {
  const all = sum(attributes, /./);
  tell(
    `${name}: Django ${django}, Python ${python}; ${all.equal} of ${all.of} values agree; ${differences.filter(isInvented).length} invented`,
  );
  for (const [what, { equal, of }] of found) tell(`   ${what}: ${equal} of ${of}`);
  for (const [what, { equal, of }] of attributes) if (equal < of) tell(`   ${what}: ${equal} of ${of}`);
  const groups = new Map<string, string[]>();
  for (const difference of differences) {
    const { what, side, subject, place, django: theirs, ours } = difference;
    const key = `${what}, ${side} (${reasonOf(name, difference)})`;
    groups.set(key, [...(groups.get(key) ?? []), `${subject} at ${place}: ${JSON.stringify(theirs)}, not ${JSON.stringify(ours)}`]);
  }
  for (const [key, list] of groups) {
    tell(`   -- ${key}: ${list.length}`);
    for (const line of list.slice(0, Number(options.list))) tell(`        ${line}`);
  }
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

main();
