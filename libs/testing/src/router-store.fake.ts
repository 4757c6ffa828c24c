import type { PartitionRow, RouterCommit, RouterStore, StoredFacts } from '#lib/persistence';

/** The router's tables in memory. Facts go through JSON, as they do in the database. */
export class InMemoryRouterStore implements RouterStore {
  readonly rows = new Map<number, PartitionRow>();
  readonly facts = new Map<string, StoredFacts & { readonly partition: number }>();
  readonly commits: RouterCommit[] = [];

  partitionRow(partition: number): Promise<PartitionRow | null> {
    return Promise.resolve(this.rows.get(partition) ?? null);
  }

  createPartitionRow(row: PartitionRow): Promise<PartitionRow> {
    if (!this.rows.has(row.partition)) this.rows.set(row.partition, row);
    return Promise.resolve(this.rows.get(row.partition) ?? row);
  }

  factsOf(partition: number, caseKeys: readonly string[]): Promise<Map<string, StoredFacts>> {
    const found = caseKeys.flatMap((key) => {
      const stored = this.facts.get(key);
      return stored?.partition === partition ? [[key, stored] as const] : [];
    });
    return Promise.resolve(new Map(found));
  }

  factsOfCase(caseKey: string): Promise<StoredFacts | null> {
    return Promise.resolve(this.facts.get(caseKey) ?? null);
  }

  commit(commit: RouterCommit): Promise<'committed' | 'superseded'> {
    const { partition, logId, expectedNextOffset, nextOffset, inForce } = commit;
    const row = this.rows.get(partition);
    if (row?.nextOffset !== expectedNextOffset || row.logId !== logId) return Promise.resolve('superseded');
    this.commits.push(commit);
    this.rows.set(partition, { partition, logId, nextOffset, inForce });
    for (const { caseKey, facts, changedAtOffset } of commit.facts) {
      const stored = JSON.parse(JSON.stringify(facts)) as typeof facts;
      this.facts.set(caseKey, { facts: stored, changedAtOffset, partition });
    }
    return Promise.resolve('committed');
  }
}
