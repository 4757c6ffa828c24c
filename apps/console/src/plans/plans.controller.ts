import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type {
  AuditEntry,
  ItemFilter,
  ItemOutcome,
  ItemRole,
  ItemView,
  PlanFilter,
  PlanState,
  PlanView,
  ReplayKind,
  VerdictKind,
} from '#lib/replay';
import type { Operator } from '#lib/trust';
import { Caller } from '../access/caller.decorator.js';
import { Needs } from '../access/needs.js';
import { given } from '../asking/given.js';
import { foundOr404 } from '../asking/not-found.js';
import { limitOf, type ListPage } from '../asking/page.js';
import { formsOf, UUID } from '../asking/query-forms.js';
import { readQuery } from '../asking/read-query.js';
import { CONSOLE_PARTS, type ConsoleParts } from '../console-parts.js';
import { Watchers } from '../watching/watchers.js';

const LIST = { ...formsOf('state', 'kind', 'limit', 'after'), madeBy: formsOf('subject').subject };
const ITEMS = formsOf('verdict', 'outcome', 'role', 'delivery', 'limit', 'after');
const OVER: ReadonlySet<PlanState> = new Set(['FAILED', 'DONE', 'WITHDRAWN', 'OUTDATED']);

/** Replay plans as they stand; what changes them is `PlanStepsController`. */
@Controller('v1/replay-plans')
export class PlansController {
  constructor(
    @Inject(CONSOLE_PARTS) private readonly parts: ConsoleParts,
    @Inject(Watchers) private readonly watchers: Watchers,
  ) {}

  /** Newest first. */
  @Get()
  @Needs('read-lists')
  async list(@Query() query: unknown): Promise<ListPage<PlanView>> {
    const asked = readQuery(LIST, query);
    const filter: PlanFilter = {
      ...(asked.state === undefined ? {} : { states: [asked.state as PlanState] }),
      ...given('kind', asked.kind as ReplayKind | undefined),
      ...given('madeBy', asked.madeBy),
    };
    const { rows, next } = await this.parts.desk.list(filter, pageOf(asked));
    return { items: rows, next };
  }

  @Get(':id')
  @Needs('read-lists')
  async one(@Param('id') planId: string): Promise<PlanView> {
    return foundOr404(await this.find(planId), 'plan');
  }

  /** In the order of the run. */
  @Get(':id/items')
  @Needs('read-lists')
  async items(@Param('id') planId: string, @Query() query: unknown): Promise<ListPage<ItemView>> {
    const asked = readQuery(ITEMS, query);
    const filter: ItemFilter = {
      ...given('verdict', asked.verdict as VerdictKind | undefined),
      ...given('outcome', asked.outcome as ItemOutcome | undefined),
      ...given('role', asked.role as ItemRole | undefined),
      ...given('deliveryId', asked.delivery),
    };
    const found = UUID.test(planId) ? await this.parts.desk.items(planId, filter, pageOf(asked)) : null;
    const { rows, next } = foundOr404(found, 'plan');
    return { items: rows, next };
  }

  /** Oldest first. */
  @Get(':id/audit-entries')
  @Needs('read-cases')
  async audit(@Param('id') planId: string): Promise<ListPage<AuditEntry>> {
    return { items: foundOr404(UUID.test(planId) ? await this.parts.desk.audit(planId) : null, 'plan'), next: null };
  }

  /** Events `plan`, whose data is the plan as it stands; ends when nothing more is to come of it. */
  @Get(':id/events')
  @Needs('read-lists')
  async events(@Caller() by: Operator, @Param('id') planId: string, @Res() reply: FastifyReply): Promise<void> {
    foundOr404(await this.find(planId), 'plan');
    await this.watchers.stream(reply, by, { name: 'plan', read: () => this.find(planId), isLast: isOver });
  }

  private find(planId: string): Promise<PlanView | null> {
    return UUID.test(planId) ? this.parts.desk.find(planId) : Promise.resolve(null);
  }
}

function pageOf({ limit, after }: { readonly limit?: string; readonly after?: string }) {
  return { limit: limitOf(limit), after: after ?? null };
}

/** What is under way of a plan that has ended is still recorded. */
function isOver(plan: PlanView | null): boolean {
  return plan !== null && OVER.has(plan.state) && (plan.run?.underWay ?? 0) === 0;
}
