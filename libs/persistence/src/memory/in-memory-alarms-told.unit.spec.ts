import { describe } from '@jest/globals';
import { describeAlarmsTold } from '../operations/alarms-told.features.js';
import { InMemoryAlarmsTold } from './in-memory-alarms-told.fake.js';

describe('memory', () => {
  const told = new InMemoryAlarmsTold();
  describeAlarmsTold(() => told);
});
