/** Beside the Python extension: the environment that is selected there is read, and a change of it is followed. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { until, type Report } from './report';
import type { Session } from './session';
import type { Camera } from './shots';

export async function checkInterpreter({ editor, folder }: Session, { check }: Report, camera: Camera): Promise<void> {
  /** Asks for the page again until it says so: a change takes its way through two extensions and a server. */
  const untilExplained = (what: string, isRight: (text: string) => boolean): Promise<boolean> =>
    until(what, async () => {
      await editor.run('Django Relations: Explain This Project');
      return isRight(await editor.preview('Environment:'));
    });

  await check('the interpreter that is selected in the Python extension is used', async () => {
    await layDownEnvironment(path.join(folder, '../environment'));
    await editor.open('orders/models.py', 1);
    await editor.run('Stand-in: Select an Environment');
    await untilExplained('the selected interpreter', (text) => /Environment: the \w+ interpreter/.test(text));
    await camera.shoot(editor.page, 'selected-interpreter');
  });

  await check('and no more once nothing is selected', async () => {
    await editor.run('Stand-in: Select Nothing');
    await untilExplained('another environment, or none', (text) => !text.includes('interpreter'));
  });
}

/** An environment with one package in it, whose interpreter is not there: nobody needs to run it. */
async function layDownEnvironment(environment: string): Promise<void> {
  const installed = path.join(environment, 'lib/python3.12/site-packages/installed');
  await mkdir(installed, { recursive: true });
  await writeFile(path.join(installed, '__init__.py'), '');
  await writeFile(path.join(environment, 'pyvenv.cfg'), 'version = 3.12.1\n');
}
