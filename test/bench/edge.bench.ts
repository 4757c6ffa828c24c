import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrivateHub } from './private-hub.js';
import { edgeSender, type EdgeSender } from './edge-sender.js';
import type { Measured } from './measure.js';
import type { Report } from './print.js';

export interface EdgeLoad {
  readonly messages: number;
  /** Requests that wait for their answer at the same time. */
  readonly atOnce: number;
}

/** One sender per format: CloudEvents JSON, an own JSON vocabulary in Dutch and in English, XML. */
const SENDERS = ['IND', 'COA', 'IOM', 'POL'] as const;
const WARM_UP = 200;

/**
 * Accepted messages at the real doors of a whole hub of its own: mutual TLS, token, own format, database and Kafka. The sender is this process,
 * on the same cores; router and ledger stand still meanwhile. CPU is that of the adapters' process, which also runs the twelve other adapters.
 */
export async function benchEdge(load: EdgeLoad, progress: (line: string) => void): Promise<Report> {
  const state = mkdtempSync(join(tmpdir(), 'schakel-bench-'));
  const hub = await startPrivateHub(state, progress);
  try {
    const lines: Measured[] = [];
    for (const endpoint of SENDERS) {
      const sender = await edgeSender(state, endpoint);
      try {
        progress(`${endpoint}: ${sender.format}`);
        await sendAll(sender, { ...load, messages: WARM_UP });
        lines.push(await measured(sender, load, () => hub.adapterCpuMicros()));
      } finally {
        sender.close();
      }
    }
    const { messages, atOnce } = load;
    const notes = [
      `${messages} messages per format, ${atOnce} at once, every one answered with 202; µs wall = mean time between two answers`,
    ];
    return { title: 'The edge: accepted messages with TLS 1.3 and a bound token', lines, notes };
  } finally {
    await hub.stop();
    rmSync(state, { recursive: true, force: true });
  }
}

async function measured(sender: EdgeSender, load: EdgeLoad, cpuMicros: () => Promise<number>): Promise<Measured> {
  const cpu = await cpuMicros();
  const began = performance.now();
  const times = (await sendAll(sender, load)).sort((one, other) => one - other);
  const wall = (performance.now() - began) * 1000;
  const spent = (await cpuMicros()) - cpu;
  const at = (part: number): string => `${(times[Math.ceil(times.length * part) - 1] ?? 0).toFixed(1)} ms`;
  return {
    name: `${sender.endpoint} ${sender.format}`,
    items: times.length,
    cpuMicros: spent / times.length,
    wallMicros: wall / times.length,
    perSecond: (times.length / wall) * 1e6,
    remark: `p50 ${at(0.5)}, p99 ${at(0.99)}, ${sender.meanBytes} bytes`,
  };
}

/** Times to the answer, ms. */
async function sendAll(sender: EdgeSender, { messages, atOnce }: EdgeLoad): Promise<number[]> {
  const times: number[] = [];
  let left = messages;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const document = sender.nextDocument();
      const began = performance.now();
      const { status, body } = await sender.send(document);
      if (status !== 202) throw new Error(`The door of ${sender.endpoint} answered ${status}: ${body.slice(0, 400)}`);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return times;
}
