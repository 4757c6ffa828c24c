import { describe } from '@jest/globals';
import { describeDeliveries } from '../repositories/deliveries.features.js';
import { describeDeliveryLanes } from '../repositories/delivery-lanes.features.js';
import { describeDeliveryQueue } from '../repositories/delivery-queue.features.js';
import { InMemoryQueue } from './in-memory-queue.fake.js';
import { InMemoryDeliveries } from './in-memory-deliveries.fake.js';

describe('memory', () => {
  const deliveries = new InMemoryDeliveries();
  const database = { deliveries, lanes: deliveries.lanes, queue: new InMemoryQueue(deliveries) };

  describeDeliveries(() => database);
  describeDeliveryLanes(() => database);
  describeDeliveryQueue(() => database);
});
