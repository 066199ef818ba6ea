/**
 * However a workspace came to be as it is — typed, saved, renamed, taken back — the service says of it what a fresh one says that
 * finds it so. Steps are drawn at random; a failure prints the seed and the shortest sequence that shows it.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { joinKey, keyFromPath, type DocumentKey } from '../../../server/src/base/documentKey';
import type { FileChange, LanguageService, Settings } from '../../../server/src/service/languageService';
import { defaultSettings } from '../../../server/src/service/settings';
import { createLanguageService } from '../../../server/src/service/createLanguageService';
import { createMemoryHost } from '../../../server/src/source/memoryHost';
import { openParser } from '../../../server/src/syntax/openParser';
import type { PythonParser } from '../../../server/src/syntax/python';
import { edit, edited, paths, project, type Edit } from './editedProject';
import { wholeAnswer } from './wholeAnswer';

const ROOT = keyFromPath('/project', 'posix');

type Step =
  /** Typed into an open document (which is opened when it is not), not saved. */
  | { readonly kind: 'type'; readonly path: string; readonly edit: Edit }
  /** Changed on disk by another program, or by saving. */
  | { readonly kind: 'save'; readonly path: string; readonly edit: Edit }
  | { readonly kind: 'close'; readonly path: string }
  | { readonly kind: 'delete'; readonly path: string }
  | { readonly kind: 'delete folder'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'configure'; readonly settings: Partial<Settings> }
  | { readonly kind: 'look' };

const path = fc.constantFrom(...paths);
const somewhere = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('shop/models.py', 'shop/base.py', 'shop/cms_config.py', 'blog/models.py', 'config/settings.py') },
  path,
);
const settings: fc.Arbitrary<Partial<Settings>> = fc.oneof(
  fc.record({ settingsModule: fc.constantFrom(null, 'config.settings', 'config.base', 'config.local', 'nowhere') }),
  fc.record({ django: fc.constantFrom(null, '4.2', '6.0') }),
  fc.record({ ignore: fc.constantFrom([], ['fields.E304'], ['missing-on-delete']) }),
  fc.record({ exclude: fc.constantFrom([], ['blog/']) }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('type'), path: somewhere, edit }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('save'), path: somewhere, edit }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('close'), path: somewhere }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete'), path: somewhere }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('delete folder'), path: fc.constantFrom('shop', 'blog', 'config', 'shop/models') }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rename'), path: somewhere, to: path }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('configure'), settings }) },
  { weight: 8, arbitrary: fc.constant({ kind: 'look' } as const) },
);

/** A workspace and a service that is told of all that happens to it. */
interface Workspace {
  take(step: Step): void;
  /** What the service says now, and what a fresh one says. */
  answers(): { readonly told: unknown; readonly fresh: unknown };
}

function createWorkspace(parser: PythonParser): Workspace {
  const disk = new Map(Object.entries(project).map(([name, text]) => [joinKey(ROOT, name), text]));
  const buffers = new Map<DocumentKey, string>();
  let chosen = defaultSettings;
  const start = (): LanguageService => {
    const onFailure = (message: string): void => assert.fail(message);
    return createLanguageService({ roots: [ROOT], settings: chosen, host: createMemoryHost(disk), parser, onFailure });
  };
  const service = start();
  service.analysis();

  function write(key: DocumentKey, text: string): FileChange {
    const kind = disk.has(key) ? 'changed' : 'created';
    disk.set(key, text);
    return { key, kind };
  }

  function remove(key: DocumentKey): readonly FileChange[] {
    return disk.delete(key) ? [{ key, kind: 'deleted' }] : [];
  }

  function take(now: Step): void {
    const key = now.kind === 'configure' || now.kind === 'look' ? ROOT : joinKey(ROOT, now.path);
    switch (now.kind) {
      case 'type': {
        const text = edited(buffers.get(key) ?? disk.get(key) ?? '', now.path, now.edit);
        buffers.set(key, text);
        service.open({ key, text, version: 1 });
        return;
      }
      case 'save':
        service.filesChanged([write(key, edited(disk.get(key) ?? '', now.path, now.edit))]);
        return;
      case 'close':
        if (buffers.delete(key)) service.close(key);
        return;
      case 'delete':
        service.filesChanged(remove(key));
        return;
      case 'delete folder':
        for (const file of [...disk.keys()]) if (file.startsWith(`${key}/`)) disk.delete(file);
        service.filesChanged([{ key, kind: 'deleted' }]);
        return;
      case 'rename': {
        const text = disk.get(key);
        if (text !== undefined && now.path !== now.to) service.filesChanged([...remove(key), write(joinKey(ROOT, now.to), text)]);
        return;
      }
      case 'configure':
        chosen = { ...chosen, ...now.settings };
        service.configure(chosen);
        return;
      case 'look':
        service.analysis();
    }
  }

  return {
    take,
    answers() {
      const fresh = start();
      for (const [key, text] of buffers) fresh.open({ key, text, version: 1 });
      return { told: wholeAnswer(service), fresh: wholeAnswer(fresh) };
    },
  };
}

describe('a workspace that changes', function () {
  this.timeout(60_000);

  it('is at every moment what a fresh look at it would show', async () => {
    const { parser } = await openParser({});
    let models = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), (steps) => {
        const workspace = createWorkspace(parser);
        for (const now of steps) {
          workspace.take(now);
          if (now.kind !== 'look') continue;
          const { told, fresh } = workspace.answers();
          assert.deepEqual(told, fresh);
        }
        const { told, fresh } = workspace.answers();
        assert.deepEqual(told, fresh);
        models += (told as { stats: { models: number } }).stats.models;
      }),
      { numRuns: 250 },
    );
    assert.ok(models > 250, 'most sequences leave some models');
  });
});
