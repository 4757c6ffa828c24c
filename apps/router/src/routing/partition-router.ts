import type { BatchOutcome, RecordBatch, StoredRecord } from '#lib/messaging';
import { align } from './align.js';
import { chunksOf } from './chunks.js';
import { factsOfCases } from './facts-of-cases.js';
import { openPlace, type PartitionPlace } from './partition-place.js';
import { routeChunk, type RoutedChunk } from './route-chunk.js';
import type { RouterParts } from './router-parts.js';

/**
 * Routes the batches of the case log, each partition in order. Writes in the order of decisions 4: decision records, deliveries, the SQL
 * transaction. It may be killed at any instruction, and may run twice on one partition: the row's compare-and-set lets one of two go on, and
 * what is written again is the same bytes under the same ids.
 */
export class PartitionRouter {
  private readonly places = new Map<number, PartitionPlace>();

  constructor(private readonly parts: RouterParts) {}

  async route(batch: RecordBatch): Promise<BatchOutcome> {
    const { partition } = batch;
    try {
      const outcome = await this.routeBatch(batch);
      if (outcome.kind !== 'done') this.places.delete(partition);
      if (outcome.kind === 'halt') this.alarm('The partition stops.', { partition, reason: outcome.reason });
      return outcome;
    } catch (error) {
      this.places.delete(partition);
      this.parts.logger.warn('Writing failed; the batch is taken again.', { partition, error });
      return { kind: 'retry', reason: 'writing failed' };
    }
  }

  private async routeBatch(batch: RecordBatch): Promise<BatchOutcome> {
    const { partition } = batch;
    const known = this.places.get(partition);
    // What this process remembers may be old: another instance may have had the partition in between.
    const fits = known !== undefined && known.row.nextOffset === batch.records[0]?.offset;
    const place = fits ? known : await openPlace(this.parts.store, this.parts.hub.logId, partition);
    this.places.set(partition, place);
    const start = align(batch, place.row, this.parts.hub.logId, fits ? 0 : await this.lowOf(batch));
    if (start.kind !== 'here') return start;
    for (const chunk of chunksOf(batch.records, start.index)) {
      if (batch.isStale()) return { kind: 'resume-at', offset: place.row.nextOffset };
      const outcome = await this.take(place, chunk);
      if (outcome.kind !== 'done') return outcome;
      this.parts.metrics.lag(partition, batch.highWatermark - place.row.nextOffset);
      await batch.heartbeat();
    }
    return { kind: 'done' };
  }

  private async take(place: PartitionPlace, records: readonly StoredRecord[]): Promise<BatchOutcome> {
    const { hub, store, faults, metrics, clock } = this.parts;
    const facts = await factsOfCases(store, place, records);
    if (facts === 'another is ahead') return this.resume(place.partition);
    const began = clock.monotonic();
    const chunk = routeChunk(hub, place.row.inForce, facts, records);
    metrics.routed(chunk, clock.monotonic() - began);
    await faults.reached('received');
    if (chunk.taken.length > 0) {
      await this.parts.log.publish(chunk.decisions);
      await faults.reached('decisions');
      if (chunk.rest.length > 0) await this.parts.log.publish(chunk.rest);
      await faults.reached('deliveries');
      if (!(await this.commit(place, chunk))) return this.resume(place.partition);
      await faults.reached('commit');
    }
    for (const { record, routed } of chunk.taken) {
      const { outcome, reason, code, alarm } = routed.summary;
      const { partition, offset } = record;
      if (alarm) this.alarm('A record needs attention.', { partition, offset, kind: outcome, reason, code });
    }
    if (chunk.halted === null) return { kind: 'done' };
    const { offset, reason, error } = chunk.halted;
    this.parts.logger.error('This record stops the partition.', { partition: place.partition, offset, error });
    return { kind: 'halt', reason };
  }

  private async commit(place: PartitionPlace, chunk: RoutedChunk): Promise<boolean> {
    const { partition, row } = place;
    const nextOffset = row.nextOffset + chunk.taken.length;
    const answer = await this.parts.store.commit({
      partition,
      logId: row.logId,
      expectedNextOffset: row.nextOffset,
      nextOffset,
      inForce: chunk.inForce,
      facts: [...chunk.changed].map(([caseKey, changed]) => ({ caseKey, ...changed })),
      references: chunk.references.map((given) => {
        const { unit, reference, caseKey } = given;
        return { unit, reference, caseKey, vNumberEncrypted: this.parts.seal(given) };
      }),
      taken: chunk.taken.flatMap(({ routed }) => routed.messageId ?? []),
    });
    if (answer === 'superseded') return false;
    place.row = { ...row, nextOffset, inForce: chunk.inForce };
    for (const [caseKey, { facts }] of chunk.changed) place.facts.set(caseKey, facts);
    return true;
  }

  /** Another instance took these records: go on where the row says. */
  private async resume(partition: number): Promise<BatchOutcome> {
    this.parts.metrics.superseded();
    const { row } = await openPlace(this.parts.store, this.parts.hub.logId, partition);
    return { kind: 'resume-at', offset: row.nextOffset };
  }

  private async lowOf({ topic, partition }: RecordBatch): Promise<number> {
    return (await this.parts.log.ends(topic)).find((end) => end.partition === partition)?.low ?? 0;
  }

  private alarm(message: string, fields: Record<string, unknown>): void {
    this.parts.metrics.alarm();
    this.parts.logger.error(message, fields);
  }
}
