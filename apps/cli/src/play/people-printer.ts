import { colours as pc } from '../colours.js';
import type { PlayAudience } from './play-events.js';

const GROUNDS: readonly (readonly [RegExp, string])[] = [
  [/^DENY_NOT_LISTED$/, 'no task in this case, nothing listed'],
  [/^DENY_CONDITION$/, 'condition not met'],
  [/^DENY_SENDER$/, 'limited by the sender'],
  [/^BLOCK_SUSPENDED$/, 'stop in force: removal messages are held back'],
  [/^DENY_HARD:HD1$/, 'HD1 asylum secrecy towards the mission'],
  [/^DENY_HARD:HD2$/, 'HD2 medical detail'],
  [/^DENY_HARD:HD3$/, 'HD3 no forced-departure logistics to VluchtelingenWerk'],
  [/^DENY_HARD:HD5$/, 'HD5 IOM confidentiality'],
  [/^DENY_HARD:HD6$/, 'HD6 trafficking data'],
  [/^DENY_HARD:HD7$/, 'HD7 criminal and police data'],
  [/^DENY_HARD:HD10$/, 'HD10 hand-over file only to DT&V'],
  [/^REJECT:/, 'rejected by a validation rule'],
];

/** The ground of a refusal in words; the code itself when it has none. */
export function groundInWords(code: string): string {
  return GROUNDS.find(([form]) => form.test(code))?.[1] ?? code;
}

/** Shows the story to a person at a terminal: who sent what, who received it without which fields, who was refused and why. */
export function peoplePrinter(write: (line: string) => void): PlayAudience {
  return {
    opens(title, text, day) {
      write('');
      write(pc.bold(title));
      write(pc.dim(wrapped(text, 100)));
      write(pc.dim(`Day D of this play is ${day}; the clock is the story's own.`));
    },
    factSent(owner, fact, value) {
      write(pc.dim(`        ${owner} states: ${fact} ${value ? 'holds' : 'has ended'}`));
    },
    stepPlayed({ step, delivered, refused, asExpected, differences }) {
      write('');
      write(
        `${pc.bold(step.step.padEnd(5))} ${pc.dim(step.at.padEnd(11))} ${pc.cyan(step.sender)} → ${pc.bold(`${step.message} ${step.messageName}`)}`,
      );
      write(pc.dim(`        ${step.remark}`));
      for (const { recipient, removed, masked } of delivered) {
        const without = removed.length > 0 ? pc.yellow(` without ${removed.join(', ')}`) : ' complete';
        const behind = masked !== undefined && masked.length > 0 ? pc.yellow(`, masked ${masked.join(', ')}`) : '';
        write(`      ${pc.green('✔')} ${recipient.padEnd(5)}${without}${behind}`);
      }
      for (const [code, recipients] of Object.entries(refused)) {
        write(`      ${pc.red('✖')} ${recipients.join(', ')} ${pc.dim(`(${groundInWords(code)}: ${code})`)}`);
      }
      if (!asExpected) for (const difference of differences) write(pc.red(`      ! ${difference}`));
    },
    closes(storyId, asExpected, total) {
      write('');
      const line = `${storyId}: ${asExpected} of ${total} steps as expected`;
      write(pc.bold(asExpected === total ? pc.green(line) : pc.red(line)));
    },
  };
}

function wrapped(text: string, width: number): string {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/)) {
    const last = lines.length - 1;
    const line = lines[last] ?? '';
    if (line.length + word.length + 1 > width) lines.push(word);
    else lines[last] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}
