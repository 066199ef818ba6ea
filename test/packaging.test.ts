/** What people install: the VSIX with the native parsers of six platforms, and the npm package with the command. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { talkToProcess } from './lsp/client';

const ROOT = join(__dirname, '..');
const PLATFORMS = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-arm64', 'win32-x64'];
const windows = process.platform === 'win32';

function run(command: string, args: readonly string[], cwd: string): string {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', shell: windows });
  assert.equal(done.status, 0, `${command} ${args.join(' ')}\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => statSync(join(folder, name)).isFile());
}

interface Kept {
  readonly path: string;
  readonly written: number;
}

describe('what people install', function () {
  this.timeout(180_000);
  let folder = '';

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'django-relations-')));
    cpSync(join(ROOT, 'examples/troubled'), join(folder, 'troubled'), { recursive: true });
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  describe('the VSIX', () => {
    let extension = '';

    before(() => {
      run('npm', ['run', 'package', '--silent'], ROOT);
      const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
      const vsix = join(ROOT, `django-relations-${version}.vsix`);
      assert.ok(statSync(vsix).size <= 4 * 1024 * 1024, 'it is at most 4 MB');
      run(windows ? 'python' : 'python3', ['-m', 'zipfile', '-e', vsix, join(folder, 'vsix')], folder);
      extension = join(folder, 'vsix/extension');
    });

    it('holds the native parsers of six platforms and the WebAssembly one', () => {
      const files = filesIn(extension);
      for (const name of ['tree-sitter', 'tree-sitter-python']) {
        const platforms = files.flatMap((path) => new RegExp(`/${name}/prebuilds/([^/]+)/[^/]+\\.node$`).exec(path)?.[1] ?? []);
        assert.deepEqual([...new Set(platforms)].sort(), PLATFORMS, name);
      }
      for (const name of ['web-tree-sitter.wasm', 'tree-sitter-python.wasm', 'wasmParser.js'])
        assert.ok(existsSync(join(extension, 'dist', name)));
    });

    it('holds no sources, no tests and nothing that only developers need', () => {
      const unwanted = filesIn(extension).filter(
        (path) =>
          /\.(ts|mts|map|cc?|h)$/.test(path) ||
          /^(client|server|test|scripts|examples)\//.test(path) ||
          /package-lock|eslint|tsconfig/.test(path),
      );
      assert.deepEqual(unwanted, []);
    });

    it('holds the pictures of its README, small enough to leave room for parsers', () => {
      const readme = readFileSync(join(extension, existsSync(join(extension, 'readme.md')) ? 'readme.md' : 'README.md'), 'utf8');
      const pictures = [...readme.matchAll(/\]\((docs\/images\/[^)]+)\)/g)].map(([, path = '']) => path);
      assert.ok(pictures.length > 0, 'there are pictures');
      const bytes = pictures.map((path) => statSync(join(extension, path)).size).reduce((sum, size) => sum + size, 0);
      assert.ok(bytes <= 400_000, `${String(bytes)} bytes`);
    });

    it('links each rule in its README to a page that it holds', () => {
      const readme = readFileSync(join(extension, existsSync(join(extension, 'readme.md')) ? 'readme.md' : 'README.md'), 'utf8');
      const pages = [...readme.matchAll(/\]\(([^)]*rules\/[^)]+\.md)\)/g)].map(([, path = '']) => path);
      assert.ok(pages.length > 0, 'there are links');
      for (const page of pages) assert.ok(existsSync(join(extension, page)), page);
    });

    it('starts its server, which finds the mistakes, and says so where the native parser does not load', async () => {
      const uri = pathToFileURL(join(folder, 'troubled')).href;
      const server = [process.execPath, join(extension, 'dist/server.js'), '--stdio'];
      const client = await talkToProcess(server, { folders: [uri], settings: { diagnosticsDelay: 0 } });
      try {
        const file = `${uri}/orders/models.py`;
        await client.until('diagnostics of a closed file', () => client.diagnostics(file).length > 0);
        const messages = client.said.filter(({ method }) => method === 'window/logMessage');
        // Its binaries are built for newer C++ libraries than some distributions have: there WebAssembly steps in.
        const { status } = spawnSync(process.execPath, [
          '-e',
          'require(process.argv[1])',
          join(extension, 'dist/node_modules/tree-sitter'),
        ]);
        assert.equal(/WebAssembly instead of the native parser: \S/.test(JSON.stringify(messages)), status !== 0);
      } finally {
        await client.stop();
      }
    });
  });

  describe('the npm package', () => {
    it('brings the command, which works where nothing else is installed', () => {
      const [{ filename }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], ROOT)) as [{ filename: string }];
      const home = join(folder, 'home');
      mkdirSync(home);
      writeFileSync(join(home, 'package.json'), '{}');
      run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', join(folder, filename)], home);
      const command = join(home, 'node_modules/.bin', windows ? 'django-relations.cmd' : 'django-relations');
      const done = spawnSync(command, ['check', '--format', 'json', join(folder, 'troubled')], {
        cwd: home,
        encoding: 'utf8',
        shell: windows,
      });
      assert.equal(done.status, 1, done.stderr);
      const { findings } = JSON.parse(done.stdout) as { findings: readonly unknown[] };
      assert.ok(findings.length > 10);
    });

    /** Runs the command with a cache of its own. */
    function keeping(name: string): { work: (command: string, project: string) => string; code: () => readonly Kept[] } {
      const cache = join(folder, name);
      const options = { encoding: 'utf8', env: { ...process.env, DJANGO_RELATIONS_CACHE: cache } } as const;
      return {
        work: (command, project) => {
          const done = spawnSync(process.execPath, [join(ROOT, 'dist/cli.js'), command, '--no-cache', project], options);
          assert.equal(done.status, command === 'check' ? 1 : 0, done.stderr);
          return done.stdout;
        },
        code: () =>
          filesIn(join(cache, 'code')).map((file) => {
            const path = join(cache, 'code', file);
            return { path, written: statSync(path).mtimeMs };
          }),
      };
    }

    it('keeps what was compiled of it, and does without where that is spoilt', () => {
      const { work, code } = keeping('cache');
      const check = (): string => work('check', join(folder, 'troubled'));
      const first = check();
      const [kept] = code();
      assert.ok(kept !== undefined);
      assert.equal(check(), first);
      assert.deepEqual(code(), [kept], 'it is taken as it is');
      writeFileSync(kept.path, 'spoilt');
      assert.equal(check(), first);
      const { size } = statSync(kept.path);
      assert.ok(size > 100_000, 'it is written anew');
      for (let tries = 0; tries < 100 && statSync(kept.path).size === size; tries++) work('graph', join(folder, 'troubled'));
      assert.ok(statSync(kept.path).size > size, 'what other runs compile is added');
    });
  });
});
