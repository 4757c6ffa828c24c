import { Module, type DynamicModule } from '@nestjs/common';
import type { SimulatorParts } from '../simulator-parts.js';
import { InboxController } from './inbox.controller.js';

/** Where the hub comes in. */
@Module({})
export class InboxModule {
  static of({ providers }: SimulatorParts): DynamicModule {
    return { module: InboxModule, controllers: [InboxController], providers: [...providers] };
  }
}
