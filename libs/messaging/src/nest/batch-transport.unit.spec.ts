import 'reflect-metadata';
import { Controller, type INestMicroservice, Injectable, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterEach, describe, expect, it } from '@jest/globals';
import { lastValueFrom, of, take, toArray } from 'rxjs';
import { InMemoryLog } from '../memory/in-memory-log.fake.js';
import { type BatchOutcome, type MessageLog, type RecordBatch } from '../message-log.port.js';
import { recordOf } from '../log-in-use.features.js';
import { until } from '../until.features.js';
import { BatchHandler } from './batch-handler.decorator.js';
import { BatchTransport } from './batch-transport.js';

class Refused extends Error {
  override readonly name = 'Refused';
}

@Injectable()
class Seen {
  readonly batches: RecordBatch[] = [];
  readonly odd: RecordBatch[] = [];
}

@Controller()
class Handlers {
  constructor(private readonly seen: Seen) {}

  @BatchHandler({ topics: ['messages'], group: 'router', from: 'beginning' })
  async route(batch: RecordBatch): Promise<BatchOutcome> {
    this.seen.batches.push(batch);
    if (this.seen.batches.length === 1) throw new Refused('first time');
    return Promise.resolve({ kind: 'done' });
  }

  @BatchHandler({ topics: ['deliveries'], group: 'outbound', from: 'beginning' })
  deliver(batch: RecordBatch) {
    this.seen.odd.push(batch);
    return of<BatchOutcome>({ kind: 'halt', reason: 'as asked' });
  }
}

@Controller()
class Twice {
  @BatchHandler({ topics: ['messages'], group: 'router', from: 'beginning' })
  again(): BatchOutcome {
    return { kind: 'done' };
  }
}

@Module({ controllers: [Handlers], providers: [Seen] })
class Application {}

@Module({ controllers: [Handlers, Twice], providers: [Seen] })
class Doubled {}

describe('the batch transport', () => {
  const errors: string[] = [];
  const ignore = (): void => undefined;
  const note = (fields: Readonly<Record<string, unknown>>): void => void errors.push(JSON.stringify(fields));
  const log = new InMemoryLog({ logger: { debug: ignore, info: ignore, warn: ignore, error: note } });
  let application: INestMicroservice | null = null;

  afterEach(async () => {
    await application?.close();
    application = null;
  });

  function transport(): BatchTransport {
    return new BatchTransport(log, {
      topicsOf: (name) => (name === 'deliveries' ? ['x.coa', 'x.iom'] : `x.${name}`),
      groupOf: (name) => `x-${name}`,
    });
  }

  async function start(module: Type, strategy: BatchTransport): Promise<INestMicroservice> {
    application = await NestFactory.createMicroservice(module, { strategy, logger: false, abortOnError: false });
    await application.listen();
    return application;
  }

  it('hands whole batches to controller methods and acts on what they answer', async () => {
    await log.ensureTopics(['x.messages', 'x.coa', 'x.iom'].map((topic) => ({ topic, partitions: 1 })));
    await log.publish(['a', 'b', 'c'].map((text) => recordOf('x.messages', text)));
    await log.publish([recordOf('x.iom', 'd')]);
    const strategy = transport();
    const joined: string[] = [];
    strategy.on('subscribed', (group) => joined.push(group));
    const running = await start(Application, strategy);
    const seen = running.get(Seen);
    await until('the batch again', () => seen.batches.length === 2);
    await until('the halt', () => strategy.subscriptions().get('x-outbound')?.halted().size === 1);
    expect(seen.batches[1]?.records.map(({ value }) => value?.toString())).toEqual(['a', 'b', 'c']);
    expect(seen.odd[0]?.topic).toBe('x.iom');
    expect(strategy.subscriptions().get('x-outbound')?.halted().get('x.iom/0')).toBe('as asked');
    expect(joined).toEqual(['x-router', 'x-outbound']);
  });

  it('keeps the error that a handler threw, and its message out of the log', () => {
    expect(errors.some((line) => line.includes('"Refused"'))).toBe(true);
    expect(errors.join()).not.toContain('first time');
  });

  it('gives access to the log and to its status, and leaves its groups when closed', async () => {
    const strategy = transport();
    const statuses = lastValueFrom(strategy.status.pipe(take(2), toArray()));
    const running = await start(Application, strategy);
    const subscriptions = [...strategy.subscriptions().values()];
    expect(running.unwrap<MessageLog>()).toBe(log);
    await running.close();
    application = null;
    expect(subscriptions.map((subscription) => subscription.alive())).toEqual([false, false]);
    expect(await statuses).toEqual(['listening', 'closed']);
    await log.publish([recordOf('x.messages', 'the log is still open')]);
  });

  it('refuses two handlers for the same topics and group', async () => {
    await expect(start(Doubled, transport())).rejects.toThrow(/Two handlers/);
  });

  it('does not start when a topic is missing', async () => {
    const strategy = new BatchTransport(log, { topicsOf: (name) => `absent.${name}` });
    await expect(start(Application, strategy)).rejects.toThrow(/no topic/);
    application = null;
  });
});
