import { RouteConfig } from '@nestjs/platform-fastify';
import type { Permission } from './permission.js';

/** What a route says of itself: published to anybody, open to every operator, or to those with a permission. */
export type RouteAccess = 'published' | 'any-operator' | Permission;

/** On every route; one without it is closed to all. */
export function Needs(access: RouteAccess): MethodDecorator {
  return RouteConfig({ access });
}
