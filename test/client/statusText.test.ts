/** The words of the status item. */
import assert from 'node:assert/strict';
import { describeStatus } from '../../client/src/statusText';

describe('The status item', () => {
  it('tells that the workspace is being read', () => {
    assert.match(describeStatus({ state: 'scanning' }).text, /sync~spin/);
  });

  it('counts models, relations and problems', () => {
    const { text, spoken } = describeStatus({ state: 'ready', projects: 2, models: 48, relations: 91, problems: 3 });
    assert.match(text, /48 models, 91 relations, 3 problems/);
    assert.equal(spoken, 'Django Relations: 48 models, 91 relations, 3 problems');
  });

  it('says one of a thing in the singular, and none of it in a word', () => {
    const { text } = describeStatus({ state: 'ready', projects: 1, models: 1, relations: 1, problems: 0 });
    assert.match(text, /1 model, 1 relation, no problems/);
  });

  it('says so when there is no Django project', () => {
    assert.match(describeStatus({ state: 'ready', projects: 0, models: 0, relations: 0, problems: 0 }).text, /No Django project/);
  });
});
