/**
 * Our graph of real packages against what the real Django said of them, as recorded (npm run fidelity): nothing is invented, no
 * message is added, and not less is found or right than it was. Needs pip and the pins of the recipes, and boots no Django.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../server/src/rules/registry';
import { agreementOf, type Answer } from './agreement';
import { isInvented, keptFigures, worseThan } from './figures';
import { answerFile, askOurs, digestOf, layDown, recipes } from './packages';

const CLI = join(__dirname, '../../dist/cli.js');
const CHECKED = new Set(rules.flatMap(({ django }) => django));
const ASK = 'npm run fidelity -- --write';

describe('real packages as Django sees them', function () {
  this.timeout(180_000);
  const kept = keptFigures();

  for (const recipe of recipes()) {
    const { name, tested } = recipe;

    it(`${name}: what is recorded belongs to its recipe`, () => {
      assert.equal((JSON.parse(readFileSync(answerFile(name), 'utf8')) as { readonly digest: string }).digest, digestOf(name), ASK);
    });

    if (tested)
      it(`${name}: nothing invented, and nothing lost`, function () {
        const laid = layDown(recipe);
        if ('missing' in laid) {
          process.stderr.write(`      left out, since its packages cannot be had: ${laid.missing}\n`);
          this.skip();
        }
        const answer = JSON.parse(readFileSync(answerFile(name), 'utf8')) as Answer;
        const agreement = agreementOf(answer, askOurs(CLI, laid.folder), CHECKED);
        const figures = kept[name];
        assert.ok(figures, ASK);
        assert.deepEqual(agreement.differences.filter(isInvented), []);
        assert.deepEqual(worseThan(figures, agreement), []);
      });
  }
});
