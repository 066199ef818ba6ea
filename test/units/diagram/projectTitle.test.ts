/** What people call a project. */
import assert from 'node:assert/strict';
import { projectTitle } from '../../../server/src/diagram/projectTitle';

describe('the title of a project', () => {
  it('says where it lies and its settings, as far as that says something', () => {
    assert.equal(projectTitle({ name: 'backend', settings: 'config.settings' }), 'backend, config.settings');
    assert.equal(projectTitle({ name: '.', settings: 'config.settings' }), 'config.settings');
    assert.equal(projectTitle({ name: 'backend', settings: null }), 'backend');
    assert.equal(projectTitle({ name: '.', settings: null }), 'models');
  });
});
