/**
 * Loaded before a program (`node --require`): writes the most memory that the process held, in KiB, to PEAK_MEMORY_FILE. Linux counts what the
 * process that started it held at that moment into `maxRSS`, so there the kernel's mark of the program's own memory is asked.
 */
const { existsSync, readFileSync, writeFileSync } = require('node:fs');

const STATUS = '/proc/self/status';

process.on('exit', () => {
  const own = existsSync(STATUS) ? /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(STATUS, 'utf8')) : null;
  writeFileSync(process.env.PEAK_MEMORY_FILE, own === null ? String(process.resourceUsage().maxRSS) : own[1]);
});
