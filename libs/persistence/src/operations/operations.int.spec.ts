import { afterAll, beforeAll, describe } from '@jest/globals';
import { type Database } from '../database.port.js';
import { openTestDatabase } from '../open-test-database.fake.js';
import { describeAlarmsTold } from './alarms-told.features.js';
import { describeBooks } from './books.features.js';
import { describeCaseHistories } from './case-histories.features.js';
import { describeDeadLetters } from './dead-letters.features.js';
import { describeQuarantine } from './quarantine.features.js';
import { describeRecipientLoads } from './recipient-loads.features.js';

describe('PostgreSQL', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(async () => {
    await database.dropSchema();
    await database.close();
  });

  describeAlarmsTold(() => database.alarmsTold);
  describeBooks(() => database);
  describeDeadLetters(() => database);
  describeCaseHistories(() => database);
  describeRecipientLoads(() => database);
  describeQuarantine(() => database);
});
