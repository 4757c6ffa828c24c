import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { isEndpoint } from '#lib/domain';
import { ProblemException } from '#lib/platform';
import { jsonOf } from '../languages/json-of.js';
import { readBehaviour, type Behaviour } from './behaviour.js';
import { Behaviours } from './behaviours.js';

/** Failure on demand. */
@Controller('behaviour')
export class BehaviourController {
  constructor(@Inject(Behaviours) private readonly behaviours: Behaviours) {}

  @Get()
  all(): Readonly<Record<string, Behaviour>> {
    return this.behaviours.all();
  }

  @Put(':endpoint')
  tellEndpoint(@Param('endpoint') endpoint: string, @Body() body: unknown): Behaviour {
    return this.tell(endpoint, null, body);
  }

  @Put(':endpoint/:unit')
  tellUnit(@Param('endpoint') endpoint: string, @Param('unit') unit: string, @Body() body: unknown): Behaviour {
    return this.tell(endpoint, unit === '-' ? null : unit, body);
  }

  private tell(endpoint: string, unit: string | null, body: unknown): Behaviour {
    if (!isEndpoint(endpoint)) {
      throw new ProblemException({ status: 404, code: 'not-found', detail: 'No such recipient.' });
    }
    const behaviour = readBehaviour(jsonOf(body));
    if (typeof behaviour === 'string') {
      throw new ProblemException({ status: 400, code: 'invalid-content', detail: behaviour });
    }
    this.behaviours.tell(unit === null ? endpoint : `${endpoint}:${unit}`, behaviour);
    return behaviour;
  }
}
