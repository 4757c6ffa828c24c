import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { describeBatchOutcomes } from './batch-outcomes.features.js';
import { type LogInUse, type OpenLog } from './log-in-use.features.js';
import { type MessageLog } from './message-log.port.js';
import { describeGroups } from './groups.features.js';
import { describePublishing } from './publishing.features.js';
import { describeReading } from './reading.features.js';

/** The behaviour of the port, written once. Run on the fake and on a real Kafka. */
export function describeMessageLog(name: string, open: OpenLog): void {
  describe(name, () => {
    const prefix = `messaging-${randomUUID().slice(0, 8)}`;
    const logs: MessageLog[] = [];
    const topics: string[] = [];
    const groups: string[] = [];
    let log: MessageLog;

    const openAndKeep: OpenLog = async () => {
      const opened = await open();
      logs.push(opened);
      return opened;
    };

    beforeAll(async () => {
      log = await openAndKeep();
    });

    afterAll(async () => {
      await Promise.all(logs.map((opened) => opened.close()));
      const cleaner = await open();
      await cleaner.deleteGroups(groups);
      await cleaner.deleteTopics(topics);
      await cleaner.close();
    });

    const inUse: LogInUse = {
      get log() {
        return log;
      },
      open: openAndKeep,
      topic: async (partitions) => {
        const topic = `${prefix}.${topics.length}`;
        topics.push(topic);
        await log.ensureTopics([{ topic, partitions }]);
        return topic;
      },
      group: () => {
        const group = `${prefix}.group.${groups.length}`;
        groups.push(group);
        return group;
      },
    };

    describePublishing(inUse);
    describeReading(inUse);
    describeBatchOutcomes(inUse);
    describeGroups(inUse);
  });
}
