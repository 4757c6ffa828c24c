import { type DataSource } from 'typeorm';
import { type Delivery, type DeliveryFilter } from '../deliveries.port.js';
import { DeliveryEntity } from '../entities/delivery.entity.js';
import { recipientKey } from '../sql/recipient-key.js';

const MOST = 1000;

export async function readDelivery(source: DataSource, deliveryId: string): Promise<Delivery | null> {
  const row = await source.getRepository(DeliveryEntity).findOneBy({ deliveryId });
  return row === null ? null : fromEntity(row);
}

export async function listDeliveries(source: DataSource, filter: DeliveryFilter): Promise<readonly Delivery[]> {
  const query = source.getRepository(DeliveryEntity).createQueryBuilder('delivery');
  const { endpoint, unit, states, caseKey, messageId, afterSeq, limit = 100 } = filter;
  if (endpoint !== undefined) query.andWhere('delivery.endpoint = :endpoint', { endpoint });
  if (unit !== undefined) query.andWhere('delivery.unit = :unit', { unit: unit ?? '' });
  if (endpoint !== undefined && unit !== undefined)
    query.andWhere(`${recipientKey('delivery.endpoint', 'delivery.unit')} = ${recipientKey(':endpoint', ':unit')}`);
  if (states !== undefined) query.andWhere('delivery.state = ANY(:states)', { states: [...states] });
  if (caseKey !== undefined) query.andWhere('delivery.caseKey = :caseKey', { caseKey });
  if (messageId !== undefined) query.andWhere('delivery.messageId = :messageId', { messageId });
  if (afterSeq !== undefined) query.andWhere('delivery.seq > :afterSeq', { afterSeq });
  const rows = await query
    .orderBy({ 'delivery.endpoint': 'ASC', 'delivery.unit': 'ASC', 'delivery.seq': 'ASC' })
    .limit(Math.min(Math.max(1, Math.trunc(limit)), MOST))
    .getMany();
  return rows.map(fromEntity);
}

function fromEntity({ open: _inItsLane, ...row }: DeliveryEntity): Delivery {
  return {
    ...row,
    unit: row.unit === '' ? null : row.unit,
    releasedAt: row.releasedAt?.toISOString() ?? null,
    firstFailedAt: row.firstFailedAt?.toISOString() ?? null,
    takenAt: row.takenAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
  };
}
