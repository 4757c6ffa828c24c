/** Kafka behind a small port. Everything else in the hub speaks `MessageLog`. */
export * from './message-log.port.js';
export * from './messaging-logger.port.js';
export { type BackOff, jitteredBackOff } from './back-off.js';
export { partitionOf } from './partition-of.js';
export { type AccessGranted, type AccessToGrant, grantBrokerAccess } from './kafka/grant-broker-access.js';
export { grantHubAccess, type HubAccess } from './kafka/grant-hub-access.js';
export { type KafkaLogOptions, openKafkaLog } from './kafka/kafka-log.js';
export { reachesBroker } from './kafka/reaches-broker.js';
export { InMemoryBroker, type LogFaults } from './memory/in-memory-broker.fake.js';
export { InMemoryLog, type InMemoryLogOptions } from './memory/in-memory-log.fake.js';
export { BatchHandler, type BatchHandlerOptions } from './nest/batch-handler.decorator.js';
export { BatchContext } from './nest/batch.context.js';
export { BatchTransport, type BatchTransportOptions } from './nest/batch-transport.js';
