import type { DoorAnswer, Submission } from '../evidence/evidence.js';
import type { AgencyDoors } from './agency-doors.js';
import type { PlannedMessage } from './planned-message.js';

const AGAIN_AFTER_MS = 250;
const AGAIN_AFTER_MOST_MS = 2_000;
/** A door that never takes a message again is a fault of the hub; the run must end all the same. */
const GIVE_UP_AFTER_MS = 300_000;

export interface LoadWatcher {
  /** Waits until the load may go on: the pace of the run, or a stop. False: no more. */
  mayGoOn(n: number): Promise<boolean>;
  sent(submission: Submission): void;
}

/** A message that a door refused for good: the load is wrong, or the hub is. */
export class RefusedLoad extends Error {}

/**
 * Sends the load from so many senders at once, the messages of one case one after the other: each again and again under the same id until
 * it is accepted, as an agency's system does.
 */
export async function sendLoad(
  plan: Iterator<PlannedMessage>,
  doors: AgencyDoors,
  atOnce: number,
  watcher: LoadWatcher,
): Promise<void> {
  // In order within a case: the tail of what was sent for it so far.
  const tails = new Map<number, Promise<void>>();
  const sender = async (): Promise<void> => {
    for (let next = plan.next(); next.done !== true; next = plan.next()) {
      const message = next.value;
      const before = tails.get(message.caseIndex) ?? Promise.resolve();
      const own = before.then(async () => {
        if (await watcher.mayGoOn(message.n)) watcher.sent(await sendUntilAccepted(message, doors));
      });
      tails.set(message.caseIndex, own);
      await own;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
}

async function sendUntilAccepted(message: PlannedMessage, doors: AgencyDoors): Promise<Submission> {
  const document = await doors.write(message);
  const answers: DoorAnswer[] = [];
  const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
  for (let attempt = 1; performance.now() < giveUpAt; attempt += 1) {
    const copies = Array.from({ length: attempt === 1 ? message.copies : 1 }, () => doors.send(document));
    for (const { said, ...answer } of await Promise.all(copies)) {
      answers.push(answer);
      if (answer.status === 202 && answer.messageId === null) throw new RefusedLoad('A receipt without a message id.');
      if (neverTaken(answer.status, said)) {
        throw new RefusedLoad(
          `${message.code} of ${message.sender.endpoint} was refused (${answer.status}): ${said.slice(0, 600)}`,
        );
      }
    }
    if (answers.some(({ status }) => status === 202)) break;
    await new Promise((again) => setTimeout(again, Math.min(AGAIN_AFTER_MS * attempt, AGAIN_AFTER_MOST_MS)));
  }
  const { n, id, code, caseIndex, stop, removal } = message;
  return { n, id, code, caseIndex, stop, removal, sender: message.sender.endpoint, answers };
}

/** A repeat may be told that the first is being accepted, the same id with other content never. */
function neverTaken(status: number, said: string): boolean {
  if (status === 429 || status === 408 || (status === 409 && said.includes('"in-progress"'))) return false;
  // A token of an identity server that has just been killed and is up again may not be known to the door yet.
  return status >= 400 && status < 500 && status !== 401;
}
