/** What the Python extension says is handed to the server with the settings; whatever it says, nothing breaks. */
import assert from 'node:assert/strict';
import { environmentsIn, selectedIn, withInterpreters, type PythonEnvironments } from '../../client/src/interpreters';

/** An extension that has selected these paths, by the names of folders. */
function selecting(paths: Readonly<Record<string, string>>): PythonEnvironments {
  return {
    getActiveEnvironmentPath: (folder) => ({ path: paths[String(folder)] ?? 'python' }),
    onDidChangeActiveEnvironmentPath: () => ({ dispose: () => undefined }),
  };
}

const folders = ['file:///srv/shop', 'file:///srv/blog'].map((uri) => ({ uri }));

describe('The selected interpreter', () => {
  it('is known for each folder, and for none where nothing is selected', () => {
    const environments = selecting({ 'file:///srv/shop': '/srv/shop/.venv/bin/python' });
    assert.deepEqual(selectedIn(environments, folders), { 'file:///srv/shop': '/srv/shop/.venv/bin/python' });
    assert.deepEqual(selectedIn(selecting({ 'file:///srv/blog': 'C:\\env\\Scripts\\python.exe' }), folders), {
      'file:///srv/blog': 'C:\\env\\Scripts\\python.exe',
    });
    assert.deepEqual(selectedIn(environments, []), {});
  });

  it('is none where the extension throws or says something else', () => {
    for (const getActiveEnvironmentPath of [
      () => assert.fail('not ready'),
      () => undefined,
      () => ({ path: 3 }),
      () => ({ path: '' }),
    ] as unknown as PythonEnvironments['getActiveEnvironmentPath'][])
      assert.deepEqual(selectedIn({ ...selecting({}), getActiveEnvironmentPath }, folders), {});
  });

  it('is asked of an extension that has the API for it, and of no other', () => {
    const environments = selecting({});
    assert.equal(environmentsIn({ ready: Promise.resolve(), environments }), environments);
    for (const exported of [undefined, null, 'x', {}, { environments: null }, { environments: {} }, { settings: {} }])
      assert.equal(environmentsIn(exported), null);
  });

  it('stands beside the settings of a person, which stay as they are', () => {
    const interpreters = { 'file:///srv/shop': '/opt/env' };
    assert.deepEqual(withInterpreters({ django: '5.2', python: null }, interpreters), { django: '5.2', python: null, interpreters });
    assert.deepEqual(withInterpreters({ django: '5.2' }, {}), { django: '5.2' });
    for (const settings of [null, undefined, 'x', [1]]) assert.equal(withInterpreters(settings, interpreters), settings);
  });
});
