import type { CaseFacts } from '#lib/domain';
import type { MessageLog, RecordToPublish } from '#lib/messaging';
import { routeRecord, type Hub, type InForce } from '#lib/routing';

/** Where a `RoutedLog` stands in one partition. */
export interface RoutedPlace {
  nextOffset: number;
  inForce: InForce | null;
}

/** A router without a database: decides the case log in order and publishes decisions, deliveries and what is set aside. */
export class RoutedLog {
  readonly places = new Map<number, RoutedPlace>();
  private readonly facts = new Map<string, CaseFacts>();

  constructor(
    private readonly hub: Hub,
    private readonly log: Pick<MessageLog, 'read' | 'ends' | 'publish'>,
    private readonly messages: string,
  ) {}

  /** Takes what the log holds by now; answers with what it published, in that order. */
  async takeAll(): Promise<readonly RecordToPublish[]> {
    const published: RecordToPublish[] = [];
    for (const { partition, high } of await this.log.ends(this.messages)) {
      const place = this.placeOf(partition);
      for await (const page of this.log.read(this.messages, partition, place.nextOffset, high)) {
        for (const record of page) {
          const key = record.key ?? '';
          const routed = routeRecord(this.hub, place.inForce, this.facts.get(key) ?? null, record);
          if (routed.kind === 'HALT') throw new Error(routed.reason);
          if (routed.facts !== null) this.facts.set(routed.facts.caseKey, routed.facts.facts);
          place.inForce = routed.inForce;
          place.nextOffset = record.offset + 1;
          published.push(routed.decision, ...routed.deliveries);
          if (routed.quarantined !== null) published.push(routed.quarantined);
        }
      }
    }
    await this.log.publish(published);
    return published;
  }

  placeOf(partition: number): RoutedPlace {
    const known = this.places.get(partition);
    const place = known ?? { nextOffset: 0, inForce: null };
    this.places.set(partition, place);
    return place;
  }
}
