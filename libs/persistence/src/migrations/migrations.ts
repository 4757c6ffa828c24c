import { ActivationPlace1764200000000 } from './activation-place.migration.js';
import { AlarmsTold1764900000000 } from './alarms-told.migration.js';
import { BlockedCases1764500000000 } from './blocked-cases.migration.js';
import { DeliveryLanes1764300000000 } from './delivery-lanes.migration.js';
import { InitialSchema1764000000000 } from './initial-schema.migration.js';
import { Ledger1764100000000 } from './ledger.migration.js';
import { OpenDeliveries1764800000000 } from './open-deliveries.migration.js';
import { Operations1764400000000 } from './operations.migration.js';
import { Quarantine1764700000000 } from './quarantine.migration.js';
import { ReplayPinned1764850000000 } from './replay-pinned.migration.js';
import { ReplayPlans1764600000000 } from './replay-plans.migration.js';

/** In the order in which they run; a migration that has run anywhere is never edited. */
export const MIGRATIONS = [
  InitialSchema1764000000000,
  Ledger1764100000000,
  ActivationPlace1764200000000,
  DeliveryLanes1764300000000,
  Operations1764400000000,
  BlockedCases1764500000000,
  ReplayPlans1764600000000,
  Quarantine1764700000000,
  OpenDeliveries1764800000000,
  ReplayPinned1764850000000,
  AlarmsTold1764900000000,
];
