import { Controller, Get, Header, Inject } from '@nestjs/common';
import type { ConsoleTrust } from '#lib/trust';
import { Needs } from './needs.js';

export const CONSOLE_TRUST = Symbol('console trust');

/** Where a client gets its token: OAuth protected resource metadata (RFC 9728). */
@Controller('.well-known')
export class ResourceController {
  constructor(@Inject(CONSOLE_TRUST) private readonly trust: Pick<ConsoleTrust, 'issuer' | 'audience'>) {}

  @Get('oauth-protected-resource')
  @Needs('published')
  @Header('access-control-allow-origin', '*')
  metadata(): object {
    return {
      resource: this.trust.audience,
      authorization_servers: [this.trust.issuer.url],
      scopes_supported: ['openid', 'console'],
      bearer_methods_supported: ['header'],
    };
  }
}
