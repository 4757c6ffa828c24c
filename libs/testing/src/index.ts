/** What specs share: the hub with keys for tests, records as doors write them, fakes. Never imported by apps or libraries. */
export * from './test-hub.fixture.js';
export * from './accepted-record.fixture.js';
export * from './case-traffic.fixture.js';
export * from './test-set-up.fixture.js';
export * from './two-rule-sets.fixture.js';
export * from './routed-log.fixture.js';
export * from './hub-log-store.fake.js';
export * from './router-store.fake.js';
export * from './test-broker.fixture.js';
export * from './test-principals.fixture.js';
export * from './until.js';
export * from './described-answers.fixture.js';
