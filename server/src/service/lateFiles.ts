/** Files that are read when something asks for them: Django imports none by itself, and in most projects they are half of all text. */
import type { DocumentKey } from '../base/documentKey';

const LATE = /\/(?:test_[^/]*|[^/]*_tests?|tests?|conftest)\.py$/;

/** True for a module that a test runner looks for by its name. One that Django's modules import holds models like any other. */
export function isReadLate(file: DocumentKey): boolean {
  return LATE.test(file);
}
