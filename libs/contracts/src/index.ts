/** Everything that lies under `schemas/`: loaded, checked, encoded, projected, served. */
export type { Contracts } from './contracts.js';
export { loadContracts, contractsOf, type LoadOptions } from './load-contracts.js';
export { loadHubContracts } from './load-hub-contracts.js';
export { loadConditionFacts, type ConditionFacts } from './load-condition-facts.js';
export { readSchemaFolder, type SchemaFolder } from './schema-folder.js';

export { HUB_RECORDS, type ContractCode, type HubRecord } from './message/contract-code.js';
export type { ContractField, MessageContract } from './message/message-contract.js';
export type { Decoded, DecodedDelivery, Undecodable } from './codec/decoded.js';
export { schemaIdIn } from './avro/confluent-frame.js';
export { instantOf, instantText, dayOf } from './avro/instant.js';
export type { RecordSchema, FieldSchema, AvroSchema } from './avro/avro-schema.js';

export { NO_ACCESS, type Access, type FieldAccess } from './recipient/field-access.js';
export type { RecipientSchema } from './recipient/recipient-schema.js';
export type { CellFields, ProjectionOptions } from './recipient/projection.js';

export { MAX_ERRORS, type ContractError, type Validated } from './validation/contract-error.js';
export type { EdgeEnvelope } from './validation/edge-envelope.js';
export type { JsonSchema } from './validation/json-schema.js';

export type { Vocabulary, Words } from './vocabulary/vocabulary.js';
export { loadVocabulary, type OwnWords } from './vocabulary/load-vocabulary.js';
export { vocabularyFaults } from './vocabulary/vocabulary-faults.js';
export {
  loadXmlContracts,
  readXmlLanguage,
  type XmlContracts,
  type XmlLanguage,
  type XmlSide,
} from './vocabulary/xml-language.js';
export { doorSchemas, type DoorSchema } from './vocabulary/door-schemas.js';

export type { SampleOptions } from './sample/sample.js';
export { seededRandom } from './sample/seeded-random.js';
export type { Partner, Partners, PartnerSystem, SourceOwner } from './reference/partners.js';
export { partnerScopes, READ_SCOPES, sendScope } from './reference/partner-scopes.js';
export type { Settings } from './reference/settings.js';
export type { Story, StoryStep } from './reference/story.js';
export type { ListSet } from './reference/load-lists.js';
export type { SchemaSet } from './reference/schema-sets.js';
export type { VersionRef } from './reference/version-ref.js';

export type { Compatibility, RegisteredSchema, SchemaReference, SchemaRegistry } from './registry/schema-registry.js';
export { incompatibilities } from './registry/check-compatibility.js';
export {
  REGISTRY_MEDIA_TYPE,
  registryAnswer,
  type RegistryAnswer,
  type RegistryRequest,
} from './registry/rest-answer.js';

export type { ContentByCode } from './generated/content-by-code.js';
export type { DecisionRecord } from './generated/decision-record.js';
export type { RuleSetActivation } from './generated/rule-set-activation.js';
export type { ReRoute } from './generated/re-route.js';
export type { ReReadOrder } from './generated/re-read-order.js';
export type { ReRouteOrder } from './generated/re-route-order.js';
export type { LogOpened } from './generated/log-opened.js';
export type { Receipt } from './generated/receipt.js';
