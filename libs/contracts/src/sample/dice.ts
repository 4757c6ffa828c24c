/** Draws from one source of randomness, a number in [0, 1): the same source gives the same sample. */
export interface Dice {
  /** True with this chance. */
  chance(probability: number): boolean;
  /** Whole number, both ends included. */
  between(low: number, high: number): number;
  pick<Value>(values: readonly Value[]): Value;
  /** So many characters out of an alphabet. */
  text(alphabet: string, length: number): string;
}

export function diceOf(random: () => number): Dice {
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  return {
    chance: (probability) => random() < probability,
    between,
    pick: (values) => values[between(0, values.length - 1)] as (typeof values)[number],
    text: (alphabet, length) => Array.from({ length }, () => alphabet[between(0, alphabet.length - 1)]).join(''),
  };
}
