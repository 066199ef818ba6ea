/** The entry of the language server's layout thread: questions come in, answers go out, one after another. */
import { parentPort } from 'node:worker_threads';
import type { LayoutInput } from '../protocol/graphLayout';
import { createGroupMemory } from './groupMemory';
import { layoutGraph } from './layoutGraph';

const layGroup = createGroupMemory();

parentPort?.on('message', (input: LayoutInput) => {
  void layoutGraph(input, layGroup).then((result) => parentPort?.postMessage(result));
});
