/** A record whose partition is settled. */
export interface PlacedRecord {
  readonly topic: string;
  readonly partition: number;
  readonly key: string | null;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Acknowledged {
  readonly partition: number;
  readonly offset: number;
}

export interface PublishLimits {
  /** One partition's records of a request are one Kafka batch, which must stay under the topic's `max.message.bytes`. */
  readonly bytesPerPartition: number;
  readonly bytes: number;
  /** kafkajs groups the records of a partition in quadratic time. */
  readonly records: number;
}

export const PUBLISH_LIMITS: PublishLimits = { bytesPerPartition: 900_000, bytes: 8_000_000, records: 4_000 };

interface Call {
  readonly records: readonly PlacedRecord[];
  readonly acknowledged: Acknowledged[];
  taken: number;
  resolve(acknowledged: readonly Acknowledged[]): void;
  reject(error: unknown): void;
}

interface Part {
  readonly call: Call;
  readonly records: PlacedRecord[];
}

/** Sends one request; resolves with the offset of each record, in the order given. */
export type SendRequest = (records: readonly PlacedRecord[]) => Promise<readonly number[]>;

function bytesOf(record: PlacedRecord): number {
  let bytes = 32 + record.value.length + (record.key?.length ?? 0);
  for (const name in record.headers) bytes += 8 + name.length + 3 * (record.headers[name]?.length ?? 0);
  return bytes;
}

/**
 * One request is on its way at a time, which keeps the order per partition; calls that come in meanwhile gather into the
 * next one. Nothing waits for a timer: alone, a call goes out at once.
 */
export class PublishQueue {
  private waiting: Call[] = [];
  private sending: Promise<void> | null = null;

  /** `separable` says of an error that one call's records caused it, so that the other calls deserve a request of their own. */
  constructor(
    private readonly send: SendRequest,
    private readonly separable: (error: unknown) => boolean,
    private readonly limits: PublishLimits = PUBLISH_LIMITS,
  ) {}

  publish(records: readonly PlacedRecord[]): Promise<readonly Acknowledged[]> {
    if (records.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      this.waiting.push({ records, acknowledged: [], taken: 0, resolve, reject });
      this.sending ??= this.drain();
    });
  }

  /** Resolves when nothing is on its way or waiting. */
  async idle(): Promise<void> {
    while (this.sending !== null) await this.sending;
  }

  private async drain(): Promise<void> {
    // One turn of the event loop lets the calls of the same moment share the first request.
    await Promise.resolve();
    while (this.waiting.length > 0) await this.sendParts(this.gather());
    this.sending = null;
  }

  private gather(): Part[] {
    const parts: Part[] = [];
    const perPartition = new Map<string, number>();
    let bytes = 0;
    let count = 0;
    for (const call of this.waiting) {
      const part: Part = { call, records: [] };
      for (; call.taken < call.records.length; call.taken++) {
        const record = call.records[call.taken] as PlacedRecord;
        const size = bytesOf(record);
        const place = `${record.topic}/${record.partition}`;
        const inPartition = perPartition.get(place) ?? 0;
        const full =
          (inPartition > 0 && inPartition + size > this.limits.bytesPerPartition) ||
          (count > 0 && (bytes + size > this.limits.bytes || count >= this.limits.records));
        if (full) return part.records.length > 0 ? [...parts, part] : parts;
        perPartition.set(place, inPartition + size);
        bytes += size;
        count += 1;
        part.records.push(record);
      }
      parts.push(part);
    }
    return parts;
  }

  private async sendParts(parts: readonly Part[]): Promise<void> {
    try {
      const offsets = await this.send(parts.flatMap((part) => part.records));
      let at = 0;
      for (const part of parts) {
        this.acknowledge(part, offsets.slice(at, at + part.records.length));
        at += part.records.length;
      }
    } catch (error) {
      if (parts.length > 1 && this.separable(error)) for (const part of parts) await this.sendParts([part]);
      else for (const part of parts) this.fail(part.call, error);
    }
  }

  private acknowledge({ call, records }: Part, offsets: readonly number[]): void {
    records.forEach((record, index) => {
      call.acknowledged.push({ partition: record.partition, offset: offsets[index] as number });
    });
    if (call.acknowledged.length < call.records.length) return;
    this.forget(call);
    call.resolve(call.acknowledged);
  }

  /** The rest of a failed call is not sent: later records must not pass a gap before them. */
  private fail(call: Call, error: unknown): void {
    this.forget(call);
    call.reject(error);
  }

  private forget(call: Call): void {
    this.waiting = this.waiting.filter((other) => other !== call);
  }
}
