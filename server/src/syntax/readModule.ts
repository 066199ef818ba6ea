/** From text to a module as plain data, by the cheapest reader that can be trusted with it. */
import type { ParsedModule, PythonParser } from './python';

/** Reads a file's text. Never throws; what cannot be read is listed in `errors`. */
export function readModule(text: string, parser: PythonParser): ParsedModule {
  return parser.parse(text);
}
