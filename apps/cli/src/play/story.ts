import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Content, Endpoint, MessageCode } from '#lib/domain';
import { projectRoot } from '#lib/platform';

export interface ExpectedDelivery {
  readonly recipient: Endpoint;
  readonly removed: readonly string[];
  readonly masked?: readonly string[];
}

/** One step of a case story: who sends what, and who must and must not receive it. */
export interface StoryStep {
  readonly step: string;
  /** `D+9` or `D+9 14:00`: relative to the story's own day D. */
  readonly at: string;
  readonly sender: Endpoint;
  readonly message: MessageCode;
  readonly messageName: string;
  readonly remark: string;
  /** The predicates that hold when this message is decided, `FACT[@ENDPOINT]`. */
  readonly facts: readonly string[];
  readonly delivered: readonly ExpectedDelivery[];
  readonly refused: Readonly<Record<string, readonly Endpoint[]>>;
  /** Laid over the generated sample. */
  readonly payload?: Content;
  /** The sender's unit, for GEM and EMB. */
  readonly unit?: string;
}

export interface Story {
  readonly id: string;
  readonly title: string;
  readonly story: string;
  /** Prose about the invented person; the nationality is read from it. */
  readonly person: string;
  readonly steps: readonly StoryStep[];
}

export class StoryUnreadable extends Error {
  readonly code = 'story-unreadable';
}

/** Loads `S1` to `S6` of `schemas/stories`, or a story file of one's own. */
export function loadStory(nameOrFile: string): Story {
  const known = /^s\d$/i.test(nameOrFile);
  const file = known ? join(projectRoot(), 'schemas', 'stories', `${nameOrFile.toUpperCase()}.json`) : nameOrFile;
  let story: Partial<Story>;
  try {
    story = JSON.parse(readFileSync(file, 'utf8')) as Partial<Story>;
  } catch (cause) {
    throw new StoryUnreadable(
      `There is no readable story "${nameOrFile}". Give S1 to S6, or the path of a JSON file of the same shape as schemas/stories/S1.json.`,
      { cause },
    );
  }
  const missing = (['id', 'title', 'person', 'steps'] as const).filter((key) => story[key] === undefined);
  if (missing.length > 0 || !Array.isArray(story.steps)) {
    throw new StoryUnreadable(`The story "${nameOrFile}" lacks: ${missing.join(', ') || 'a list of steps'}.`);
  }
  return withContents(story as Story);
}

/** Fixed contents that the stories need (decisions 32), kept apart from the imported story files so that those stay unchanged. */
function withContents(story: Story): Story {
  const contents = JSON.parse(
    readFileSync(join(projectRoot(), 'schemas', 'stories', 'contents.json'), 'utf8'),
  ) as Record<string, Content>;
  const isOwn = !/^S[1-6]$/.test(story.id);
  if (isOwn) return story;
  return {
    ...story,
    steps: story.steps.map((step) => {
      const payload = { ...contents[step.step], ...step.payload };
      return Object.keys(payload).length > 0 ? { ...step, payload } : step;
    }),
  };
}
