import { ChildApp, type ChildAppOptions } from './child-app.js';

/** An app that is started again when it dies, until it is stopped on purpose. */
export class Supervised {
  private stopping = false;
  private readonly watching: Promise<void>;

  private constructor(
    private app: ChildApp,
    private readonly options: ChildAppOptions,
    private readonly onRestart: (pid: number) => void,
  ) {
    this.watching = this.watch();
  }

  static async start(options: ChildAppOptions, onRestart: (pid: number) => void): Promise<Supervised> {
    return new Supervised(await ChildApp.start(options), options, onRestart);
  }

  get pid(): number {
    return this.app.pid ?? 0;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.app.stop();
    await this.watching;
  }

  private async watch(): Promise<void> {
    while (!this.stopping) {
      await this.app.whenGone();
      if (this.stopping) return;
      try {
        this.app = await ChildApp.start(this.options);
        this.onRestart(this.pid);
      } catch {
        // It did not come up this time; its log says why, and the next round tries again.
        await new Promise((again) => setTimeout(again, 1_000));
      }
    }
    await this.app.stop();
  }
}
