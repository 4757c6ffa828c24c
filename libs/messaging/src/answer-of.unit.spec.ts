import { describe, expect, it } from '@jest/globals';
import { createLogger, fieldsFirst } from '#lib/platform';
import { answerOf } from './answer-of.js';
import type { RecordBatch } from './message-log.port.js';

const BATCH: RecordBatch = {
  topic: 'schakel.messages.v1',
  partition: 4,
  records: [],
  highWatermark: 0,
  isStale: () => false,
  heartbeat: () => Promise.resolve(),
};

describe('a batch handler that throws', () => {
  it('is tried again, and the log of the hub says what was thrown and where, but not its text', async () => {
    const lines: string[] = [];
    const logger = fieldsFirst(createLogger('router', { destination: { write: (line) => void lines.push(line) } }));
    const failing = () => Promise.reject(new RangeError('canary 9999000001'));
    expect(await answerOf(failing, BATCH, logger)).toMatchObject({ kind: 'retry' });
    const [line = ''] = lines;
    expect(JSON.parse(line)).toMatchObject({
      level: 'error',
      topic: 'schakel.messages.v1',
      partition: 4,
      name: 'RangeError',
      frames: expect.arrayContaining([expect.stringMatching(/^answer-of\.unit\.spec\.ts:\d+:\d+$/)]),
    });
    expect(line).not.toMatch(/canary|9999/);
  });
});
