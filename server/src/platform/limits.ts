import { Injectable } from '@nestjs/common';
import { AppError } from './errors.js';

const MOST_KEYS = 50_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** Token buckets in memory: each replica counts for itself, which is enough against a finger or a script. */
@Injectable()
export class Limits {
  private readonly buckets = new Map<string, Bucket>();

  /** Takes one of `perMinute` tokens of the key; throws slowDown with the seconds to wait where none is left. */
  take(key: string, perMinute: number, now: number = performance.now()): void {
    const bucket = this.buckets.get(key) ?? { tokens: perMinute, at: now };
    const perMs = perMinute / 60_000;
    bucket.tokens = Math.min(perMinute, bucket.tokens + (now - bucket.at) * perMs);
    bucket.at = now;
    this.keep(key, bucket);
    if (bucket.tokens < 1)
      throw new AppError('slowDown', {
        retry: true,
        retryAfter: Math.ceil((1 - bucket.tokens) / perMs / 1_000),
      });
    bucket.tokens -= 1;
  }

  // The map keeps the order of use; who was away longest is forgotten first, and starts with a full bucket.
  private keep(key: string, bucket: Bucket): void {
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    if (this.buckets.size <= MOST_KEYS) return;
    const [oldest] = this.buckets.keys();
    if (oldest !== undefined) this.buckets.delete(oldest);
  }

  get size(): number {
    return this.buckets.size;
  }
}
