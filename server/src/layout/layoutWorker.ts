/** The entry of the language server's layout thread: questions come in, answers go out, one after another. */
import { parentPort } from 'node:worker_threads';
import type { LayoutMessage } from './layoutThread';

/** Nobody waits for the answer that is being made. */
let isCalledOff = false;

parentPort?.on('message', (message: LayoutMessage) => {
  if (message === 'call off') {
    isCalledOff = true;
    return;
  }
  isCalledOff = false;
  void layout.then((lay) => lay(message, () => isCalledOff)).then((result) => parentPort?.postMessage(result));
});

/** ELK is a bundle of its own, which the command line uses, too. */
const layout = import('./layoutGraph').then(({ createRememberingLayout }) => createRememberingLayout());
