/**
 * Loaded before a server (`node --expose-gc --require`): on SIGUSR2 collects what is not used any more and writes the bytes of the
 * heap that are left to HEAP_FILE. So two figures differ by what is really kept, not by when the collector last ran.
 */
const { renameSync, writeFileSync } = require('node:fs');

process.on('SIGUSR2', () => {
  globalThis.gc();
  globalThis.gc();
  const file = process.env.HEAP_FILE;
  writeFileSync(`${file}.part`, String(process.memoryUsage().heapUsed));
  renameSync(`${file}.part`, file);
});
