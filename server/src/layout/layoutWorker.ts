/** The entry of the language server's layout thread: questions come in, answers go out, one after another. */
import { parentPort } from 'node:worker_threads';
import type { LayoutInput } from '../protocol/graphLayout';

parentPort?.on('message', (input: LayoutInput) => {
  void layout.then((lay) => lay(input)).then((result) => parentPort?.postMessage(result));
});

/** ELK is a bundle of its own, which the command line uses, too. */
const layout = import('./layoutGraph').then(({ createRememberingLayout }) => createRememberingLayout());
