import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { seededRandom } from '#lib/contracts';
import { openDatabase, type Database } from '#lib/persistence';
import { testHub } from '#lib/testing';
import { benchFacts } from './bench-message.js';
import { startWatch, type Measured } from './measure.js';
import type { Report } from './print.js';

/** As many as the router takes between two transactions. */
const CHUNK = 250;
const CHUNKS = 40;
const ROUNDS = 5;
const FILL = 50_000;
const FEW = 1_000;

/** What looking up and storing the facts of a case costs on PostgreSQL, with few and with many cases on file. */
export async function benchOnFile(databaseUrl: string, most: number): Promise<Report> {
  const database = await openDatabase(databaseUrl, `bench-${randomUUID().slice(0, 8)}`);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const test = testHub();
    const facts = benchFacts(test, '9999000001');
    await database.router.createPartitionRow({ partition: 0, logId: 'bench', nextOffset: 1, inForce: test.inForce });
    const lines: Measured[] = [];
    let onFile = 0;
    let offset = 1;
    for (const cases of [FEW, most]) {
      for (; onFile < cases; onFile = Math.min(cases, onFile + FILL)) {
        const until = Math.min(cases, onFile + FILL);
        await client.query(
          `INSERT INTO "${database.schema}".case_facts (case_key, partition, changed_at_offset, facts)
           SELECT encode(sha256(convert_to(n::text, 'UTF8')), 'hex'), 0, 0, $3::json FROM generate_series($1::int, $2::int) AS n`,
          [onFile, until - 1, JSON.stringify(facts)],
        );
      }
      await client.query(`VACUUM ANALYZE "${database.schema}".case_facts`);
      const random = seededRandom(cases);
      const chunk = (): string[] => [
        ...new Set(Array.from({ length: CHUNK }, () => keyOf(Math.floor(random() * cases)))),
      ];
      const run = async (rounds: number): Promise<readonly Timed[]> => {
        const all: Timed[] = [];
        for (let round = 0; round < rounds; round += 1) {
          const timed = await measureChunks(database, chunk, offset);
          offset = timed.offset;
          all.push(timed);
        }
        return all;
      };
      await run(1);
      const timed = await run(ROUNDS);
      const name = `${cases.toLocaleString('en')} cases`;
      lines.push({ ...median(timed.map(({ lookup }) => lookup)), name: `look up, ${name}` });
      lines.push({ ...median(timed.map(({ commit }) => commit)), name: `store, ${name}` });
    }
    const notes = [
      `per case, ${CHUNK} cases at a time as the router takes them; ${JSON.stringify(facts).length} characters of facts each`,
      `CPU is that of the router's own process; the wall clock holds PostgreSQL too. Median of ${ROUNDS} rounds.`,
    ];
    return { title: 'cases on file: PostgreSQL', lines, notes };
  } finally {
    await client.end();
    await database.dropSchema();
    await database.close();
  }
}

interface Timed {
  readonly lookup: Measured;
  readonly commit: Measured;
  readonly offset: number;
}

async function measureChunks(database: Database, chunk: () => string[], from: number): Promise<Timed> {
  const { inForce } = testHub();
  const chunks = Array.from({ length: CHUNKS }, chunk);
  const cases = chunks.reduce((sum, keys) => sum + keys.length, 0);
  const found = [];
  const lookup = startWatch();
  for (const keys of chunks) found.push(await database.router.factsOf(0, keys));
  const lookedUp = lookup.stop('look up', cases);
  if (found.reduce((sum, { size }) => sum + size, 0) !== cases) throw new Error('Measuring: a case is not on file.');
  let offset = from;
  const commit = startWatch();
  for (const stored of found) {
    const facts = [...stored].map(([caseKey, one]) => ({ caseKey, facts: one.facts, changedAtOffset: offset }));
    const place = { partition: 0, logId: 'bench', expectedNextOffset: offset, nextOffset: offset + CHUNK, inForce };
    const answer = await database.router.commit({ ...place, facts, references: [], taken: [] });
    if (answer !== 'committed') throw new Error('Measuring: the chunk was not stored.');
    offset += CHUNK;
  }
  return { lookup: lookedUp, commit: commit.stop('store', cases), offset };
}

function median(rounds: readonly Measured[]): Measured {
  const middle = rounds.toSorted((one, other) => one.wallMicros - other.wallMicros)[Math.floor(rounds.length / 2)];
  if (middle === undefined) throw new Error('Measuring: no round was run.');
  return middle;
}

function keyOf(number: number): string {
  return createHash('sha256').update(String(number)).digest('hex');
}
