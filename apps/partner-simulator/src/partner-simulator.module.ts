import { Module, type DynamicModule } from '@nestjs/common';
import { BehaviourController } from './behaviour/behaviour.controller.js';
import { DeliveriesController } from './inbox/deliveries.controller.js';
import { SendController } from './outbox/send.controller.js';
import type { SimulatorParts } from './simulator-parts.js';

/** What people, tests and the story player ask of the simulator; the hub comes in by another port (`InboxModule`). */
@Module({})
export class PartnerSimulatorModule {
  static of({ providers }: SimulatorParts): DynamicModule {
    return {
      module: PartnerSimulatorModule,
      controllers: [DeliveriesController, BehaviourController, SendController],
      providers: [...providers],
    };
  }
}
