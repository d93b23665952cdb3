import type * as z from 'zod';
import type { Role } from '../access/role.js';

/** HTTP methods that WeChat's client sends; PATCH is not among them. */
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Who may call an endpoint at all: everybody, anybody signed in, any member of staff, or the roles named. What they may see or do there is decided by the scope of the store and by the case engine. */
export type EndpointAccess = 'public' | 'signedIn' | 'staff' | readonly Role[];

/** One row of the contract: the server handles it with `@Handles(row)`, the client calls it with `call(row, input)`. */
export interface Endpoint<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> {
  readonly method: Method;
  /** Path below `/api`, with `:name` for the keys of `input` that travel in it. */
  readonly path: string;
  readonly access: EndpointAccess;
  /** Every key of the call: those named in `path`, the rest in the query (GET, DELETE) or in the JSON body. Unknown keys are refused. */
  readonly input: I;
  /** What leaves the house: every key not named here is dropped. */
  readonly output: O;
  /** One sentence for the OpenAPI document. */
  readonly summary: string;
  /** How the body travels, where it is not JSON: `file` is multipart with one part `file`, `bytes` answers with a file, `raw` hands the untouched body to the handler. */
  readonly wire?: 'file' | 'bytes' | 'raw';
  /** What leaves the house, or changes who may enter it: asks for the second factor within the last hours of this session (`stepUp` else). For staff only. */
  readonly stepUp?: true;
  /** The endpoint exists in the demo and in tests only. */
  readonly demoOnly?: true;
}

/** Declares one endpoint; the types of input and output are inferred from its schemas. */
export function endpoint<I extends z.ZodObject, O extends z.ZodType>(row: Endpoint<I, O>): Endpoint<I, O> {
  return row;
}

/** What a caller passes to an endpoint. */
export type InputOf<E> = E extends Endpoint<infer I, z.ZodType> ? z.input<I> : never;

/** What the handler receives after validation. */
export type ParsedInputOf<E> = E extends Endpoint<infer I, z.ZodType> ? z.output<I> : never;

/** What an endpoint answers. */
export type OutputOf<E> = E extends Endpoint<z.ZodObject, infer O> ? z.output<O> : never;
