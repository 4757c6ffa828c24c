import { type DataSource } from 'typeorm';
import { type AlarmsTold, type Tell, type ToldAlarm } from '../alarms-told.port.js';
import { inTransaction, withSql } from '../sql/sql.js';

export class AlarmsToldRepository implements AlarmsTold {
  constructor(
    private readonly source: DataSource,
    private readonly schema: string,
  ) {}

  standing(codes: readonly string[]): Promise<readonly ToldAlarm[]> {
    return withSql(this.source, (sql) =>
      sql.rows<ToldAlarm>(
        `SELECT alarm_id AS "alarmId", code, endpoint, unit, severity FROM ${this.schema}.alarm_told
         WHERE code = ANY($1) ORDER BY alarm_id`,
        [codes],
      ),
    );
  }

  /** Rows in one order, so that two who change the same ones wait for each other and never in a circle. */
  raise(alarms: readonly ToldAlarm[], tell: Tell): Promise<void> {
    return this.telling(
      `INSERT INTO ${this.schema}.alarm_told AS told (alarm_id, code, endpoint, unit, severity, told_at)
       SELECT given.*, clock_timestamp() FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
         AS given (alarm_id, code, endpoint, unit, severity) ORDER BY alarm_id
       ON CONFLICT (alarm_id) DO UPDATE SET severity = excluded.severity, told_at = excluded.told_at
         WHERE told.severity = 'warning' AND excluded.severity = 'critical'
       RETURNING told.alarm_id AS id`,
      (['alarmId', 'code', 'endpoint', 'unit', 'severity'] as const).map((name) => alarms.map((one) => one[name])),
      tell,
    );
  }

  end(alarmIds: readonly string[], tell: Tell): Promise<void> {
    return this.telling(
      `WITH known AS (
         SELECT alarm_id FROM ${this.schema}.alarm_told WHERE alarm_id = ANY($1) ORDER BY alarm_id FOR UPDATE)
       DELETE FROM ${this.schema}.alarm_told AS told USING known WHERE told.alarm_id = known.alarm_id
       RETURNING told.alarm_id AS id`,
      [alarmIds],
      tell,
    );
  }

  private async telling(text: string, values: readonly (readonly unknown[])[], tell: Tell): Promise<void> {
    if (values[0]?.length === 0) return;
    await inTransaction(this.source, async (sql) => {
      const changed = await sql.rows<{ readonly id: string }>(text, values);
      if (changed.length > 0) tell(new Set(changed.map(({ id }) => id)));
    });
  }
}
