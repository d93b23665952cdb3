import { Agent, request } from 'node:http';
import { cpuOf, percentile, round } from './stage.mjs';

/** One call as somebody makes it. @typedef {{ method: string, path: string, token: string, body?: object }} Call */

/** @param {Agent} agent @param {string} url @param {Call} call @returns {Promise<{ status: number, text: string }>} */
export function send(agent, url, { method, path, token, body }) {
  return new Promise((resolve, reject) => {
    const text = body && JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${token}`,
      ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    };
    const sent = request(new URL(path, url), { agent, method, headers }, (answer) => {
      /** @type {Buffer[]} */
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
      );
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

/**
 * A closed loop: so many people, each calling again as soon as the answer is there. The CPU is what these processes used meanwhile.
 * @param {{ url: string, pids: readonly number[], count: number, people: number, calls: (n: number) => Call }} load
 */
export async function run({ url, pids, count, people, calls }) {
  const agent = new Agent({ keepAlive: true, maxSockets: people });
  /** @type {number[]} */
  const times = [];
  let failed = 0;
  let next = 0;
  let last = '';
  const cpu = () => pids.reduce((sum, pid) => sum + cpuOf(pid), 0);
  const before = cpu();
  const began = performance.now();
  const person = async () => {
    while (next < count) {
      const call = calls(next++);
      const started = performance.now();
      const { status, text } = await send(agent, url, call);
      times.push(performance.now() - started);
      if (status !== 200) failed += 1;
      if (status !== 200 || last === '') last = text;
    }
  };
  await Promise.all(Array.from({ length: people }, person));
  const seconds = (performance.now() - began) / 1_000;
  const used = cpu() - before;
  agent.destroy();
  return { count, failed, last, times, seconds, cpuMs: used };
}

/** Several rounds of one load as figures. @param {readonly Awaited<ReturnType<typeof run>>[]} rounds */
export function figuresOf(rounds) {
  const sum = (/** @type {(round: Awaited<ReturnType<typeof run>>) => number} */ of) =>
    rounds.reduce((total, each) => total + of(each), 0);
  const times = rounds.flatMap((each) => each.times);
  const count = sum((each) => each.count);
  return {
    requests: count,
    failed: sum((each) => each.failed),
    cpuMs: round(sum((each) => each.cpuMs) / count, 3),
    perSecond: round(count / sum((each) => each.seconds)),
    p50: round(percentile(times, 0.5), 1),
    p99: round(percentile(times, 0.99), 1),
  };
}
