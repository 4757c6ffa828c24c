import { Controller, Get } from '@nestjs/common';
import { ProblemException } from '../http/problem.js';
import { HealthRegistry } from './health-registry.js';

@Controller('health')
export class HealthController {
  constructor(private readonly registry: HealthRegistry) {}

  /** The process runs; it says nothing of its neighbours, or their failure would have it restarted. */
  @Get('live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  async ready(): Promise<{ status: 'ready'; checks: Record<string, string> }> {
    const results = await this.registry.results();
    const checks = Object.fromEntries(results.map(({ name, ok }) => [name, ok ? 'ok' : 'failed']));
    if (results.every(({ ok }) => ok)) return { status: 'ready', checks };
    throw new ProblemException({ status: 503, code: 'not-ready', detail: 'A check failed.', members: { checks } });
  }
}
