import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { HubPlace, SchakelProcess } from './driver/schakel-process.js';

// A whole hub is started, and each command is a process of its own.
jest.setTimeout(240_000);

interface Report {
  readonly ok: boolean;
  readonly adapters: readonly {
    readonly checks: readonly {
      readonly id: string;
      readonly outcome: string;
      readonly findings?: readonly string[];
    }[];
  }[];
}

describe('When adapters of a running hub are judged at their addresses', () => {
  const place = new HubPlace();
  let hub: SchakelProcess;

  const judged = async (endpoint: string, ...options: string[]) => {
    const address = place.hub().doors[endpoint] ?? '';
    const { status, stdout } = await SchakelProcess.run(['conformance', address, '--json', ...options], place.env);
    const { checks } = (JSON.parse(stdout) as Report).adapters[0]!;
    const passed = checks.filter(({ outcome }) => outcome === 'passed').map(({ id }) => id);
    return { status, passed, failed: checks.filter(({ outcome }) => outcome === 'failed') };
  };

  beforeAll(async () => {
    hub = SchakelProcess.start(['up'], place.env);
    await hub.whenUp(place);
  });

  afterAll(async () => {
    await hub.stop();
    await place.remove();
  });

  it.each([
    ['COA', 'COA'],
    ['POL', 'POL'],
    ['GEM', 'GEM:0599'],
  ])('%s passes, in its own form, with certificate and token', async (endpoint, party) => {
    const { status, passed, failed } = await judged(endpoint, '--as', party, '--send');
    expect([status, failed]).toEqual([0, []]);
    expect(passed).toEqual(expect.arrayContaining(['sends-accepted', 'sends-once', 'status-own', 'refuses-malformed']));
  });

  it('anybody may ask what is published, and nothing else', async () => {
    const { status, passed, failed } = await judged('IND');
    expect([status, failed]).toEqual([0, []]);
    expect(passed).toEqual(expect.arrayContaining(['openapi-valid', 'refuses-strangers']));
    expect(passed).not.toContain('sends-accepted');
  });

  it('one that is judged in the name of an agency that has no business there fails', async () => {
    const { status, failed } = await judged('COA', '--as', 'IND');
    expect(status).toBe(1);
    expect(failed.every(({ findings = [] }) => findings.length > 0)).toBe(true);
  });
});
