import { loadContracts } from '#lib/contracts';
import { openKafkaLog } from '#lib/messaging';
import { HUB_PRINCIPALS, openBrokerAccess, projectRoot, topicNames } from '#lib/platform';
import type { RunningHub } from '../hub/hub-file.js';
import { hubSettings } from '../hub/hub-settings.js';
import { jsonPrinter } from './json-printer.js';
import { KafkaDecisionReader } from './kafka-decision-reader.js';
import { peoplePrinter } from './people-printer.js';
import { playStory, type PlayOutcome } from './play-story.js';
import { SimulatorClient } from './simulator.client.js';
import { amsterdamDay } from './story-time.js';
import { loadStory } from './story.js';

/** Fictional V-numbers for plays (decisions 32): nobody's, and far from those that unit tests use. */
const V_NUMBERS = { first: 9_999_000_100, last: 9_999_999_999 };
const DEADLINE_MS = 60_000;

export class HubHasNoStoryClock extends Error {
  readonly code = 'no-story-clock';
}

/** Plays a story on a running hub and prints it, for people or as JSON lines. */
export async function play(hub: RunningHub, storyName: string, json: boolean): Promise<PlayOutcome> {
  if (hub.clock !== 'story') {
    throw new HubHasNoStoryClock(
      'Stories run on their own clock, which this hub does not take. Start it with `schakel up --clock story`.',
    );
  }
  const story = loadStory(storyName);
  const contracts = loadContracts({ root: projectRoot() });
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const access = openBrokerAccess(hubSettings(), HUB_PRINCIPALS.cli);
  const log = await openKafkaLog({ access, clientId: `${hub.prefix}-play` });
  try {
    const decisions = await KafkaDecisionReader.open(log, topicNames(hub.prefix).decisions, contracts, hub.prefix);
    try {
      return await playStory(story, {
        contracts,
        partners: new SimulatorClient(hub.simulator),
        decisions,
        audience: json ? jsonPrinter(print) : peoplePrinter(print),
        day: amsterdamDay(Date.now()),
        vNumber: String(V_NUMBERS.first + Math.floor(Math.random() * (V_NUMBERS.last - V_NUMBERS.first + 1))),
        random: Math.random,
        deadlineMs: DEADLINE_MS,
      });
    } finally {
      await decisions.close();
    }
  } finally {
    await log.close();
  }
}
