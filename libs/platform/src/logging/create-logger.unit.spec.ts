import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createLogger } from './create-logger.js';
import { type Logger } from './logger.js';

function recorder(): { readonly log: Logger; readonly lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    log: createLogger('test', { level: 'debug', destination: { write: (line) => void lines.push(line) } }),
  };
}

describe('the log', () => {
  it('writes one JSON line per event, with level, part and time', () => {
    const { log, lines } = recorder();
    log.info('Started.', { port: 7010 });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', part: 'test', port: 7010, msg: 'Started.' });
  });

  it('drops every field that is not on the allow-list, and every object', () => {
    const { log, lines } = recorder();
    log.warn('Refused.', {
      body: 'CANARY',
      vNumber: 'CANARY',
      token: 'CANARY',
      code: { deep: 'CANARY' },
      codes: [{ deep: 'CANARY' }],
    });
    log.child({ narrative: 'CANARY' }).info('Child.');
    expect(lines.join('')).not.toContain('CANARY');
  });

  it('masks numbers of persons wherever a text holds one, but leaves ids and hashes whole', () => {
    const { log, lines } = recorder();
    const id = '12345678-1234-8234-9234-123456789012';
    log.info('Case 9999000001 of 111222333', { reason: 'x9999000001y', messageId: id, hash: '1'.repeat(64) });
    expect(lines[0]).not.toMatch(/9999000001|111222333/);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ messageId: id, hash: '1'.repeat(64) });
  });

  it('keeps the code of an error and drops what its text quotes', () => {
    const { log, lines } = recorder();
    let caught: unknown;
    try {
      JSON.parse('{"name": "CANARY" oops');
    } catch (error) {
      caught = Object.assign(new Error('Reading "CANARY" failed: Key (source)=(CANARY) exists', { cause: error }), {
        code: '23505',
      });
    }
    log.error('Failed.', { error: caught });
    expect(lines[0]).not.toContain('CANARY');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ error: { code: '23505', cause: { name: 'SyntaxError' } } });
  });

  it('stays one line without control characters, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { log, lines } = recorder();
        log.info(text, { reason: text, names: [text] });
        const line = lines.join('').replace(/\n$/, '');
        // eslint-disable-next-line no-control-regex
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
        JSON.parse(line);
      }),
    );
  });

  it('writes nothing below its level', () => {
    const lines: string[] = [];
    createLogger('test', { level: 'warn', destination: { write: (line) => void lines.push(line) } }).info('Quiet.');
    expect(lines).toEqual([]);
  });
});
