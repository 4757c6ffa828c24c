import { ENDPOINTS, type Endpoint } from '#lib/domain';

/** Topics of an agency that speaks Kafka itself: it alone writes the first, and reads the other two. */
export interface AgencyTopics {
  readonly in: string;
  readonly out: string;
  readonly receipts: string;
}

/** Topics of one hub (architecture 10). Lower case throughout; the prefix keeps test suites and environments apart. */
export interface TopicNames {
  readonly messages: string;
  readonly decisions: string;
  readonly receipts: string;
  readonly operations: string;
  readonly quarantine: string;
  delivery(endpoint: Endpoint): string;
  deadLetter(endpoint: Endpoint): string;
  /** Made only for agencies whose adapter declares them; not among `all`. */
  agency(endpoint: Endpoint): AgencyTopics;
  /** Every topic, for set-up and removal. */
  all(): readonly string[];
}

export function topicNames(prefix: string): TopicNames {
  const delivery = (endpoint: Endpoint): string => `${prefix}.delivery.${endpoint.toLowerCase()}.v1`;
  const deadLetter = (endpoint: Endpoint): string => `${prefix}.dead-letter.${endpoint.toLowerCase()}.v1`;
  const agency = (endpoint: Endpoint): AgencyTopics => {
    const name = `${prefix}.agency.${endpoint.toLowerCase()}`;
    return { in: `${name}.in.v1`, out: `${name}.out.v1`, receipts: `${name}.receipts.v1` };
  };
  const single = {
    messages: `${prefix}.messages.v1`,
    decisions: `${prefix}.decisions.v1`,
    receipts: `${prefix}.receipts.v1`,
    operations: `${prefix}.operations.v1`,
    quarantine: `${prefix}.quarantine.v1`,
  };
  return {
    ...single,
    delivery,
    deadLetter,
    agency,
    all: () => [...Object.values(single), ...ENDPOINTS.map(delivery), ...ENDPOINTS.map(deadLetter)],
  };
}
