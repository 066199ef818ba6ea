/** From text to a module as plain data, by the cheapest reader that can be trusted with it. */
import type { PythonParser, Reading } from './python';
import { quickRead } from './quickReader';

/** A parser that leaves to `parser` only what the quick reader does not take; both give the same. */
export function quickFirst(parser: PythonParser, reading: Reading): PythonParser {
  return { name: parser.name, reading, parse: (text) => quickRead(text, reading) ?? parser.parse(text) };
}
