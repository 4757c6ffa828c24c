import { Module, type DynamicModule } from '@nestjs/common';
import type { Secrets } from '#lib/platform';
import { BehaviourController } from './behaviour/behaviour.controller.js';
import { Behaviours } from './behaviour/behaviours.js';
import { DeliveriesController } from './inbox/deliveries.controller.js';
import { InboxController } from './inbox/inbox.controller.js';
import { Inbox } from './inbox/inbox.js';
import { PushKeys } from './inbox/push-keys.js';
import { AgencyLanguages } from './languages/agency-languages.js';
import { AgencySender } from './outbox/agency-sender.js';
import { SendController } from './outbox/send.controller.js';

@Module({})
export class PartnerSimulatorModule {
  static of(
    stateFolder: string,
    secrets: Pick<Secrets, 'agencyTokens' | 'pushKeys'>,
    languages: AgencyLanguages,
  ): DynamicModule {
    return {
      module: PartnerSimulatorModule,
      controllers: [InboxController, DeliveriesController, BehaviourController, SendController],
      providers: [
        Inbox,
        Behaviours,
        { provide: PushKeys, useValue: new PushKeys(secrets) },
        { provide: AgencyLanguages, useValue: languages },
        { provide: AgencySender, useValue: new AgencySender(stateFolder, secrets, languages) },
      ],
    };
  }
}
