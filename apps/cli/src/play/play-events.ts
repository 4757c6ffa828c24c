import type { ExpectedDelivery, StoryStep } from './story.js';

/** What one step did, as the hub decided it and as the partners' systems received it. */
export interface StepResult {
  readonly step: StoryStep;
  /** The instant of the step on the story's clock. */
  readonly time: string;
  readonly delivered: readonly ExpectedDelivery[];
  readonly refused: Readonly<Record<string, readonly string[]>>;
  readonly asExpected: boolean;
  /** What differs, in words; empty when all is as expected. */
  readonly differences: readonly string[];
}

/** The story as it goes; one printer shows it to people, another to programs. */
export interface PlayAudience {
  opens(title: string, text: string, day: string): void;
  /** A fact that the owner sends first, because no message of the story brings it. */
  factSent(owner: string, fact: string, value: boolean): void;
  stepPlayed(result: StepResult): void;
  closes(storyId: string, asExpected: number, total: number): void;
}
