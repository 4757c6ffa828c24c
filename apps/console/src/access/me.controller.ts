import { Controller, Get } from '@nestjs/common';
import type { Operator } from '#lib/trust';
import { Caller } from './caller.decorator.js';
import { Needs } from './needs.js';
import { permissionsOf } from './permission.js';

@Controller('v1/me')
export class MeController {
  /** Who the token says one is, and what that lets one do. */
  @Get()
  @Needs('any-operator')
  me(@Caller() { subject, roles, expiresAt }: Operator): object {
    return { subject, roles: [...roles], may: permissionsOf(roles), tokenEndsAt: new Date(expiresAt).toISOString() };
  }
}
