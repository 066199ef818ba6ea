/** From text to a module as plain data, by the cheapest reader that can be trusted with it. */
import type { ParsedModule, PythonParser } from './python';
import { quickRead } from './quickReader';

/** Reads a file's text: plain Python by the quick reader, everything else by the parser. Never throws; what cannot be read is listed in `errors`. */
export function readModule(text: string, parser: PythonParser): ParsedModule {
  return quickRead(text) ?? parser.parse(text);
}
