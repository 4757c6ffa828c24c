import { balancedBooks } from './balanced-books.check.js';
import { bounded } from './bounded.check.js';
import { caseOrder } from './case-order.check.js';
import type { Check } from './check.js';
import { idempotentSubmit } from './idempotent-submit.check.js';
import { isolation } from './isolation.check.js';
import { liveness } from './liveness.check.js';
import { noDuplicates } from './no-duplicates.check.js';
import { noLeak } from './no-leak.check.js';
import { noLoss } from './no-loss.check.js';
import { nothingLeftParked } from './nothing-left-parked.check.js';
import { placesOnlyForward } from './places-only-forward.check.js';
import { replaysChangeNothing } from './replays-change-nothing.check.js';
import { stopBeforeGo } from './stop-before-go.check.js';
import { wholeLedger } from './whole-ledger.check.js';

/** I4 and I14 concern transactions, which there are none of; I7 and I13 have tests of their own. What I10 costs others is measured by `npm run bench -- delivery`. */
export const ALL_CHECKS: readonly Check[] = [
  noLoss,
  noDuplicates,
  noLeak,
  caseOrder,
  wholeLedger,
  placesOnlyForward,
  liveness,
  isolation,
  bounded,
  idempotentSubmit,
  replaysChangeNothing,
  stopBeforeGo,
  nothingLeftParked,
  balancedBooks,
];
