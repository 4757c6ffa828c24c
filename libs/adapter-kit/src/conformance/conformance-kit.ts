import { CONFORMANCE_CHECKS } from './conformance-checks.js';
import { fetchCall } from './fetch-call.js';
import { foreignAdapter } from './foreign-adapter.js';
import { openLocalAdapter } from './local-adapter.js';
import { runCheck } from './run-conformance.js';
import { sampleDelivery } from './sample-delivery.js';
import { sampleEvent } from './sample-event.js';
import { readWaivers } from './waiver.js';

/** All that is needed to judge an adapter outside a test. */
export const conformanceKit = {
  checks: CONFORMANCE_CHECKS,
  openLocalAdapter,
  foreignAdapter,
  fetchCall,
  runCheck,
  readWaivers,
  sampleEvent,
  sampleDelivery,
} as const;

export type ConformanceKit = typeof conformanceKit;
