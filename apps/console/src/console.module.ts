import { Module, type DynamicModule } from '@nestjs/common';
import { AccessModule } from './access/access.module.js';
import { AuditController } from './audit/audit.controller.js';
import { CasesController } from './cases/cases.controller.js';
import { CONSOLE_PARTS, type ConsoleParts } from './console-parts.js';
import { DeadLettersController } from './dead-letters/dead-letters.controller.js';
import { DescriptionController } from './description/description.controller.js';
import { PlanStepsController } from './plans/plan-steps.controller.js';
import { PlansController } from './plans/plans.controller.js';
import { AlarmsController } from './standing/alarms.controller.js';
import { QuarantineController } from './standing/quarantine.controller.js';
import { BlockedCasesController } from './standing/blocked-cases.controller.js';
import { StandingController } from './standing/standing.controller.js';
import { Watchers } from './watching/watchers.js';

/** The REST interface of the console. */
@Module({})
export class ConsoleModule {
  static forRoot(parts: ConsoleParts): DynamicModule {
    return {
      module: ConsoleModule,
      imports: [AccessModule.forRoot(parts.trust)],
      controllers: [
        ...[
          DescriptionController,
          DeadLettersController,
          BlockedCasesController,
          StandingController,
          QuarantineController,
          AlarmsController,
        ],
        ...[CasesController, PlansController, PlanStepsController, AuditController],
      ],
      providers: [{ provide: CONSOLE_PARTS, useValue: parts }, Watchers],
    };
  }
}
