import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { grantBrokerAccess, grantHubAccess } from '#lib/messaging';
import { openBrokerAccess, type AdapterOnBroker, type BrokerAccess, type HubConfig } from '#lib/platform';
import { testBroker, testSettings } from './test-broker.fixture.js';

/** Users and access list of a hub with a prefix of its own on the broker of the tests, as set-up makes them. */
export class TestPrincipals {
  private constructor(
    private readonly config: HubConfig,
    /** Where the credentials lie: for processes that are started, as SCHAKEL_STATE or KAFKA_CREDENTIALS. */
    readonly stateFolder: string,
    private readonly ownFolder: boolean,
  ) {}

  /** Without a state folder it takes one of its own. */
  static async of(
    prefix: string,
    adapters: readonly AdapterOnBroker[] = [],
    stateFolder?: string,
  ): Promise<TestPrincipals> {
    const state = stateFolder ?? mkdtempSync(join(tmpdir(), `schakel-${prefix}-`));
    const config = testSettings({ SCHAKEL_PREFIX: prefix, SCHAKEL_STATE: state });
    await grantHubAccess(config, adapters);
    return new TestPrincipals(config, state, stateFolder === undefined);
  }

  as(principal: string): BrokerAccess {
    return openBrokerAccess(this.config, principal);
  }

  async remove(): Promise<void> {
    await removePrincipals(this.config.prefix);
    if (this.ownFolder) rmSync(this.stateFolder, { recursive: true, force: true });
  }
}

/** Takes the users and lines of a prefix from the broker of the tests. */
export async function removePrincipals(prefix: string): Promise<void> {
  const admin = testBroker();
  if (admin.login !== null) await grantBrokerAccess({ admin, prefix, acls: [], users: [] });
}
