import { type DeliveryState, type Lane, type Resolution } from '../deliveries.port.js';
import { type ReplayCandidate } from '../replay-candidates.port.js';

/** As the driver gives it. */
export interface CandidateRow extends Omit<ReplayCandidate, 'then' | 'original' | 'unit'> {
  readonly unit: string;
  readonly state: DeliveryState | null;
  readonly lane: Lane;
  readonly resolution: Resolution | null;
  readonly known: boolean;
  readonly refusal: string | null;
  readonly removed: readonly string[] | null;
  readonly masked: readonly string[] | null;
  readonly originalPartition: number | null;
  readonly originalOffset: number | null;
}

/** Parameters: delivery ids, plan. In their order. */
export function deliveryStatement(schema: string): string {
  return statement(schema, {
    asked: `unnest($1::text[]) WITH ORDINALITY AS asked (id, place) JOIN ${schema}.delivery AS row ON row.delivery_id = asked.id
      LEFT JOIN ${schema}.ledger_decision AS decision ON decision.decision_id = row.decision_id
      LEFT JOIN ${schema}.ledger_cell AS cell ON cell.decision_id = row.decision_id AND cell.delivery_id = row.delivery_id`,
    message: 'row.message_id',
    endpoint: 'row.endpoint',
    unit: 'row.unit',
    caseKey: 'row.case_key',
    code: 'row.code',
    plan: '$2',
  });
}

/** Parameters: decision ids, numbers of cells, plan. In their order. */
export function backFillStatement(schema: string): string {
  return statement(schema, {
    asked: `unnest($1::text[], $2::int[]) WITH ORDINALITY AS asked (id, number, place)
      JOIN ${schema}.ledger_decision AS decision ON decision.decision_id = asked.id
      JOIN ${schema}.ledger_cell AS cell ON cell.decision_id = asked.id AND cell.cell = asked.number
      LEFT JOIN ${schema}.delivery AS row ON row.delivery_id = cell.delivery_id`,
    message: 'decision.message_id',
    endpoint: 'cell.recipient',
    unit: `coalesce(cell.unit, '')`,
    caseKey: 'decision.case_key',
    code: 'decision.message',
    plan: '$3',
  });
}

interface Sources {
  readonly asked: string;
  readonly message: string;
  readonly endpoint: string;
  readonly unit: string;
  readonly caseKey: string;
  readonly code: string;
  readonly plan: string;
}

function statement(schema: string, { asked, message, endpoint, unit, caseKey, code, plan }: Sources): string {
  return `SELECT row.delivery_id AS "deliveryId", ${message} AS "messageId", ${code} AS code, ${endpoint} AS endpoint, ${unit} AS unit,
      ${caseKey} AS "caseKey", coalesce(row.decision_id, decision.decision_id) AS "decisionId", decision.rule_set_id AS "ruleSetThen",
      cell.decision_id IS NOT NULL AS known, cell.refusal, cell.removed, cell.masked, cell.recipient_schema_id AS "schemaId",
      coalesce(row.lane, 'CASE') AS lane, coalesce(row.removal, false) AS removal, row.state, coalesce(row.blocks, false) AS blocks,
      row.resolution, row.plan_id AS "releasedBy", coalesce(row.attempts, 0) AS attempts,
      coalesce(row.generation, decision.generation, 0) AS generation,
      greatest(alike.newest, (SELECT max(generation) FROM ${schema}.ledger_decision AS one WHERE one.message_id = ${message}), 0)
        AS "newestGeneration",
      coalesce(alike.newest_here > row.generation, false) AS older, coalesce(alike.delivered, false) AS delivered,
      coalesce(alike.deaths, 0)::int AS deaths,
      CASE WHEN row.state = 'DEAD' THEN coalesce(row.last_error_class, 'hub') END AS "errorClass", ended.reason,
      live.log_partition AS "originalPartition", live.log_offset AS "originalOffset",
      (EXISTS (SELECT FROM ${schema}.stop_case AS stop WHERE stop.case_key = ${caseKey} AND stop.suspended)
        OR EXISTS (SELECT FROM ${schema}.stop_entry AS entry WHERE entry.case_key = ${caseKey})) AS stopped,
      hold.plan_id AS "busyWith"
    FROM ${asked}
      LEFT JOIN LATERAL (
        SELECT max(generation) AS newest, max(generation) FILTER (WHERE here) AS newest_here,
          bool_or(state = 'DELIVERED') FILTER (WHERE here) AS delivered, sum(deaths) FILTER (WHERE here) AS deaths
        FROM (SELECT generation, state, deaths, endpoint = ${endpoint} AND unit = ${unit} AS here FROM ${schema}.delivery AS one
          WHERE one.message_id = ${message}) AS ones) AS alike ON true
      LEFT JOIN LATERAL (
        SELECT log_partition, log_offset FROM ${schema}.ledger_decision AS one
        WHERE one.message_id = ${message} AND one.generation = 0 AND one.outcome = 'DECIDED' ORDER BY log_offset LIMIT 1) AS live ON true
      LEFT JOIN LATERAL (
        SELECT receipt.reason FROM ${schema}.ledger_receipt AS receipt
        WHERE receipt.delivery_id = row.delivery_id AND receipt.outcome = row.state ORDER BY receipt.topic_offset DESC LIMIT 1) AS ended ON true
      LEFT JOIN ${schema}.replay_hold AS hold ON hold.message_id = ${message} AND hold.endpoint = ${endpoint} AND hold.unit = ${unit}
        AND hold.plan_id <> ${plan}
    ORDER BY asked.place`;
}

export function candidateOfRow(row: CandidateRow): ReplayCandidate {
  const { known, refusal, removed, masked, originalPartition: partition, originalOffset: offset, unit, ...same } = row;
  return {
    ...same,
    unit: unit === '' ? null : unit,
    then: known ? { refusal, removed: removed ?? [], masked: masked ?? [] } : null,
    original: partition === null || offset === null ? null : { partition, offset },
  };
}
