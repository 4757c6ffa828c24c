/** Kafka and PostgreSQL on this machine, for `up` and for the tests: real servers, nothing left behind. */
export * from './kafka/java.js';
export * from './local-cluster.js';
export * from './local-cluster-error.js';
export * from './start-local-cluster.js';
export * from './place/watch-launchers.js';
export * from './place/port-lease.js';
