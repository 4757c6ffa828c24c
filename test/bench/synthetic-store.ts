import type { CaseFacts } from '#lib/domain';
import type { PartitionRow, RouterCommit, RouterStore, StoredFacts } from '#lib/persistence';

/**
 * A database in which every case has the same facts on file, and which forgets what it is told: what a router needs of its own can be seen
 * beside it. Facts are read from JSON, as the driver reads them.
 */
export class SyntheticStore implements RouterStore {
  lookups = 0;
  private readonly rows = new Map<number, PartitionRow>();
  private readonly text: string;

  constructor(
    facts: CaseFacts,
    private readonly start: Omit<PartitionRow, 'partition'>,
  ) {
    this.text = JSON.stringify(facts);
  }

  partitionRow(partition: number): Promise<PartitionRow> {
    return Promise.resolve(this.rows.get(partition) ?? { ...this.start, partition });
  }

  createPartitionRow(row: PartitionRow): Promise<PartitionRow> {
    return Promise.resolve(row);
  }

  factsOf(_partition: number, caseKeys: readonly string[]): Promise<Map<string, StoredFacts>> {
    this.lookups += caseKeys.length;
    return Promise.resolve(
      new Map(caseKeys.map((key) => [key, { facts: JSON.parse(this.text) as CaseFacts, changedAtOffset: 0 }])),
    );
  }

  factsOfCase(): Promise<StoredFacts | null> {
    return Promise.resolve(null);
  }

  commit({ partition, logId, nextOffset, inForce }: RouterCommit): Promise<'committed'> {
    this.rows.set(partition, { partition, logId, nextOffset, inForce });
    return Promise.resolve('committed');
  }
}
