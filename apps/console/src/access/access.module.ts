import { Module, type DynamicModule } from '@nestjs/common';
import type { ConsoleTrust } from '#lib/trust';
import { MeController } from './me.controller.js';
import { CONSOLE_TRUST, ResourceController } from './resource.controller.js';

/** Who may come in, and where they get what they need for it. */
@Module({})
export class AccessModule {
  static forRoot(trust: Pick<ConsoleTrust, 'issuer' | 'audience'>): DynamicModule {
    return {
      module: AccessModule,
      controllers: [MeController, ResourceController],
      providers: [{ provide: CONSOLE_TRUST, useValue: trust }],
    };
  }
}
