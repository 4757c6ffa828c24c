/** PostgreSQL behind small ports: what the router has done, submissions, deliveries, stops. One SQL schema per prefix. */
export * from './database.port.js';
export * from './deliveries.port.js';
export * from './delivery-lanes.port.js';
export * from './delivery-queue.port.js';
export * from './hub-log.port.js';
export * from './ledger-entries.port.js';
export * from './ledger-listing.port.js';
export * from './ledger.port.js';
export * from './memory/in-memory-deliveries.fake.js';
export * from './memory/in-memory-queue.fake.js';
export * from './mission-references.port.js';
export * from './open-database.js';
export * from './router-store.port.js';
export * from './schema-name.js';
export * from './stop-register.port.js';
export * from './submissions.port.js';
