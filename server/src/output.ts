/**
 * What the command says, written at once. Node's own streams do the same for files and most pipes, but take as long to load as two hundred
 * files to read; they are left to terminals, which on Windows need them, and to a pipe that takes no more at the moment.
 */
import { fstatSync, writeSync } from 'node:fs';

const OUT = 1;
const ERROR = 2;

/** Writes results to standard output. */
export function writeOut(text: string): void {
  write(OUT, text);
}

/** Writes what a person should know to standard error. */
export function writeError(text: string): void {
  write(ERROR, text);
}

/** True when a person reads standard output. */
export function isTerminal(): boolean {
  return !isPlain(OUT) && process.stdout.isTTY;
}

const streams = new Set<NodeJS.WriteStream>();

/** True when all that was written has arrived, so that the process may be ended. */
export function hasArrived(): boolean {
  return streams.size === 0;
}

function write(place: typeof OUT | typeof ERROR, text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  try {
    if (isPlain(place)) while (written < bytes.length) written += writeSync(place, bytes, written);
  } catch {
    // The stream goes on where this ended, and knows what may be wrong.
  }
  if (written === bytes.length) return;
  const stream = place === OUT ? process.stdout : process.stderr;
  if (!streams.has(stream)) stream.on('error', unlessClosed);
  streams.add(stream);
  stream.write(bytes.subarray(written));
}

/** A file or a pipe. */
function isPlain(place: number): boolean {
  try {
    const found = fstatSync(place);
    return found.isFile() || found.isFIFO() || found.isSocket();
  } catch {
    return false;
  }
}

/** A reader that has seen enough (`| head`) is no failure. */
function unlessClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
