/** Amounts in words, for words whose plural ends in -s. */

/** `0 models`, `1 model`, `3 models`. */
export function counted(amount: number, word: string): string {
  return `${String(amount)} ${word}${amount === 1 ? '' : 's'}`;
}

/** The same, with `no models` for none. */
export function countedOrNo(amount: number, word: string): string {
  return amount === 0 ? `no ${word}s` : counted(amount, word);
}
