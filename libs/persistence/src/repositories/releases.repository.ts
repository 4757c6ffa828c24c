import { type DataSource } from 'typeorm';
import { arrangeCases, lockCases, lockLanes } from '../blocking/arrange-cases.js';
import { type CaseRow, distinctCases } from '../blocking/case-keys.js';
import { judgeRelease, type ReleaseStanding } from '../blocking/judge-release.js';
import { raiseLanes } from '../blocking/raise-lanes.js';
import { replacementsOf } from '../blocking/replacements.js';
import { type DeliveryState, type Lane, type Resolution } from '../deliveries.port.js';
import { type Release, type Released, type Releases } from '../releases.port.js';
import { inTransaction, type Sql } from '../sql/sql.js';
import { stoppedCases } from './stopped-cases.js';

const MOST = 1000;

interface Target extends CaseRow {
  readonly delivery_id: string;
  readonly lane: Lane;
  readonly removal: boolean;
}

interface TargetRow extends Target {
  readonly state: DeliveryState;
  readonly resolution: Resolution | null;
  readonly place: number;
  readonly has_bytes: boolean;
  readonly plans: readonly string[];
}

/** An order that is carried out, with the row that it is about. */
interface Accepted {
  readonly order: Release;
  readonly row: TargetRow;
  readonly stopped: boolean;
}

export class ReleasesRepository implements Releases {
  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
  ) {}

  async release(orders: readonly Release[]): Promise<readonly Released[]> {
    const ids = orders.map(({ deliveryId }) => deliveryId);
    if (orders.length > MOST || new Set(ids).size < ids.length)
      throw new Error(`Releasing: at most ${MOST} orders at once, each for another delivery.`);
    if (orders.length === 0) return [];
    return inTransaction(this.source, async (sql) => {
      const targets = await sql.rows<Target>(
        `SELECT delivery_id, endpoint, unit, case_key, lane, removal FROM ${this.schema}.delivery WHERE delivery_id = ANY($1)`,
        [ids],
      );
      const cases = distinctCases(targets);
      await lockCases(sql, this.schema, cases);
      const removals = targets.filter(({ removal }) => removal).map((row) => row.case_key);
      const stopped = await stoppedCases(sql, this.schema, removals);
      await lockLanes(sql, this.schema, cases);
      const rows = await this.read(sql, ids);
      const replacements = await this.replacements(sql, orders);
      const answers = orders.map((order) => judgeRelease(order, standingOf(order, rows, stopped, replacements)));
      const accepted = orders.flatMap((order, n): Accepted[] => {
        const row = rows.get(order.deliveryId);
        if (answers[n] !== null || row === undefined) return [];
        return [{ order, row, stopped: row.removal && stopped.has(row.case_key) }];
      });
      await this.carryOut(sql, accepted);
      const states = await this.statesOf(sql, accepted);
      return orders.map((order, n) => answers[n] ?? outcomeOf(order, states.get(order.deliveryId)));
    });
  }

  private async read(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, TargetRow>> {
    const rows = await sql.rows<TargetRow>(
      `SELECT delivery_id, endpoint, unit, case_key, lane, removal, state, resolution, place,
         EXISTS (SELECT FROM ${this.schema}.delivery_record AS record WHERE record.delivery_id = row.delivery_id) AS has_bytes,
         ARRAY(SELECT plan_id FROM ${this.schema}.delivery_release AS done WHERE done.delivery_id = row.delivery_id) AS plans
       FROM ${this.schema}.delivery AS row WHERE delivery_id = ANY($1) ORDER BY endpoint, unit, case_key, place, seq FOR UPDATE OF row`,
      [ids],
    );
    return new Map(rows.map((row) => [row.delivery_id, row]));
  }

  private async replacements(sql: Sql, orders: readonly Release[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const heads = orders.filter(({ kind }) => kind === 'REPLACE').map(({ deliveryId }) => deliveryId);
    if (heads.length === 0) return new Map();
    const pairs = await sql.rows<{ head_id: string; delivery_id: string }>(
      `SELECT head.delivery_id AS head_id, row.delivery_id FROM ${replacementsOf(this.schema)} AND head.delivery_id = ANY($1)`,
      [heads],
    );
    const found = new Map<string, Set<string>>();
    for (const pair of pairs) found.set(pair.head_id, (found.get(pair.head_id) ?? new Set()).add(pair.delivery_id));
    return found;
  }

  private async carryOut(sql: Sql, accepted: readonly Accepted[]): Promise<void> {
    if (accepted.length === 0) return;
    await sql.run(
      `INSERT INTO ${this.schema}.delivery_release (plan_id, delivery_id, kind, released_at)
       SELECT *, clock_timestamp() FROM unnest($1::text[], $2::text[], $3::text[])`,
      [
        accepted.map(({ order }) => order.planId),
        accepted.map(({ order }) => order.deliveryId),
        accepted.map(({ order }) => order.kind),
      ],
    );
    await this.mark(sql, accepted);
    await this.replace(sql, accepted);
    await this.withhold(sql, accepted);
    const inCases = accepted.filter(({ row }) => row.lane === 'CASE');
    const plans = new Map(inCases.map(({ order, row }) => [nameOf(row), order.planId]));
    const cases = distinctCases(inCases.map(({ row }) => row));
    await arrangeCases(
      sql,
      this.schema,
      cases,
      cases.map((one) => plans.get(nameOf(one)) ?? null),
    );
    await raiseLanes(
      sql,
      this.schema,
      accepted.map(({ row }) => row),
    );
  }

  /** A removal message of a stopped case goes back on hold, and its lane says so; all else that is tried again waits for its turn. */
  private async mark(sql: Sql, accepted: readonly Accepted[]): Promise<void> {
    await sql.run(
      `UPDATE ${this.schema}.delivery AS row SET plan_id = given.plan_id, released_at = clock_timestamp(),
         changed_at = CASE WHEN given.state IS NULL THEN row.changed_at ELSE clock_timestamp() END,
         blocks = false, resolution = given.resolution, unanswered = 0,
         state = coalesce(given.state, row.state), open = given.state IS NOT NULL
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS given (id, plan_id, state, resolution)
       WHERE row.delivery_id = given.id`,
      [
        accepted.map(({ order }) => order.deliveryId),
        accepted.map(({ order }) => order.planId),
        accepted.map(({ order, stopped }) => (order.kind === 'RETRY' ? (stopped ? 'HELD' : 'WAITING') : null)),
        accepted.map(({ order }) => RESOLUTIONS[order.kind]),
      ],
    );
  }

  private async replace(sql: Sql, accepted: readonly Accepted[]): Promise<void> {
    const replaced = accepted.flatMap(({ order, row }) => (order.kind === 'REPLACE' ? [{ id: order.by, row }] : []));
    if (replaced.length === 0) return;
    await sql.run(
      `UPDATE ${this.schema}.delivery AS row SET place = given.place FROM unnest($1::text[], $2::bigint[]) AS given (id, place)
       WHERE row.delivery_id = given.id`,
      [replaced.map(({ id }) => id), replaced.map(({ row }) => row.place)],
    );
  }

  /** Only what is parked in one of these cases; whoever has been let go or put on hold meanwhile is judged elsewhere. */
  private async withhold(sql: Sql, accepted: readonly Accepted[]): Promise<void> {
    const named = accepted.flatMap(({ order: { withhold, planId }, row: { endpoint, unit, case_key } }) =>
      withhold.map((id) => ({ id, planId, endpoint, unit, case_key })),
    );
    if (named.length === 0) return;
    // In the order of the case, as a stop locks them.
    await sql.rows(
      `SELECT 1 FROM ${this.schema}.delivery WHERE delivery_id = ANY($1) ORDER BY endpoint, unit, place, seq FOR UPDATE`,
      [named.map(({ id }) => id)],
    );
    await sql.run(
      `WITH withheld AS (
         UPDATE ${this.schema}.delivery AS row SET state = 'WITHHELD', open = false, last_error_class = 'rules-of-today',
           plan_id = given.plan_id, released_at = clock_timestamp(), changed_at = clock_timestamp()
         FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) AS given (id, plan_id, endpoint, unit, case_key)
         WHERE row.delivery_id = given.id AND row.state = 'PARKED'
           AND (row.endpoint, row.unit, row.case_key) = (given.endpoint, given.unit, given.case_key)
         RETURNING row.delivery_id)
       DELETE FROM ${this.schema}.delivery_record AS record USING withheld WHERE record.delivery_id = withheld.delivery_id`,
      [
        named.map(({ id }) => id),
        named.map(({ planId }) => planId),
        named.map(({ endpoint }) => endpoint),
        named.map(({ unit }) => unit),
        named.map((one) => one.case_key),
      ],
    );
  }

  private async statesOf(sql: Sql, accepted: readonly Accepted[]): Promise<ReadonlyMap<string, DeliveryState>> {
    const rows = await sql.rows<{ delivery_id: string; state: DeliveryState }>(
      `SELECT delivery_id, state FROM ${this.schema}.delivery WHERE delivery_id = ANY($1)`,
      [accepted.map(({ order }) => order.deliveryId)],
    );
    return new Map(rows.map(({ delivery_id, state }) => [delivery_id, state]));
  }
}

const RESOLUTIONS: Readonly<Record<Release['kind'], Resolution | null>> = {
  RETRY: null,
  SKIP: 'SKIPPED',
  REPLACE: 'REPLACED',
};

function standingOf(
  { deliveryId, planId }: Release,
  rows: ReadonlyMap<string, TargetRow>,
  stopped: ReadonlySet<string>,
  replacements: ReadonlyMap<string, ReadonlySet<string>>,
): ReleaseStanding | null {
  const row = rows.get(deliveryId);
  if (row === undefined) return null;
  return {
    state: row.state,
    resolution: row.resolution,
    hasBytes: row.has_bytes,
    repeated: row.plans.includes(planId),
    stopped: row.removal && stopped.has(row.case_key),
    replacements: replacements.get(deliveryId) ?? new Set(),
  };
}

function outcomeOf({ kind }: Release, state: DeliveryState | undefined): Released {
  if (kind === 'RETRY' && state === 'PARKED') return { kind: 'parked' };
  return { kind: kind === 'RETRY' && state === 'HELD' ? 'held' : 'released' };
}

function nameOf({ endpoint, unit, case_key }: CaseRow): string {
  return JSON.stringify([endpoint, unit, case_key]);
}
