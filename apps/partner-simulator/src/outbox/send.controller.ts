import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { jsonOf } from '../languages/json-of.js';
import { AgencySender, type SendAnswer } from './agency-sender.js';

@Controller('send')
export class SendController {
  constructor(@Inject(AgencySender) private readonly sender: AgencySender) {}

  /** 200 with the adapter's answer in it, whatever that was. */
  @Post()
  @HttpCode(200)
  send(@Body() body: unknown): Promise<SendAnswer> {
    return this.sender.send(jsonOf(body) ?? {});
  }
}
