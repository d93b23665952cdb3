import { describe, expect, it } from '@jest/globals';
import { Log, type LogFields } from './logger.js';
import { withRequestId } from './request.js';

function logged(write: (log: Log) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(new Log('info', { write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('log', () => {
  it('writes the allowed fields only, with the id of the request', () => {
    const sly = { route: '/api/cases/:id', name: '张三', phone: '13800000000' } as LogFields;
    const [line] = logged((log) => withRequestId('r-1', () => log.info('answered', sly)));
    expect(line).toMatchObject({ event: 'answered', requestId: 'r-1', route: '/api/cases/:id' });
    expect(JSON.stringify(line)).not.toMatch(/张三|138/);
  });

  it('keeps the message of an error out and its place in', () => {
    const [line] = logged((log) => log.error('failed', new TypeError("Duplicate entry '13800000000'")));
    expect(line).toMatchObject({ event: 'failed', error: 'TypeError' });
    expect(line?.stack).toContain('logger.spec');
    expect(JSON.stringify(line)).not.toContain('138');
  });

  it('stays one line whatever it is given', () => {
    const lines = logged((log) => log.warn('odd', { text: 'a\nb\u001b[31m' }));
    expect(lines).toHaveLength(1);
  });
});
