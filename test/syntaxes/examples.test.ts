/** Proof over whole projects: the extension colours exactly the names that Python's own parser finds, and nothing else changes. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { changesOutsideNames, loadColours, type Colours } from './colours';
import { colouredNames, namesIn } from './names';

const examples = path.join(__dirname, '../../examples');

describe('Over all Python files of the examples', () => {
  const files = readdirSync(examples, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py'))
    .map((name) => path.join(examples, name));
  const textOf = (file: string): string => readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  let colours: Colours;
  before(async () => {
    colours = await loadColours();
  });

  it('no token differs outside the names of models and fields', () => {
    for (const file of files) assert.deepEqual(changesOutsideNames(colours, textOf(file)), [], file);
  });

  it('each name is coloured, and no other string', () => {
    const names = namesIn(files);
    assert.ok([...names.values()].flat().length > 50, 'there are names');
    for (const file of files) assert.deepEqual(colouredNames(colours, textOf(file)), names.get(file), file);
  });
});
