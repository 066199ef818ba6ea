/** The order of texts, for `sort`: by code units, so that it is the same wherever it is made. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
