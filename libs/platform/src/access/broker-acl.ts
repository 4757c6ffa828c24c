/** One line of the brokers' access list. There are only such that allow; without one nothing is allowed. */
export interface BrokerAcl {
  /** `router`, `coa-adapter`, `agency-dtv`: whom it allows, as the hub calls it. */
  readonly principal: string;
  readonly resource: 'topic' | 'group';
  readonly name: string;
  /** `prefixed`: everything whose name begins so. */
  readonly pattern: 'literal' | 'prefixed';
  /** Each of the others lets describe as well. */
  readonly operation: 'READ' | 'WRITE' | 'CREATE' | 'DESCRIBE' | 'DELETE';
}
