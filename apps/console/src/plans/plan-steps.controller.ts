import { Body, Controller, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import type { PlanView } from '#lib/replay';
import type { Operator } from '#lib/trust';
import { Caller } from '../access/caller.decorator.js';
import { Needs } from '../access/needs.js';
import { foundOr404 } from '../asking/not-found.js';
import { UUID } from '../asking/query-forms.js';
import { readBody } from '../asking/read-body.js';
import { CONSOLE_PARTS, type ConsoleParts } from '../console-parts.js';
import { valueOf } from './desk-problem.js';
import { readPlanOrder } from './plan-order-body.js';

const HASH = {
  planHash: {
    check: (value: unknown) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
    wanted: 'the hash of the plan that was looked at: 64 hexadecimal digits',
  },
} as const;
const WORDS = /^(?!.*\d[\d .-]{6,}\d)(?=.*\S.*\S.*\S).{3,500}$/s;
const REASON = {
  reason: {
    check: (value: unknown) => typeof value === 'string' && WORDS.test(value),
    wanted: 'a text of 3 to 500 characters that says why, without a V-number or BSN',
  },
} as const;

interface Reply {
  header(name: string, value: string): Reply;
}

/** Everything that changes a plan. It is the desk's; here it gets addresses and roles. */
@Controller('v1/replay-plans')
export class PlanStepsController {
  constructor(@Inject(CONSOLE_PARTS) private readonly parts: ConsoleParts) {}

  /** Answers at once; the dry run goes on by itself. Nothing is sent by it. */
  @Post()
  @Needs('make-plans')
  async plan(
    @Caller() by: Operator,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<PlanView> {
    const plan = valueOf(await this.parts.desk.plan(readPlanOrder(body), by));
    reply.header('location', `/v1/replay-plans/${plan.planId}`);
    return plan;
  }

  @Post(':id/approvals')
  @HttpCode(200)
  @Needs('approve-plans')
  async approve(@Caller() by: Operator, @Param('id') planId: string, @Body() body: unknown): Promise<PlanView> {
    const { planHash } = readBody<{ readonly planHash: string }>(HASH, body);
    return valueOf(await this.parts.desk.approve(idOf(planId), planHash, by));
  }

  /** Begins it, or goes on with one that was stopped. */
  @Post(':id/runs')
  @HttpCode(200)
  @Needs('make-plans')
  async run(@Caller() by: Operator, @Param('id') planId: string): Promise<PlanView> {
    return valueOf(await this.parts.desk.run(idOf(planId), by));
  }

  /** Nothing more is begun once this has answered. */
  @Post(':id/stops')
  @HttpCode(200)
  @Needs('make-plans')
  async stop(@Caller() by: Operator, @Param('id') planId: string, @Body() body: unknown): Promise<PlanView> {
    const { reason } = readBody<{ readonly reason: string }>(REASON, body);
    return valueOf(await this.parts.desk.stop(idOf(planId), by, reason));
  }

  @Post(':id/withdrawals')
  @HttpCode(200)
  @Needs('make-plans')
  async withdraw(@Caller() by: Operator, @Param('id') planId: string, @Body() body: unknown): Promise<PlanView> {
    const { reason } = readBody<{ readonly reason: string }>(REASON, body);
    return valueOf(await this.parts.desk.withdraw(idOf(planId), by, reason));
  }
}

function idOf(planId: string): string {
  return foundOr404(UUID.test(planId) ? planId : null, 'plan');
}
