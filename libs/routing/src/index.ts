/** Routing: one record of the case log → decision, deliveries and facts. Pure; only the log's set-up talks to ports that it is given. */
export { ENGINE, inForceKey, sameInForce, type InForce, type Version } from './in-force.js';
export type { Hub, HubKeys, OriginClaim, OriginProof, Program, RoutingTopics } from './hub.js';
export type { GivenReference, Halted, Outcome, Routed, RoutedRecord, RoutingSummary } from './routed.js';
export { programsOf, type Programs } from './programs.js';
export { loadPrograms } from './load-programs.js';
export { hubOf } from './hub-of.js';
export { routeRecord } from './route-record.js';
export { HUB_SOURCE } from './log/hub-source.js';
export { openLog } from './log/open-log.js';
export { reRouteRecord, type ReRouteAsked } from './log/re-route-record.js';
export { reRouteOrder } from './log/re-route-order.js';
export { activate, inForceAtEnd, type Activated } from './log/activate.js';
export { findMismatch, firstRecords } from './log/first-records.js';
export type { KnownLog, KnownLogs, LogOpened, LogSetUp } from './log/log-set-up.js';
export { recomputePartition } from './recompute/recompute-partition.js';
export type { FactsByCase, RecomputeParts } from './recompute/recompute-parts.js';
export type { Agreement, Difference, PartitionRecomputed } from './recompute/recomputed.js';
