/**
 * Starts the installed VS Code as a server that a browser opens: for the client's tests, and for people (`npm run code`).
 * Its data lie in a folder that the caller gives. It talks to nobody but this machine.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, open, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';

/** Settings of the person: nothing that asks, blinks, or calls home. */
const calmSettings = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.enabled': false,
};

/** No gallery: VS Code must not look for extensions anywhere. */
function environment() {
  const env = { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
  delete env.NODE_OPTIONS;
  return env;
}

function commonArguments(dir) {
  return ['--accept-server-license-terms', '--server-data-dir', dir, '--extensions-dir', path.join(dir, 'extensions')];
}

/** Installs a VSIX for the server that keeps its data in `dir`. Throws what VS Code says when it cannot. */
export function installExtension(host, { dir, vsix }) {
  const done = spawnSync(process.execPath, [host.main, ...commonArguments(dir), '--install-extension', vsix], {
    env: environment(),
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`VS Code could not install ${vsix}:\n${done.stdout}\n${done.stderr}`);
}

/** Serves VS Code on this machine only. `port` 0 takes a free one. */
export async function serve(host, { dir, port = 0, settings = {} }) {
  await mkdir(path.join(dir, 'data/User'), { recursive: true });
  await writeFile(path.join(dir, 'data/User/settings.json'), JSON.stringify({ ...calmSettings, ...settings }, null, 2));
  const chosen = port === 0 ? await freePort() : port;
  const log = await open(path.join(dir, 'server.log'), 'w');
  const child = spawn(
    process.execPath,
    [
      host.main,
      ...commonArguments(dir),
      '--host',
      '127.0.0.1',
      '--port',
      String(chosen),
      '--without-connection-token',
      '--telemetry-level',
      'off',
      '--enable-smoke-test-driver',
    ],
    // A process group of its own: extension hosts and language servers are its children and must end with it.
    { env: environment(), detached: true, stdio: ['ignore', log.fd, log.fd] },
  );
  const endGroup = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // The group has ended already.
    }
  };
  const endAtExit = () => endGroup('SIGKILL');
  process.on('exit', endAtExit);

  const origin = `http://127.0.0.1:${chosen}`;
  try {
    await untilItAnswers(origin, child);
  } catch (error) {
    endGroup('SIGKILL');
    throw error;
  } finally {
    await log.close();
  }
  return {
    origin,
    pid: child.pid,
    /** The address that opens `folder`; with `developed`, the extension in that folder runs without being installed. */
    address({ folder, developed }) {
      const query = new URLSearchParams({ folder });
      if (developed)
        query.set('payload', JSON.stringify([['extensionDevelopmentPath', `vscode-remote://127.0.0.1:${chosen}${developed}`]]));
      return `${origin}/?${query}`;
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.signalCode === null) {
        endGroup('SIGTERM');
        await Promise.race([ended, pause(2000)]);
      }
      endGroup('SIGKILL');
      process.off('exit', endAtExit);
    },
  };
}

async function untilItAnswers(origin, child) {
  for (let waited = 0; waited < 30_000; waited += 100) {
    if (child.exitCode !== null) throw new Error(`VS Code ended with ${child.exitCode} while starting; see server.log in its data folder.`);
    try {
      await (await fetch(`${origin}/version`)).text();
      return;
    } catch {
      await pause(100);
    }
  }
  throw new Error('VS Code did not answer within 30 seconds.');
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
