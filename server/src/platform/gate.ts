import { Inject, Injectable, Optional, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config/config.js';
import { bearerToken, CallerResolver, checkAccess } from './caller.js';
import { endpointOf } from './handles.js';
import { inputOf } from './input.js';
import { Limits } from './limits.js';

/** Stands before every endpoint: finds out who calls, holds the limit of that person, the access and the input that the contract declares. */
@Injectable()
export class Gate implements CanActivate {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'limits'>,
    @Inject(Limits) private readonly limits: Limits,
    @Optional() @Inject(CallerResolver) private readonly resolver?: CallerResolver,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const row = endpointOf(request);
    const token = bearerToken(request.headers.authorization);
    request.caller = token && this.resolver ? await this.resolver.resolve(token) : null;
    if (request.caller) this.limits.take(request.caller.personId, this.config.limits.callerPerMinute);
    checkAccess(row.access, request.caller);
    if (row.stepUp && request.caller) await this.resolver?.checkStepUp(request.caller);
    // Here and not where it is used, so that an endpoint without any input refuses unknown keys too.
    request.input = inputOf(row, request);
    return true;
  }
}
