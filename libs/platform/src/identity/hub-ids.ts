import { uuid8 } from './uuid8.js';

/** Id of a message within the hub: the same submission always has the same id (decisions 1). */
export function messageIdOf(source: string, id: string): string {
  return uuid8(`${source}\n${id}`);
}

/** Id of the decision on one record of the case log, from its place (decisions 1). */
export function decisionIdOf(logId: string, partition: number, offset: number): string {
  return uuid8(`${logId}\n${partition}\n${offset}`);
}

/** Id of a delivery. `party` is `ENDPOINT[:unit]`; generation 0 is live, each re-route adds one (decisions 1). */
export function deliveryIdOf(messageId: string, party: string, generation: number): string {
  return uuid8(`${messageId}\n${party}\n${generation}`);
}

/** Id of a record of any topic that could not be read, from its place. In the case log the decision which set it aside gives the id. */
export function quarantineIdOf(topic: string, partition: number, offset: number): string {
  return uuid8(`${topic}\n${partition}\n${offset}`);
}
