/** Loaded before a program (`node --require`): writes the most memory that the process held, in KiB, to PEAK_MEMORY_FILE. */
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  writeFileSync(process.env.PEAK_MEMORY_FILE, String(process.resourceUsage().maxRSS));
});
