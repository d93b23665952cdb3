import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  RequestMapping,
  RequestMethod,
  type ExecutionContext,
} from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type * as z from 'zod';
import type { Endpoint } from '@songtao/shared/api/endpoint.js';

const handled = new Map<string, Endpoint>();
const demoHandlers: { readonly handler: object; readonly path: string }[] = [];

/** Every endpoint that some controller handles, in the order of loading. */
export function handledEndpoints(): readonly Endpoint[] {
  return [...handled.values()];
}

type Answers<O extends z.ZodType> = (...args: never[]) => z.output<O> | Promise<z.output<O>>;

/** The method of a controller that answers this row of the contract: method, path, access and schemas come from the row. A success is always 200. */
export function Handles<O extends z.ZodType>(row: Endpoint<z.ZodObject, O>) {
  return <T extends Answers<O>>(
    target: object,
    name: string | symbol,
    descriptor: TypedPropertyDescriptor<T>,
  ): void => {
    const key = `${row.method} ${row.path}`;
    if (handled.has(key)) throw new Error(`${key} is handled twice`);
    handled.set(key, row);
    applyDecorators(
      RequestMapping({ method: RequestMethod[row.method], path: row.path }),
      HttpCode(200),
      RouteConfig({ endpoint: row }),
    )(target, name, descriptor);
    if (row.demoOnly && descriptor.value) demoHandlers.push({ handler: descriptor.value, path: row.path });
  };
}

/** Before the routes are made: those of the demo exist there and nowhere else. */
export function exposeDemoRoutes({ demo }: { readonly demo: boolean }): void {
  for (const { handler, path } of demoHandlers) {
    if (demo) Reflect.defineMetadata(PATH_METADATA, path, handler);
    else Reflect.deleteMetadata(PATH_METADATA, handler);
  }
}

const requestOf = (context: ExecutionContext): FastifyRequest =>
  context.switchToHttp().getRequest<FastifyRequest>();

/** The row that a request was routed to. */
export function endpointOf(request: FastifyRequest): Endpoint {
  const { endpoint } = request.routeOptions.config;
  if (!endpoint) throw new Error('a route without an endpoint');
  return endpoint;
}

/** The checked input of the endpoint, of type `ParsedInputOf<typeof row>`. */
export const Input = createParamDecorator(
  (_: undefined, context: ExecutionContext) => requestOf(context).input,
);

/** Who calls, of type `Caller`; on a public endpoint `Caller | null`. */
export const Who = createParamDecorator(
  (_: undefined, context: ExecutionContext) => requestOf(context).caller,
);

/** The file of a `file` endpoint, of type `MultipartFile`; its stream has to be read to its end. */
export const FilePart = createParamDecorator(
  (_: undefined, context: ExecutionContext) => requestOf(context).part,
);

/** The untouched body of a `raw` endpoint, of type `Buffer`. */
export const RawBody = createParamDecorator(
  (_: undefined, context: ExecutionContext) => requestOf(context).body,
);

/** The headers and the address of a request, for the few endpoints that believe some of them. */
export const Head = createParamDecorator((_: undefined, context: ExecutionContext) => {
  const { headers, ip } = requestOf(context);
  return { headers, ip };
});
