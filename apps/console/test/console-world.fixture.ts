import { createLocalJWKSet } from 'jose';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Alarm } from '#lib/operations';
import type { NewAuditEntry } from '#lib/persistence';
import { Metrics, silentLogger } from '#lib/platform';
import type { AuditEntry, DeskAnswer, ItemView, PlanView, ReplayDesk } from '#lib/replay';
import { DescribedAnswers } from '#lib/testing';
import { CONSOLE_AUDIENCE, OperatorTokens, TestTrust, type OperatorRole } from '#lib/trust';
import type { ConsoleParts } from '../src/console-parts.js';
import { createConsoleApp } from '../src/create-console-app.js';
import { openApiDocument } from '../src/description/open-api-document.js';
import { HUB_ROWS } from './hub-rows.fixture.js';

const OIN = '00000099000000004000';
export const PLAN_ID = '11111111-1111-4111-8111-111111111111';
export const CASE = 'ab'.repeat(32);

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly json: Record<string, unknown>;
  readonly text: string;
}

interface Asked {
  readonly roles?: readonly OperatorRole[];
  readonly token?: string;
  /** Sent as JSON; a text is sent as it is. */
  readonly body?: unknown;
  readonly type?: string;
}

/**
 * The console's REST interface without a network, over ports that answer what a test puts into them. Every answer is held against what the console
 * publishes of itself, whatever the test is about.
 */
export class ConsoleWorld {
  /** Of the desk: what was asked, in order. */
  readonly asked: (readonly [string, ...unknown[]])[] = [];
  readonly audited: NewAuditEntry[] = [];
  alarms: readonly Alarm[] = [];
  now = Date.parse('2026-11-23T09:00:00Z');
  plan: PlanView = planView({});
  items: readonly ItemView[] = [];
  entries: readonly AuditEntry[] = [];
  answer: DeskAnswer<PlanView> | null = null;
  readonly described: DescribedAnswers;
  /** By which it is measured how often somebody asks, in ms: stands still unless a test moves it, so that no machine is too slow to ask too often. */
  monotonic = 0;
  /** The identity provider's keys can't be had. */
  isWithoutKeys = false;

  private constructor(
    private readonly trust: TestTrust,
    readonly rows: Record<string, unknown>,
  ) {
    this.described = new DescribedAnswers(openApiDocument({ issuer: { url: trust.issuer, jwksUri: '' } }));
  }

  app!: NestFastifyApplication;

  static async open(rows: Record<string, unknown> = {}): Promise<ConsoleWorld> {
    const trust = await TestTrust.create([OIN], () => world.now);
    const world: ConsoleWorld = new ConsoleWorld(trust, { ...HUB_ROWS, ...rows });
    const tokens = new OperatorTokens(
      { issuer: world.trust.issuer, audience: CONSOLE_AUDIENCE, rolesClaim: 'roles', tokenType: 'at+jwt' },
      createLocalJWKSet(world.trust.jwks()),
      () => world.now,
    );
    const verify = (token: string) =>
      world.isWithoutKeys ? Promise.reject(new Error('Testing: no keys.')) : tokens.verify(token);
    world.app = await createConsoleApp(world.parts(), {
      tokens: { verify },
      metrics: new Metrics(),
      logger: silentLogger,
      monotonic: () => world.monotonic,
    });
    await world.app.init();
    return world;
  }

  token(roles: readonly OperatorRole[], claims: Readonly<Record<string, unknown>> = {}): string {
    const at = Math.floor(this.now / 1000);
    const own = { aud: CONSOLE_AUDIENCE, sub: `subject-${roles.join('-')}`, exp: at + 900, roles, cnf: undefined };
    return this.trust.token(OIN, 'none', [], { claims: { ...own, ...claims } });
  }

  async call(
    method: 'GET' | 'POST',
    url: string,
    { roles, token, body, type = 'application/json' }: Asked = {},
  ): Promise<Answered> {
    const shown = token ?? (roles === undefined ? undefined : this.token(roles));
    const response = await this.app.inject({
      method,
      url,
      headers: {
        ...(shown === undefined ? {} : { authorization: `Bearer ${shown}` }),
        ...(body === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const { body: text, statusCode: status, headers } = response;
    const faults = this.described.faultsOf({ method, url, sent: body, status, headers, text });
    if (faults.length > 0) throw new Error(`Testing: answered otherwise than described:\n${faults.join('\n')}`);
    const isJson = String(headers['content-type']).includes('json');
    const json = (isJson ? JSON.parse(text) : {}) as Record<string, unknown>;
    return { status, headers, json, text };
  }

  close(): Promise<void> {
    return this.app.close();
  }

  private parts(): ConsoleParts {
    const says =
      (name: string) =>
      (...input: unknown[]) => {
        this.asked.push([name, ...input]);
        const row = this.rows[name];
        return row === undefined ? Promise.reject(new Error('Testing: nothing was put there.')) : Promise.resolve(row);
      };
    const empty = { list: says('list'), find: says('find'), groups: says('groups'), counts: says('counts') };
    return {
      trust: { issuer: { url: this.trust.issuer, jwksUri: 'https://issuer.test/jwks' }, audience: CONSOLE_AUDIENCE },
      database: {
        deadLetters: { list: says('deadLetters'), find: says('deadLetter'), groups: says('deadLetterGroups') },
        deliveries: { ...empty, find: says('delivery') },
        ledger: { decision: says('decision'), receiptsOf: says('receiptsOf') },
        books: { read: says('books') },
        caseHistories: { read: says('caseHistory') },
        blockedCases: { list: says('blockedCases') },
        loads: { read: says('loads') },
        quarantine: { ...empty, list: says('quarantine'), find: says('quarantined'), counts: says('quarantineCounts') },
        audit: {
          note: (entry: NewAuditEntry) => Promise.resolve(void this.audited.push(entry)),
          list: says('auditEntries'),
        },
      } as never,
      desk: this.desk(),
      alarms: {
        now: () => ({ alarms: this.alarms, lookedAt: '2026-11-23T09:00:00.000Z', weighedAt: null, version: 1 }),
      },
      caseKeyOf: (vNumber) => (vNumber === '9999000001' ? CASE : 'cd'.repeat(32)),
    };
  }

  private desk(): ReplayDesk {
    const done = (name: string, ...input: unknown[]): Promise<DeskAnswer<PlanView>> => {
      this.asked.push([name, ...input]);
      return Promise.resolve(this.answer ?? { ok: true, value: this.plan });
    };
    const known = (planId: string): boolean => planId === this.plan.planId;
    return {
      plan: (order, by) => done('plan', order, by.subject),
      find: (planId) => Promise.resolve(known(planId) ? this.plan : null),
      list: (filter, page) => {
        this.asked.push(['list', filter, page]);
        return Promise.resolve({ rows: [this.plan], next: null });
      },
      items: (planId, filter, page) => {
        this.asked.push(['items', filter, page]);
        return Promise.resolve(known(planId) ? { rows: this.items, next: 'x1' } : null);
      },
      approve: (planId, planHash, by) => done('approve', planId, planHash, by.subject),
      run: (planId, by) => done('run', planId, by.subject),
      stop: (planId, by, reason) => done('stop', planId, by.subject, reason),
      withdraw: (planId, by, reason) => done('withdraw', planId, by.subject, reason),
      audit: (planId) => Promise.resolve(known(planId) ? this.entries : null),
    };
  }
}

export function planView(changes: Partial<PlanView>): PlanView {
  return {
    ...{
      planId: PLAN_ID,
      kind: 'REDELIVER',
      selection: { group: 'ab'.repeat(8) },
      narrower: true,
      ratePerSecond: null,
    },
    ...{
      reason: 'their intake is mended',
      madeBy: 'subject-operator',
      madeAt: '2026-11-23T09:00:00Z',
      state: 'PLANNING',
    },
    planning: { found: null, judged: 0 },
    ...{ basis: null, planHash: null, counts: null, approvalNeededFor: null, approval: null, run: null, halt: null },
    ...{ startedAt: null, endedAt: null },
    ...changes,
  };
}
