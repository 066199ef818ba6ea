/** Modules of tests: by their place and name, without a look at what is in them. */
import type { DocumentKey } from '../base/documentKey';

/** What a test runner looks for by its name. In a package of models a test is a thing that schools have. */
const TEST_MODULE = /(?<!\/models)\/(?:test_[^/]*|[^/]*_tests?|tests?|conftest)\.py$/;

const TEST_FOLDER = /\/(?:tests?|testing|testapp|test_app)\//;

/** True for a module that seems to be there for tests. */
export function isTestFile(file: DocumentKey): boolean {
  return TEST_FOLDER.test(file) || TEST_MODULE.test(file);
}
