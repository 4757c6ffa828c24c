/** A story of the domain page, part 6, as it lies in `schemas/stories/S<n>.json`. */
export interface Story {
  readonly id: string;
  readonly title: string;
  readonly story: string;
  readonly person: string;
  readonly startFacts: readonly string[];
  readonly steps: readonly StoryStep[];
  readonly [more: string]: unknown;
}

export interface StoryStep {
  readonly step: string;
  readonly at: string;
  readonly sender: string;
  readonly message: string;
  readonly messageName: string;
  readonly remark: string;
  readonly factsAdded: readonly string[];
  readonly factsRemoved: readonly string[];
  readonly facts: readonly string[];
  readonly delivered: readonly {
    readonly recipient: string;
    readonly removed: readonly string[];
    readonly masked?: readonly string[];
  }[];
  readonly refused: Readonly<Record<string, readonly string[]>>;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly unit?: string;
  readonly [more: string]: unknown;
}
