import http from 'node:http';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { RouteConfig, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHttpApp, listenOn, silentLogger } from '#lib/platform';
import type { Client } from '../inbound/client.js';
import { problems } from '../inbound/problems.js';
import { Caller } from './caller.decorator.js';
import type { Entry } from './gate.js';
import { guardDoor } from './guard-door.js';
import { PUBLISHED } from './published.js';

const CLIENT: Client = { name: 'coa', parties: [], scopes: new Set() };

@Controller()
class ThingsController {
  @Get('things')
  mine(@Caller() client: Client): { readonly client: string } {
    return { client: client.name };
  }

  @Post('things')
  add(): { readonly added: true } {
    return { added: true };
  }

  @RouteConfig(PUBLISHED)
  @Get('published')
  published(@Caller() client: Client): { readonly client: string } {
    return { client: client.name };
  }
}

@Module({ controllers: [ThingsController] })
class ThingsModule {}

describe('a guarded door', () => {
  let app: NestFastifyApplication;
  let url: string;
  let left: () => void;
  let whenLeft: Promise<void>;
  let whenEntered: Promise<void>;

  beforeEach(async () => {
    whenLeft = new Promise((resolve) => (left = resolve));
    app = await createHttpApp(ThingsModule, { logger: silentLogger });
    let entered: () => void;
    whenEntered = new Promise((resolve) => (entered = resolve));
    const enter = ({ authorization }: { authorization: string | undefined }): Promise<Entry> => {
      entered();
      return Promise.resolve(
        authorization === 'coa'
          ? { ok: true, client: CLIENT, leave: left }
          : { ok: false, problem: problems.unauthenticated() },
      );
    };
    guardDoor(app, { enter, mayStay: () => true }, silentLogger);
    ({ url } = await listenOn(app, '127.0.0.1', 0));
  });
  afterEach(async () => {
    await app.close();
  });

  const ask = async (path: string, authorization = '', method = 'GET'): Promise<[number, unknown]> => {
    const response = await fetch(`${url}${path}`, { method, headers: { authorization } });
    return [response.status, await response.json()];
  };

  it('tells a controller who calls', async () => {
    expect(await ask('/things', 'coa')).toEqual([200, { client: 'coa' }]);
    await whenLeft;
  });

  it('answers alike to a stranger, whatever the address and the method', async () => {
    const refused = await ask('/things');
    expect(refused[0]).toBe(401);
    for (const path of ['/nothing', '/things/x', '/health/ready', '/']) expect(await ask(path)).toEqual(refused);
    expect(await ask('/things', '', 'DELETE')).toEqual(refused);
    expect((await ask('/nothing', 'coa'))[0]).toBe(404);
  });

  it('opens what is published without asking, and gives it no client', async () => {
    expect((await ask('/published', 'coa'))[0]).toBe(401);
  });

  it('answers before it reads a body', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': '100000' };
      const request = http.request(`${url}/things`, { method: 'POST', headers }, (response) => {
        resolve(response.statusCode ?? 0);
        request.destroy();
      });
      request.on('error', reject);
      request.flushHeaders();
    });
    expect(status).toBe(401);
  });

  it('sees a client off that hangs up before its body has come', async () => {
    const headers = { 'content-type': 'application/json', 'content-length': '100000', authorization: 'coa' };
    const request = http.request(`${url}/things`, { method: 'POST', headers });
    request.on('error', () => undefined);
    request.flushHeaders();
    request.write('{');
    await whenEntered;
    request.destroy();
    await whenLeft;
  });
});
