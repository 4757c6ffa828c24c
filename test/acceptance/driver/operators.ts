import { join } from 'node:path';
import { SchakelProcess, type Finished, type HubPlace } from './schakel-process.js';

export type OperatorName = 'viewer' | 'operator' | 'operator2' | 'approver' | 'dpo';

/** Operators of a running hub at the command line, each with a session file of their own. */
export class Operators {
  constructor(private readonly place: HubPlace) {}

  async logIn(...names: readonly OperatorName[]): Promise<void> {
    for (const name of names) await this.say(name, 'login', '--as', name);
  }

  /** As this operator; whatever comes of it. */
  run(name: OperatorName, args: readonly string[], input = ''): Promise<Finished> {
    const session = join(this.place.state, `session-${name}.json`);
    return SchakelProcess.run(args, { ...this.place.env, SCHAKEL_SESSION: session }, input);
  }

  /** What it says; fails with what it said when it did not succeed. */
  async say(name: OperatorName, ...args: readonly string[]): Promise<string> {
    const { status, stdout, stderr } = await this.run(name, args);
    if (status !== 0) throw new Error(`schakel ${args.join(' ')} ended with ${status}: ${stderr}`);
    return stdout.trim();
  }

  /** Its one JSON document. */
  async json<T>(name: OperatorName, ...args: readonly string[]): Promise<T> {
    return JSON.parse(await this.say(name, ...args, '--json')) as T;
  }

  /** Its fault; fails when it succeeded. */
  async fault(name: OperatorName, ...args: readonly string[]): Promise<string> {
    const { status, stderr } = await this.run(name, args);
    if (status === 0) throw new Error(`schakel ${args.join(' ')} succeeded, and should not have.`);
    return stderr;
  }
}
